import { operatorTexts } from "~/i18n/operator-language";
import type { OperatorTexts } from "~/i18n/vi/operator";

export type DatabaseErrorCode = keyof OperatorTexts["database"];

/** The database cannot be used; `message` tells the operator what to do, `code` is what programs test for. */
export class DatabaseError extends Error {
  /** "Could not run" of the command line's contract. */
  readonly exitCode = 3;

  constructor(
    readonly code: DatabaseErrorCode,
    values: Readonly<Record<string, string | number>>,
    options?: ErrorOptions,
  ) {
    const text = operatorTexts().database[code];
    super(
      text.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? "")),
      options,
    );
    this.name = "DatabaseError";
  }
}

/** The code of a PostgreSQL or system error, "" where there is none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
