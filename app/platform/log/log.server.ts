import type { LogLevel } from "~/platform/config/config.server";
import { redact } from "~/platform/log/redact.server";

export type Fields = Readonly<Record<string, unknown>>;

/** JSON lines, one per event. Messages are fixed texts; what varies stands in the fields, where it can be redacted. */
export interface Log {
  debug(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
  /** A log that adds these fields to every line, for example the reference of a request. */
  child(fields: Fields): Log;
}

const LEVELS = ["debug", "info", "warn", "error", "silent"] as const;

/**
 * Makes a log. Passwords, tokens, presigned addresses, names and contacts never reach it: see `redact`.
 * @param write takes one line; by default standard error, as standard output belongs to the program's answers.
 */
export function createLog(
  level: LogLevel,
  write: (line: string) => void = (line) => void process.stderr.write(line),
  bound: Fields = {},
): Log {
  const threshold = LEVELS.indexOf(level);
  const at =
    (name: LogLevel) =>
    (message: string, fields: Fields = {}): void => {
      if (LEVELS.indexOf(name) < threshold) return;
      const line = { time: new Date().toISOString(), level: name, message, ...bound, ...fields };
      write(`${JSON.stringify(redact(line))}\n`);
    };
  return {
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    child: (fields) => createLog(level, write, { ...bound, ...fields }),
  };
}

/** Says nothing: for tools and tests that look at results only. */
export const silentLog: Log = createLog("silent");
