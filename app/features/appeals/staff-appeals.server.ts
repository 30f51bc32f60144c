import { appealById, appealList, type ListedAppeal } from "~/data/appeals.server";
import { hasConflict } from "~/data/conflicts.server";
import { erasableTexts, rescoresOfEntry } from "~/data/rescores.server";
import { publishedDecisionOf, tiersOf } from "~/data/results.server";
import { namesOf } from "~/data/users-names.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { Phase } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import { appealNumber, appealsEnd, daysToAnswer, takesAppeals } from "~/domain/results/appeals";
import { EVIDENCE_KINDS, type Evidence } from "~/domain/results/evidence";
import type { Services } from "~/features/services";
import { evidenceOf } from "./evidence.server";

export const APPEALS_PAGE = 50;

interface ListQuery {
  actor: Actor;
  edition: { id: string; appealDays: number };
  state: ListedAppeal["state"] | null;
  search: string;
  page: number;
  now: Date;
}

/** The appeals of an edition that the viewer may know of, one page. Two statements. */
export async function appealsPage({ db }: Pick<Services, "db">, { actor, edition, state, search, page, now }: ListQuery) {
  const decision = await publishedDecisionOf(db.prisma, edition.id);
  const end = decision?.publishedAt ? appealsEnd(decision.publishedAt, edition.appealDays) : null;
  const { rows, total } = await appealList(db, { editionId: edition.id, viewerId: actor.userId, state, search, limit: APPEALS_PAGE, offset: (page - 1) * APPEALS_PAGE });
  return {
    until: takesAppeals(end, now) ? end : null,
    rows: rows.map(({ number, ...row }) => ({ ...row, number: appealNumber(row.entryCode, number), daysLeft: row.state === "RECEIVED" ? daysToAnswer(row.filedAt, now) : null })),
    total,
    page,
  };
}

export type AppealsPage = Awaited<ReturnType<typeof appealsPage>>;

interface OneQuery {
  actor: Actor;
  edition: { id: string };
  phase: Phase;
  appealId: string;
  now: Date;
}

/** One appeal with the evidence; for whoever has an interest in its entry it does not exist. */
export async function appealPage({ db }: Pick<Services, "db">, { actor, edition, phase, appealId, now }: OneQuery): Promise<Result<AppealPage, "not_found">> {
  const reader = db.prisma;
  const row = isUuid(appealId) ? await appealById(reader, appealId) : null;
  if (row?.editionId !== edition.id || (await hasConflict(reader, row.entryId, actor.userId))) return refused("not_found");
  const entry = await reader.entry.findUniqueOrThrow({ where: { id: row.entryId }, select: { code: true, title: true, unitName: true, awards: { select: { tierId: true } } } });
  const code = entry.code ?? "";
  const meetings = await rescoresOfEntry(reader, edition.id, row.entryId);
  const minutes = meetings.flatMap(({ minutesId }) => minutesId ?? []);
  const [texts, names, tiers, evidence] = await Promise.all([
    erasableTexts(reader, [row.groundsId, ...(row.answerId ? [row.answerId] : []), ...minutes]),
    namesOf(reader, [row.filedById, ...(row.answeredById ? [row.answeredById] : [])]),
    tiersOf(reader, edition.id),
    evidenceOf(reader, { editionId: edition.id, entryId: row.entryId, code, kinds: EVIDENCE_KINDS }),
  ]);
  const subject = { editionId: edition.id, phase };
  return ok({
    id: row.id,
    version: row.version,
    number: appealNumber(code, row.number),
    entry: { id: row.entryId, code, title: entry.title, unit: entry.unitName },
    state: row.state,
    outcome: row.outcome,
    filedAt: row.filedAt,
    filedBy: names.get(row.filedById) ?? "",
    daysLeft: row.state === "RECEIVED" ? daysToAnswer(row.filedAt, now) : null,
    grounds: texts.get(row.groundsId) ?? null,
    prize: tiers.find(({ id }) => id === entry.awards[0]?.tierId)?.label ?? null,
    evidence,
    minutes: minutes.flatMap((id) => texts.get(id) ?? []),
    answer: row.answerId ? (texts.get(row.answerId) ?? null) : null,
    answeredAt: row.answeredAt,
    answeredBy: row.answeredById ? (names.get(row.answeredById) ?? "") : null,
    shown: EVIDENCE_KINDS.filter((kind) => (row.evidence as unknown as Evidence | null)?.[kind] != null),
    mayAnswer: row.state === "RECEIVED" && can(actor, "appeal.answer", subject).allowed,
    mayCorrect: row.state === "ANSWERED" && row.outcome !== "REJECTED" && row.correctionId === null && can(actor, "correction.manage", subject).allowed,
    isCorrected: row.correctionId !== null,
  });
}

export interface AppealPage {
  id: string;
  version: number;
  number: string;
  entry: { id: string; code: string; title: string; unit: string };
  state: ListedAppeal["state"];
  outcome: ListedAppeal["outcome"];
  filedAt: Date;
  filedBy: string;
  daysLeft: number | null;
  /** null: erased */
  grounds: string | null;
  /** label of the tier; null: none */
  prize: string | null;
  evidence: Evidence;
  minutes: string[];
  answer: string | null;
  answeredAt: Date | null;
  answeredBy: string | null;
  /** what of the evidence went with the answer */
  shown: (typeof EVIDENCE_KINDS)[number][];
  mayAnswer: boolean;
  mayCorrect: boolean;
  isCorrected: boolean;
}
