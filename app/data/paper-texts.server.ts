import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";

/** What the secretary changed of one kind of paper; null: as the platform proposes. */
export interface PaperTextRow {
  legalBases: string | null;
  recipients: string | null;
  onBehalf: string | null;
  signerTitle: string | null;
  signerName: string | null;
  /** by key of the slot */
  texts: Readonly<Record<string, string>>;
  /** 0: nothing was ever changed */
  version: number;
}

export const UNCHANGED_TEXTS: PaperTextRow = { legalBases: null, recipients: null, onBehalf: null, signerTitle: null, signerName: null, texts: {}, version: 0 };

const SHOWN = { legalBases: true, recipients: true, onBehalf: true, signerTitle: true, signerName: true, texts: true, version: true } as const;

/** The changed texts of one kind in an edition. */
export async function paperTextsOf(reader: Reader, editionId: string, kind: string): Promise<PaperTextRow> {
  const row = await reader.paperText.findUnique({ where: { editionId_kind: { editionId, kind } }, select: SHOWN });
  return row ? { ...row, texts: textsOf(row.texts) } : UNCHANGED_TEXTS;
}

function textsOf(json: unknown): Record<string, string> {
  if (json === null || typeof json !== "object") return {};
  return Object.fromEntries(Object.entries(json).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

export interface PaperTextWrite {
  editionId: string;
  kind: string;
  /** the version that was looked at */
  version: number;
  texts: Omit<PaperTextRow, "version">;
  updatedById: string;
}

/** Writes the texts of a kind; false: somebody else changed them meanwhile. */
export async function writePaperTexts(tx: Tx, { editionId, kind, version, texts, updatedById }: PaperTextWrite): Promise<boolean> {
  if (version === 0) {
    const { count } = await tx.paperText.createMany({ data: [{ editionId, kind, ...texts, updatedById }], skipDuplicates: true });
    return count === 1;
  }
  const { count } = await tx.paperText.updateMany({ where: { editionId, kind, version }, data: { ...texts, updatedById, version: version + 1 } });
  return count === 1;
}
