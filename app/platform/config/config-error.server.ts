import { operatorTexts } from "~/i18n/operator-language";
import type { OperatorTexts } from "~/i18n/vi/operator";

export type Rule = keyof OperatorTexts["config"]["rules"];
export type Env = Readonly<Record<string, string | undefined>>;

/** One wrong variable: what it is called, what was given (secrets masked) and the rule it breaks. */
export interface ConfigProblem {
  readonly name: string;
  readonly given: string;
  readonly rule: Rule;
  readonly expected: string;
}

const SECRETS = new Set(["SESSION_SECRET", "SIGNING_KEY", "UPLOADTHING_TOKEN", "METRICS_TOKEN", "BACKUP_KEY"]);
const ADDRESSES = new Set(["DATABASE_URL", "READ_DATABASE_URL", "S3_URL", "SMTP_URL", "PUBLIC_URL"]);

/** The configuration is wrong; `message` is ready to be shown, one line per problem. */
export class ConfigError extends Error {
  readonly exitCode = 2;

  constructor(
    readonly problems: readonly ConfigProblem[],
    texts: OperatorTexts,
  ) {
    const { title, given, expected } = texts.config;
    const lines = problems.map((p) => `  ${p.name}: ${given} ${p.given}; ${expected} ${p.expected}`);
    super([title, ...lines].join("\n"));
    this.name = "ConfigError";
  }
}

export function configError(env: Env, broken: readonly { name: string; rule: Rule }[]): ConfigError {
  const texts = operatorTexts(env);
  const problems = broken.map(({ name, rule }) => ({
    name,
    rule,
    given: mask(name, env[name], texts),
    expected: texts.config.rules[rule],
  }));
  return new ConfigError(problems, texts);
}

function mask(name: string, value: string | undefined, texts: OperatorTexts): string {
  if (!value) return texts.config.missing;
  const hidden = texts.config.hidden.replace("%n", String(value.length));
  if (SECRETS.has(name)) return hidden;
  if (!ADDRESSES.has(name)) return JSON.stringify(value.slice(0, 200));
  return maskAddress(value) ?? hidden;
}

/** Stands for the missing host of a Unix socket's address, which cannot be parsed without one. */
const SOCKET = "socket.invalid";

/** An address with name, password and query left out; null when it cannot be taken apart safely. */
export function maskAddress(value: string): string | null {
  const parsable = value.replace("@/", `@${SOCKET}/`);
  if (!URL.canParse(parsable)) return null;
  const url = new URL(parsable);
  if (!url.host) return null;
  const credentials = url.username || url.password ? "***@" : "";
  return `${url.protocol}//${credentials}${url.host === SOCKET ? "" : url.host}${url.pathname}${url.search ? "?…" : ""}`;
}
