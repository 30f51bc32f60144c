export const home = {};

export type HomeMessages = typeof home;
