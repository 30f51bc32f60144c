/** The server writes the reference number into the message of an unknown error; nothing else of it is shown. */
export function referenceOf(error: unknown): string | undefined {
  return error instanceof Error ? /\[ref ([0-9A-F]{10})\]/.exec(error.message)?.[1] : undefined;
}
