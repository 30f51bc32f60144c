import type { PublicsiteMessages } from "../vi/publicsite";

export const publicsite: PublicsiteMessages = {};
