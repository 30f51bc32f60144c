export const units = {};

export type UnitsMessages = typeof units;
