export const consent = {};

export type ConsentMessages = typeof consent;
