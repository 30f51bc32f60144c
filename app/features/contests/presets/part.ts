import { MEGABYTE } from "~/domain/contest/dossier-limits";
import type { FileFamily, PartOption, PartRule } from "~/domain/contest/rules";

type Words = Pick<PartRule, "key" | "label" | "guidance" | "why" | "example" | "required">;

const NOTHING = { options: [], families: [], maxFiles: 0, maxFileBytes: 0, acceptsLink: false, forJudges: true, publishable: false } as const;

export function textPart(part: Words & Pick<PartRule, "maxLength">): PartRule {
  return { ...NOTHING, ...part, kind: "TEXT" };
}

/** One answer out of a few. */
export function choicePart({ answers, ...part }: Words & { answers: readonly PartOption[] }): PartRule {
  return { ...NOTHING, ...part, kind: "CHOICE", maxLength: 50, options: answers };
}

/** Rows with the same columns; `maxLength` holds for one cell. */
export function tablePart({ columns, ...part }: Words & Pick<PartRule, "maxLength"> & { columns: readonly PartOption[] }): PartRule {
  return { ...NOTHING, ...part, kind: "TABLE", options: columns };
}

const CAPTION_LENGTH = 200;

interface FilePart extends Words, Pick<PartRule, "maxFiles">, Partial<Pick<PartRule, "acceptsLink" | "forJudges" | "publishable">> {
  families: readonly FileFamily[];
  /** of one file, in MB */
  megabytes: number;
}

export function filePart({ megabytes, ...part }: FilePart): PartRule {
  return { ...NOTHING, ...part, kind: "FILE", maxLength: CAPTION_LENGTH, maxFileBytes: megabytes * MEGABYTE };
}
