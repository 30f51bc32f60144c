export const editions = {};

export type EditionsMessages = typeof editions;
