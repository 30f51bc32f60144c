export const mail = {};

export type MailMessages = typeof mail;
