export const screening = {};

export type ScreeningMessages = typeof screening;
