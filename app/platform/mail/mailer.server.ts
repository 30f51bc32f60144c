import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import nodemailer from "nodemailer";
import type { Config } from "~/platform/config/config.server";

export interface Mail {
  /** of the message in the outbox; the same mail sent twice carries the same Message-ID */
  id: string;
  recipient: string;
  recipientName: string;
  subject: string;
  body: string;
}

/** Why a mail didn't leave; `permanent` where the receiving side said that trying again is of no use. */
export class MailNotSent extends Error {
  constructor(
    message: string,
    readonly permanent: boolean,
  ) {
    super(message);
    this.name = "MailNotSent";
  }
}

export interface Mailer {
  carrier: "SMTP" | "FILE";
  /** @throws MailNotSent */
  send(mail: Mail): Promise<void>;
  close(): void;
}

const TIMEOUT_MS = 20_000;
const MOST_ERROR_TEXT = 300;

/** Sends through the mail server of SMTP_URL; without one writes each mail to a file that only the owner may read. */
export function createMailer(config: Pick<Config, "smtpUrl" | "mailFrom" | "dataDir" | "publicUrl">): Mailer {
  return config.smtpUrl === null ? fileMailer(config) : smtpMailer(config, config.smtpUrl);
}

function envelope({ mailFrom, publicUrl }: Pick<Config, "mailFrom" | "publicUrl">, mail: Mail) {
  return {
    from: mailFrom,
    to: mail.recipientName ? { name: mail.recipientName, address: mail.recipient } : mail.recipient,
    subject: mail.subject,
    text: mail.body,
    messageId: `<${mail.id}@${new URL(publicUrl).hostname}>`,
    headers: { "Auto-Submitted": "auto-generated" },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function smtpMailer(config: Pick<Config, "mailFrom" | "publicUrl">, url: string): Mailer {
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 1,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  return {
    carrier: "SMTP",
    async send(mail) {
      try {
        await transport.sendMail(envelope(config, mail));
      } catch (error) {
        throw notSent(error);
      }
    },
    close: () => transport.close(),
  };
}

function notSent(error: unknown): MailNotSent {
  const { code, responseCode, command, response } = error as { code?: string; responseCode?: number; command?: string; response?: string };
  const refusedRecipient = command === "RCPT TO" && responseCode !== undefined && responseCode >= 550 && responseCode <= 559;
  const text = [code, response ?? (error instanceof Error ? error.message : String(error))].filter(Boolean).join(": ");
  return new MailNotSent(text.replaceAll(/\s+/g, " ").slice(0, MOST_ERROR_TEXT), refusedRecipient);
}

function fileMailer(config: Pick<Config, "mailFrom" | "publicUrl" | "dataDir">): Mailer {
  const folder = join(config.dataDir, "outbox");
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: "unix" });
  return {
    carrier: "FILE",
    async send(mail) {
      try {
        const { message } = await composer.sendMail(envelope(config, mail));
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const draft = join(folder, `.${mail.id}.tmp`);
        await writeFile(draft, message as Buffer, { mode: 0o600 });
        await rename(draft, join(folder, `${mail.id}.eml`));
      } catch (error) {
        throw new MailNotSent((error as NodeJS.ErrnoException).code ?? String(error), false);
      }
    },
    close: () => composer.close(),
  };
}
