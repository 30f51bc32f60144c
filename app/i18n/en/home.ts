import type { HomeMessages } from "../vi/home";

export const home: HomeMessages = {};
