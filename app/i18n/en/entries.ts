import type { EntriesMessages } from "../vi/entries";

export const entries: EntriesMessages = {};
