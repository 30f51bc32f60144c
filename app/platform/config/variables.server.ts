import { createPrivateKey } from "node:crypto";
import { isIP } from "node:net";
import { z } from "zod";
import type { Rule } from "~/platform/config/config-error.server";

/**
 * The variables of the environment one by one: how each text is read.
 * The message of every issue is the code of a rule, which `config-error` turns into text.
 */

/** A variable that may be absent; `read` answers undefined for a text it does not accept. */
function variable<T>(rule: Rule, read: (text: string) => T | undefined) {
  return z
    .string()
    .transform((text, context) => {
      const value = read(text.trim());
      if (value === undefined) {
        context.addIssue({ code: "custom", message: rule });
        return z.NEVER;
      }
      return value;
    })
    .optional();
}

function oneOf<const T extends string>(rule: Rule, values: readonly T[]) {
  return variable(rule, (text) => values.find((value) => value === text.toLowerCase()));
}

const longerThan = (length: number) => (text: string) => (text.length >= length ? text : undefined);
const readUrl = (text: string) => (URL.canParse(text) ? new URL(text) : undefined);

export interface S3Address {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export const variables = z.object({
  PORT: variable("port", readPort),
  HOST: variable("host", (text) => (isIP(text) || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text) ? text : undefined)),
  PUBLIC_URL: variable("publicUrl", readOrigin),
  TRUST_PROXY: variable("trustProxy", readTrustProxy),
  DATA_DIR: variable("dataDir", (text) => (text.includes("\0") ? undefined : text)),
  DATABASE_URL: variable("databaseUrl", readDatabaseUrl),
  READ_DATABASE_URL: variable("databaseUrl", readDatabaseUrl),
  UPLOADTHING_TOKEN: variable("uploadthingToken", readUploadthingToken),
  S3_URL: variable("s3Url", readS3),
  SMTP_URL: variable("smtpUrl", readSmtp),
  MAIL_FROM: variable("mailFrom", readMailFrom),
  SESSION_SECRET: variable("sessionSecret", longerThan(32)),
  SIGNING_KEY: variable("signingKey", readSigningKey),
  SEED: oneOf("seed", ["demo", "none"]),
  METRICS_TOKEN: variable("metricsToken", (text) => (/\s/.test(text) ? undefined : text)),
  BACKUP_KEY: variable("backupKey", longerThan(16)),
  LOG_LEVEL: oneOf("logLevel", ["debug", "info", "warn", "error", "silent"]),
  NODE_ENV: oneOf("nodeEnv", ["development", "production", "test"]),
});

export type Variables = z.output<typeof variables>;

export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  return name === "localhost" || name === "::1" || (isIP(name) === 4 && name.startsWith("127."));
}

function readPort(text: string): number | undefined {
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port >= 1 && port <= 65535 ? port : undefined;
}

function readOrigin(text: string): string | undefined {
  const url = readUrl(text);
  const plain = url && !url.username && !url.password && !url.search && !url.hash && url.pathname === "/";
  return plain && ["http:", "https:"].includes(url.protocol) ? url.origin : undefined;
}

/** As Express takes it: how many proxies stand in front, or the addresses that are believed. */
function readTrustProxy(text: string): false | number | readonly string[] | undefined {
  if (text === "false") return false;
  if (text === "true") return 1;
  if (/^\d$/.test(text)) return Number(text) || false;
  const addresses = text.split(",").map((part) => part.trim());
  return addresses.every((part) => isIP(part.replace(/\/\d{1,3}$/, ""))) ? addresses : undefined;
}

/** Also `postgresql://name@/database?host=/folder`, a Unix socket, which no standard parser of addresses takes. */
function readDatabaseUrl(text: string): string | undefined {
  const url = readUrl(text.replace("@/", "@localhost/"));
  return url && ["postgres:", "postgresql:"].includes(url.protocol) && url.pathname.length > 1 ? text : undefined;
}

function readUploadthingToken(text: string): string | undefined {
  const shape = z.object({ apiKey: z.string().startsWith("sk_"), appId: z.string(), regions: z.array(z.string()).min(1) });
  try {
    return shape.safeParse(JSON.parse(Buffer.from(text, "base64").toString("utf8"))).success ? text : undefined;
  } catch {
    return undefined;
  }
}

function readS3(text: string): S3Address | undefined {
  const url = readUrl(text);
  const bucket = url?.pathname.replace(/^\/|\/$/g, "");
  if (!url?.host || url.protocol !== "s3:" || !bucket || bucket.includes("/")) return undefined;
  if (!url.username || !url.password) return undefined;
  const tls = url.searchParams.get("tls") ?? "1";
  if (tls !== "0" && tls !== "1") return undefined;
  return {
    endpoint: `${tls === "1" ? "https" : "http"}://${url.host}`,
    bucket,
    region: url.searchParams.get("region") || "us-east-1",
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
  };
}

function readSmtp(text: string): string | undefined {
  const url = readUrl(text);
  return url?.hostname && ["smtp:", "smtps:"].includes(url.protocol) ? text : undefined;
}

function readMailFrom(text: string): string | undefined {
  if (/[\r\n]/.test(text)) return undefined;
  const address = /^[^<>]*<([^<>]+)>$/.exec(text)?.[1] ?? text;
  return /^[^\s@<>]+@[^\s@<>]+$/.test(address) ? text : undefined;
}

/** A PEM text; `\n` written out is accepted, because many service managers cannot hold line breaks. */
function readSigningKey(text: string): string | undefined {
  const pem = text.replaceAll("\\n", "\n");
  try {
    return createPrivateKey(pem).asymmetricKeyType === "ed25519" ? pem : undefined;
  } catch {
    return undefined;
  }
}
