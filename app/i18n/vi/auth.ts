export const auth = {};

export type AuthMessages = typeof auth;
