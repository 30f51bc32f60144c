import type { ConsentMessages } from "../vi/consent";

export const consent: ConsentMessages = {};
