import type { MailMessages } from "../vi/mail";

export const mail: MailMessages = {};
