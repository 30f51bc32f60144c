import { appealsOfEntry, type AppealRow } from "~/data/appeals.server";
import type { Reader } from "~/data/editions.server";
import { erasableTexts } from "~/data/rescores.server";
import { publishedDecisionOf } from "~/data/results.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import { appealNumber, appealsEnd, takesAppeals } from "~/domain/results/appeals";
import type { Evidence } from "~/domain/results/evidence";
import { accessEntry } from "~/features/entries/entry-access.server";
import type { Services } from "~/features/services";

/** How long appeals are taken, as people of an entry are told. */
export interface AppealWindow {
  /** the last second; null: none are taken, or nothing is published */
  end: Date | null;
  isOpen: boolean;
  isTaken: boolean;
  isPublished: boolean;
}

export interface OwnAppeal {
  id: string;
  number: string;
  state: AppealRow["state"];
  filedAt: Date;
  /** null: erased */
  grounds: string | null;
  outcome: AppealRow["outcome"];
  answer: string | null;
  answeredAt: Date | null;
  evidence: Evidence | null;
}

/** The page on which people of an entry appeal, and read what was answered. */
export async function ownAppeals({ db }: Pick<Services, "db">, query: { actor: Actor; entryId: string; now: Date }) {
  const { actor, entryId, now } = query;
  const access = isUuid(entryId) ? await accessEntry(db.prisma, { actor, entryId, action: "entry.view", now }) : refused("not_found" as const);
  if (!access.ok) return access;
  const { entry, form, phase, relations } = access.value;
  const window = await windowOf(db.prisma, form.edition, now);
  const rows = await appealsOfEntry(db.prisma, entryId);
  const texts = await erasableTexts(db.prisma, rows.flatMap(({ groundsId, answerId }) => [groundsId, ...(answerId ? [answerId] : [])]));
  const may = can(actor, "appeal.file", { editionId: entry.editionId, phase, relations }).allowed;
  const isJudged = entry.code !== null && entry.state === "SUBMITTED" && (entry.screening === "QUALIFIED" || entry.screening === "REJECTED");
  return ok({
    entry: { id: entry.id, code: entry.code ?? "", title: entry.submitted?.title ?? entry.title },
    edition: { title: form.edition.title, slug: form.edition.slug },
    contact: form.edition.contact.trim(),
    window,
    mayFile: may && isJudged && window.isOpen && rows.every(({ state }) => state !== "RECEIVED"),
    mayWithdraw: may,
    newId: crypto.randomUUID(),
    appeals: rows.map((row) => toOwn(row, entry.code ?? "", texts)),
  });
}

function toOwn(row: AppealRow, code: string, texts: ReadonlyMap<string, string | null>): OwnAppeal {
  const { id, number, state, filedAt, groundsId, outcome, answerId, answeredAt, evidence } = row;
  return {
    id, state, filedAt, outcome, answeredAt, number: appealNumber(code, number), grounds: texts.get(groundsId) ?? null,
    answer: answerId ? (texts.get(answerId) ?? null) : null, evidence: evidence as unknown as Evidence | null,
  };
}

async function windowOf(reader: Reader, edition: { id: string; appealDays: number; publishedAt: Date | null; finalAt: Date | null; privateClearedAt: Date | null }, now: Date): Promise<AppealWindow> {
  const isPublished = edition.publishedAt !== null && edition.publishedAt <= now;
  const decision = isPublished ? await publishedDecisionOf(reader, edition.id) : null;
  const end = decision?.publishedAt ? appealsEnd(decision.publishedAt, edition.appealDays) : null;
  return { end, isPublished, isTaken: edition.appealDays > 0, isOpen: edition.finalAt === null && edition.privateClearedAt === null && takesAppeals(end, now) };
}

/** What the page of an entry says of appeals: a line that leads to them; null before publication, and where none are or were taken. */
export async function appealsOnEntry({ db }: Pick<Services, "db">, { entryId, code, now }: { entryId: string; code: string | null; now: Date }): Promise<Result<AppealsLine, "none">> {
  if (code === null) return refused("none");
  const row = await db.prisma.entry.findUnique({ where: { id: entryId }, select: { edition: { select: { id: true, appealDays: true, publishedAt: true, contact: true, finalAt: true, privateClearedAt: true } } } });
  if (!row?.edition.publishedAt || row.edition.publishedAt > now) return refused("none");
  const window = await windowOf(db.prisma, row.edition, now);
  const appeals = await appealsOfEntry(db.prisma, entryId);
  if (!window.isTaken && appeals.length === 0) return refused("none");
  return ok({ end: window.end, isOpen: window.isOpen, hasAny: appeals.length > 0, contact: row.edition.contact.trim(), isWaiting: appeals.some(({ state }) => state === "RECEIVED"), isAnswered: appeals.some(({ state }) => state === "ANSWERED") });
}

export interface AppealsLine {
  /** the last second; null: none are taken */
  end: Date | null;
  isOpen: boolean;
  hasAny: boolean;
  /** of the secretariat, as the edition says it; may be empty */
  contact: string;
  isWaiting: boolean;
  isAnswered: boolean;
}
