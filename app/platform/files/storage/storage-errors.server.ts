/** There is no file of this name in the store. */
export class FileMissing extends Error {
  constructor(name: string) {
    super(`no file ${name} in the store`);
  }
}

/** More bytes came than were allowed. */
export class TooManyBytes extends Error {
  constructor(readonly maxBytes: number) {
    super(`more than ${maxBytes} bytes`);
  }
}

/** True when the disk, or the share of it that this program may use, is full. */
export function isDiskFull(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT"].includes(codeOf(error));
}

/** The system's code of an error (`ENOENT`, …) or an empty text. */
export function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException | null)?.code ?? "");
}
