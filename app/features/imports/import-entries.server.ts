import { randomUUID } from "node:crypto";
import type { Tx } from "~/data/client.server";
import { editionBySlug, type EditionRow, type Reader } from "~/data/editions.server";
import { accountsByAddress } from "~/data/entry-versions.server";
import { importedRefs, insertImported, lockImports, ownerOfImports } from "~/data/imports.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt, type Phase } from "~/domain/contest/phases";
import { dayInVietnam } from "~/domain/entry/ages";
import type { Draft } from "~/domain/entry/draft";
import { meansContest } from "~/domain/imports/contest";
import { type ImportRules, type ReadEntry, readEntries } from "~/domain/imports/read-entries";
import type { ImportNote, ImportProblem } from "~/domain/imports/problems";
import { columnOf } from "~/domain/imports/columns";
import { lineOf, type Table } from "~/domain/imports/values";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { ACCESS } from "~/domain/access/table";
import { readTable, type TableReason, type TableSheet } from "~/platform/spreadsheet/read-table.server";
import { unitFiledFor } from "~/features/entries/begin-entry.server";
import type { Services } from "~/features/services";
import { draftsOf, shownOf } from "./drafts";

export type ImportReason = Denial | "not_found" | "no_owner" | "invalid_rows" | TableReason;

/** What an import makes, or would make. */
export interface ImportSummary {
  edition: string;
  entries: number;
  authors: number;
  notes: ImportNote[];
  /** of an import by the command line: whose the drafts are */
  ownerName: string;
}

export interface ImportRefusal {
  problems?: ImportProblem[];
  /** line of the file where a CSV breaks off */
  line?: number;
  phase?: Phase;
}

interface ImportRequest {
  /** null: the command line, which acts for the edition's secretary */
  actor: Actor | null;
  editionSlug: string;
  bytes: Uint8Array;
  /** checks everything and writes nothing */
  dryRun: boolean;
  now: Date;
}

/**
 * Imports a workbook of entries as drafts (contracts.md, "Workbook of entries"): all of them or, where anything is wrong, none.
 * Imports into one edition go one after the other, so that of two with the same `ref` the second is refused.
 */
export async function importEntries({ db }: Pick<Services, "db">, { actor, editionSlug, bytes, dryRun, now }: ImportRequest): Promise<Result<ImportSummary, ImportReason, ImportRefusal>> {
  const sheets = await readTable(bytes, (text) => columnOf(text) !== null);
  if (!sheets.ok) return sheets;
  const table = tableOf(sheets.value);
  return db.transact(async (tx) => {
    const edition = await editionBySlug(tx, editionSlug);
    if (!edition) return refused("not_found");
    const phase = phaseAt(edition, now);
    const denial = denialOf(actor, edition.id, phase);
    if (denial) return refused(denial, { phase });
    const owner = actor ?? (await ownerOfImports(tx, edition.id));
    if (!owner) return refused("no_owner");
    if (!dryRun) await lockImports(tx, edition.id);
    const rules = await rulesOf(tx, edition, now);
    const refs = [...new Set(refsOf(table))];
    const { entries, problems, notes } = readEntries(table, rules, await importedRefs(tx, edition.id, refs));
    if (problems.length > 0) return refused("invalid_rows", { problems });
    const summary = { edition: edition.title, entries: entries.length, authors: entries.reduce((sum, entry) => sum + entry.authors.length, 0), notes, ownerName: owner.name };
    if (!dryRun) await write(tx, entries, { edition, ownerId: owner.userId, filedByUnitId: actor && unitFiledFor(actor, edition.id), now });
    return ok(summary);
  });
}

/** People need the right to import; the command line is bound to the same phases. */
function denialOf(actor: Actor | null, editionId: string, phase: Phase): Denial | null {
  if (actor === null) return (ACCESS["entry.import"].phases as readonly Phase[]).includes(phase) ? null : "wrong_phase";
  const decision = can(actor, "entry.import", { editionId, phase });
  return decision.allowed ? null : decision.reason;
}

/** The first sheet that begins with a header of ours, else the first one. */
function tableOf(sheets: readonly TableSheet[]): Table {
  const known = (sheet: TableSheet) => (sheet.rows[0] ?? []).filter((cell) => typeof cell === "string" && columnOf(cell) !== null).length;
  return (sheets.find((sheet) => known(sheet) >= 3) ?? sheets[0])?.rows ?? [];
}

/** What stands in the column `ref`, to ask the database once. */
function refsOf(table: Table): string[] {
  const position = (table[0] ?? []).findIndex((cell) => columnOf(lineOf(cell)) === "ref");
  return position < 0 ? [] : table.slice(1).flatMap((row) => lineOf(row[position]) || []);
}

async function rulesOf(reader: Reader, edition: EditionRow, now: Date): Promise<ImportRules> {
  const fields = await reader.field.findMany({ where: { editionId: edition.id }, select: { id: true, code: true, name: true }, orderBy: { position: "asc" } });
  return { fields, isThisContest: (word) => meansContest(word, edition), maxAuthors: edition.maxAuthors, summaryLength: edition.summaryLength, today: dayInVietnam(now) };
}

interface Target {
  edition: EditionRow;
  ownerId: string;
  filedByUnitId: string | null;
  now: Date;
}

async function write(tx: Tx, entries: readonly ReadEntry[], { edition, ownerId, filedByUnitId, now }: Target): Promise<void> {
  const unit = filedByUnitId ? await tx.unit.findUnique({ where: { id: filedByUnitId }, select: { name: true } }) : null;
  const drafts = await linkAccounts(tx, draftsOf(entries, { newKey: randomUUID, filingUnit: unit?.name ?? "" }));
  await insertImported(
    tx,
    drafts.map(({ ref, draft }) => ({ ref, draft, shown: shownOf(draft) })),
    { editionId: edition.id, ownerId, filedByUnitId, now },
  );
}

/** Links authors to accounts by verified address, as saving a draft does; guardians link themselves, on their consent link. */
async function linkAccounts(tx: Tx, drafts: readonly { ref: string; draft: Draft }[]): Promise<{ ref: string; draft: Draft }[]> {
  const addresses = new Set(drafts.flatMap(({ draft }) => draft.authors.map(({ email }) => email)));
  addresses.delete("");
  const accounts = await accountsOf(tx, [...addresses]);
  const linked = (draft: Draft): Draft => ({ ...draft, authors: draft.authors.map((author) => ({ ...author, userId: accounts.get(author.email) ?? null })) });
  return drafts.map(({ ref, draft }) => ({ ref, draft: linked(draft) }));
}

/** A statement takes a limited number of parameters. */
const ADDRESSES_A_STATEMENT = 5000;

async function accountsOf(tx: Tx, addresses: readonly string[]): Promise<Map<string, string>> {
  const accounts = new Map<string, string>();
  for (let start = 0; start < addresses.length; start += ADDRESSES_A_STATEMENT) {
    for (const [address, userId] of await accountsByAddress(tx, addresses.slice(start, start + ADDRESSES_A_STATEMENT))) accounts.set(address, userId);
  }
  return accounts;
}
