export const entries = {};

export type EntriesMessages = typeof entries;
