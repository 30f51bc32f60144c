import type { EditionsMessages } from "../vi/editions";

export const editions: EditionsMessages = {};
