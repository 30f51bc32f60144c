/**
 * The outcome of a rule or a command: a value, or the reason why it was refused.
 *
 * A refusal is an expected answer ("the deadline has passed") and is returned, out of a closed union `R` of codes.
 * `D` holds what the reader of the refusal needs beside the code. Only faults of the program or the machine throw.
 */
export type Result<T, R extends string = string, D extends object = object> =
  | { readonly ok: true; readonly value: T }
  | ({ readonly ok: false; readonly reason: R } & Readonly<D>);

/** The positive outcome. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** The negative outcome: a code out of the union, and the details that belong to it. */
export function refused<R extends string>(reason: R): { readonly ok: false; readonly reason: R };
export function refused<R extends string, D extends object>(
  reason: R,
  details: D,
): { readonly ok: false; readonly reason: R } & D;
export function refused(reason: string, details: object = {}): object {
  return { ...details, ok: false, reason };
}
