import { insertEdition } from "~/data/editions-create.server";
import { announceEdition, editionById, insertExtension, raiseVersion, storeDates, type EditionRow } from "~/data/editions.server";
import { editionRules, type EditionRules, type StoredCriterion, type StoredRound } from "~/data/editions-rules.server";
import type { Tx } from "~/data/client.server";
import { rubricFor } from "~/domain/contest/rules";
import type { EditionDraft } from "~/domain/contest/edition-draft";
import { extendedDates } from "~/domain/contest/timeline";
import { datesOf, rulesHash } from "~/features/contests/rules-record.server";
import type { SeedBook } from "./book.server";

/** An edition that is being written, with the rules as stored. */
export interface SeedEdition extends EditionRules {
  id: string;
  row: EditionRow;
}

interface NewEdition {
  draft: EditionDraft;
  createdAt: Date;
  announcedAt: Date;
  /** who made and announced it */
  actorId: string;
}

/** Stores an announced edition with its events. */
export async function writeEdition(tx: Tx, book: SeedBook, { draft, createdAt, announcedAt, actorId }: NewEdition): Promise<SeedEdition> {
  const id = book.chance.uuid();
  await insertEdition(tx, id, draft);
  await tx.edition.update({ where: { id }, data: { createdAt } });
  await announceEdition(tx, id, announcedAt);
  const edition = await readBack(tx, id);
  const { kind, number, opensAt, closesAt } = edition.row;
  book.record({ type: "EDITION_CREATED", data: { edition: id, kind, number }, actor: actorId, at: createdAt, editionId: null });
  const data = { opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString(), rules: rulesHash(edition.row, edition) };
  book.record({ type: "EDITION_ANNOUNCED", data, actor: actorId, at: announcedAt, editionId: id });
  return edition;
}

/** Puts off the end of receipt, as an extension that stays on record. */
export async function writeExtension(
  tx: Tx,
  book: SeedBook,
  edition: SeedEdition,
  { to, reason, actorId, at }: { to: Date; reason: string; actorId: string; at: Date },
): Promise<SeedEdition> {
  const from = edition.row.closesAt;
  await storeDates(tx, edition, edition.rounds, extendedDates(datesOf(edition.row, edition), to));
  await raiseVersion(tx, edition.id);
  await insertExtension(tx, { id: book.chance.uuid(), editionId: edition.id, fromAt: from, toAt: to, reason, actorId, at });
  const extended = await readBack(tx, edition.id);
  const event = { actor: actorId, at, editionId: edition.id };
  const kept = book.keepText(edition.id, reason, at);
  book.record({ ...event, type: "RECEIPT_EXTENDED", data: { from: from.toISOString(), to: to.toISOString(), reason: kept.hash } });
  book.record({ ...event, type: "RULES_CHANGED", data: { rules: rulesHash(extended.row, extended) } });
  return extended;
}

async function readBack(tx: Tx, id: string): Promise<SeedEdition> {
  const row = await editionById(tx, id);
  if (!row) throw new Error("the edition was not stored");
  return { id, row, ...(await editionRules(tx, id)) };
}

export function fieldOf(edition: SeedEdition, code: string): string {
  const field = edition.fields.find((one) => one.code === code);
  if (!field) throw new Error(`no field ${code}`);
  return field.id;
}

export function roundOf(edition: SeedEdition, code: string): StoredRound {
  const round = edition.rounds.find((one) => one.code === code);
  if (!round) throw new Error(`no round ${code}`);
  return round;
}

/** The criteria that hold for entries of a field in a round. */
export function criteriaOf(edition: SeedEdition, roundCode: string, fieldId: string): readonly StoredCriterion[] {
  const field = edition.fields.find((one) => one.id === fieldId);
  const rubric = rubricFor(roundOf(edition, roundCode), field?.code ?? "");
  if (!rubric) throw new Error(`no rubric for ${roundCode}`);
  return rubric.criteria;
}
