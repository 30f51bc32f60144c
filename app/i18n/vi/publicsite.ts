export const publicsite = {};

export type PublicsiteMessages = typeof publicsite;
