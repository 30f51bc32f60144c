import type { EditionRow } from "~/data/editions.server";
import type { PaperEntry } from "~/data/official-papers.server";
import { officialPapers } from "~/i18n/vi/official-papers";
import { officialResults } from "~/i18n/vi/official-papers-results";
import type { PaperSection } from "~/platform/render/paper";
import { type AwardLine, authorsOf, unitOf } from "./award-lines";
import { annexSection, annexTable, column, paragraph } from "./blocks";

const { columns, correction, noPrize } = officialResults;

export interface AwardChange {
  entry: PaperEntry;
  /** label of the tier; null: no prize */
  before: string | null;
  after: string | null;
}

/** Entries whose prize is another one than before, by code. */
export function changedAwards(before: readonly AwardLine[], after: readonly AwardLine[]): AwardChange[] {
  const old = new Map(before.map((line) => [line.entry.code, line]));
  const now = new Map(after.map((line) => [line.entry.code, line]));
  const codes = [...new Set([...old.keys(), ...now.keys()])].toSorted();
  return codes.flatMap((code): AwardChange[] => {
    const entry = (now.get(code) ?? old.get(code))?.entry;
    if (!entry || old.get(code)?.tier === now.get(code)?.tier) return [];
    return [{ entry, before: old.get(code)?.tierLabel ?? null, after: now.get(code)?.tierLabel ?? null }];
  });
}

/** "PHỤ LỤC I": each change with the prize before and after. */
export function changesAnnex({ kind, title }: EditionRow, reference: string, changes: readonly AwardChange[]): PaperSection {
  const rows = changes.map(({ entry, before, after }, index) => [String(index + 1), entry.code, entry.title, authorsOf(entry), unitOf(entry), before ?? noPrize, after ?? noPrize]);
  const table = annexTable(
    [
      column(columns.number, 4, "center"),
      column(columns.code, 15, "center"),
      column(officialPapers.words[kind].entryTitle, 24),
      column(columns.authors, 20),
      column(columns.unit, 16),
      column(columns.before, 12, "center"),
      column(columns.after, 12, "center"),
    ],
    rows,
  );
  return annexSection({ name: correction.annex.changes, about: correction.changes(title), reference, orientation: "landscape", blocks: changes.length === 0 ? [paragraph(correction.noChange)] : [table] });
}
