import { join, resolve } from "node:path";
import { configError, type Env, type Rule } from "~/platform/config/config-error.server";
import { projectRoot } from "~/platform/config/project-root.server";
import { isLoopback, variables, type S3Address, type Variables } from "~/platform/config/variables.server";

/** What runs: `start` with the demo, `serve` in production, `dev` with reload, tests, the command line. */
export type Mode = "start" | "serve" | "dev" | "test" | "cli";
export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

export interface Config {
  readonly mode: Mode;
  readonly nodeEnv: "development" | "production" | "test";
  readonly port: number;
  readonly host: string;
  /** Origin without a slash at the end: the base of every absolute address. */
  readonly publicUrl: string;
  /** As Express' setting "trust proxy": forwarded headers are believed only with it. */
  readonly trustProxy: false | number | readonly string[];
  /** Absolute path: cluster, files, keys, backups. */
  readonly dataDir: string;
  /** Null: the embedded server in `dataDir`. */
  readonly databaseUrl: string | null;
  /** Null: public pages read from the same database as everything else. */
  readonly readDatabaseUrl: string | null;
  /** Null: the embedded ingest server. */
  readonly uploadthingToken: string | null;
  /** Null: files on the local disk below `dataDir`. */
  readonly s3: S3Address | null;
  /** Null: mail goes to the outbox page and to files. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** Null: made and kept in `dataDir`, see `loadKeys`. */
  readonly sessionSecret: string | null;
  /** Null: made and kept in `dataDir`, see `loadKeys`. */
  readonly signingKey: string | null;
  readonly seed: "demo" | "none";
  readonly metricsToken: string | null;
  readonly backupKey: string | null;
  readonly logLevel: LogLevel;
}

const NODE_ENV = { start: "production", serve: "production", cli: "production", dev: "development", test: "test" } as const;
const SEED = { start: "demo", dev: "demo", serve: "none", cli: "none", test: "none" } as const;
const LOG_LEVEL = { start: "info", serve: "info", dev: "info", cli: "warn", test: "error" } as const;

/**
 * Reads the whole configuration from the environment, once. An empty variable counts as absent.
 * @throws ConfigError naming every wrong variable, what was given and what is expected.
 */
export function loadConfig(env: Env, options: { readonly mode: Mode }): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = variables.safeParse(set);
  if (!parsed.success) {
    throw configError(
      env,
      parsed.error.issues.map((issue) => ({ name: String(issue.path[0]), rule: issue.message as Rule })),
    );
  }
  const broken = brokenRules(parsed.data, options.mode);
  if (broken.length > 0) throw configError(env, broken);
  return Object.freeze(toConfig(parsed.data, options.mode));
}

function toConfig(given: Variables, mode: Mode): Config {
  const port = given.PORT ?? 3000;
  const publicUrl = given.PUBLIC_URL ?? `http://localhost:${port}`;
  return {
    mode,
    nodeEnv: given.NODE_ENV ?? NODE_ENV[mode],
    port,
    host: given.HOST ?? "127.0.0.1",
    publicUrl,
    trustProxy: Array.isArray(given.TRUST_PROXY) ? Object.freeze(given.TRUST_PROXY) : (given.TRUST_PROXY ?? false),
    dataDir: given.DATA_DIR ? resolve(given.DATA_DIR) : join(projectRoot(), "data"),
    databaseUrl: given.DATABASE_URL ?? null,
    readDatabaseUrl: given.READ_DATABASE_URL ?? null,
    uploadthingToken: given.UPLOADTHING_TOKEN ?? null,
    s3: given.S3_URL ? Object.freeze(given.S3_URL) : null,
    smtpUrl: given.SMTP_URL ?? null,
    mailFrom: given.MAIL_FROM ?? `no-reply@${new URL(publicUrl).hostname}`,
    sessionSecret: given.SESSION_SECRET ?? null,
    signingKey: given.SIGNING_KEY ?? null,
    seed: given.SEED ?? SEED[mode],
    metricsToken: given.METRICS_TOKEN ?? null,
    backupKey: given.BACKUP_KEY ?? null,
    logLevel: given.LOG_LEVEL ?? LOG_LEVEL[mode],
  };
}

/** Rules between variables, and those of one way to run. */
function brokenRules(given: Variables, mode: Mode): { name: string; rule: Rule }[] {
  const broken: { name: string; rule: Rule }[] = [];
  const refuse = (when: boolean, name: keyof Variables, rule: Rule) => {
    if (when) broken.push({ name, rule });
  };
  refuse(Boolean(given.UPLOADTHING_TOKEN && given.S3_URL), "S3_URL", "uploadthingOrS3");
  refuse(Boolean(given.READ_DATABASE_URL && !given.DATABASE_URL), "READ_DATABASE_URL", "readWithoutDatabase");
  refuse(Boolean(given.SMTP_URL && !given.MAIL_FROM), "MAIL_FROM", "mailFromMissing");
  const open = given.HOST !== undefined && !isLoopback(given.HOST);
  // The demo has well-known passwords: opening it to a network must be a decision, not an accident.
  refuse(mode === "start" && open && given.SEED === undefined, "HOST", "hostDemo");
  refuse(mode === "serve" && !isSafePublicUrl(given.PUBLIC_URL), "PUBLIC_URL", "publicUrlServe");
  refuse(mode === "serve" && given.SEED === "demo", "SEED", "seedServe");
  return broken;
}

/** Session cookies and one-time links must not cross a network in the clear. */
function isSafePublicUrl(publicUrl: string | undefined): boolean {
  if (!publicUrl) return false;
  const url = new URL(publicUrl);
  return url.protocol === "https:" || isLoopback(url.hostname);
}
