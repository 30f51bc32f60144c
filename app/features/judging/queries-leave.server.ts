import type { EditionRow } from "~/data/editions.server";
import { drawnRounds } from "~/data/draws.server";
import { judgeById, workOfJudge, type JudgeRow, type JudgeWork } from "~/data/judges-leaving.server";
import { roundsAndFields } from "~/data/panels.server";
import { followedJob } from "~/data/followed-jobs.server";
import { replacementOf } from "~/domain/assignment/replacement";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { messagesFor } from "~/i18n/messages";
import type { Locale } from "~/i18n/locale";
import { replacementFor, roundsToReplace } from "./commands-leave.server";
import type { Obstacle } from "./infeasible-help";
import { leavingRound, problemWithout } from "./leave-problem.server";
import { resultOf } from "./plan-search.server";
import { obstaclesIn, searchView, whyNot, type SearchView } from "./queries-plan.server";
import { codesOf, unseenEntries } from "./unseen-entries.server";

/** What happens to one entry. */
export interface EntryChange {
  round: string;
  code: string;
  title: string;
  gives: string[];
  takes: string[];
}

export interface LeaveView {
  judge: Pick<JudgeRow, "id" | "code" | "name"> & { leftAt: string | null };
  work: Pick<JudgeWork, "roundCode" | "roundName" | "locked" | "drafts" | "untouched">[];
  /** entries that would have to be judged by others */
  open: number;
  /** in one of these rounds a plan was drawn by lot: a replacement is not */
  isDrawn: boolean;
  search: SearchView | null;
  isStale: boolean;
  fault: string | null;
  obstacles: Obstacle[];
  plan: { run: string; begun: number; moved: number; changes: EntryChange[] } | null;
}

/** What a judge who leaves leaves behind, and who would take it over, without entries the viewer has a conflict of interest with. Five statements, six for whoever has one, and three a round with open entries. */
export async function leaveView(
  { db }: Pick<Services, "db">,
  query: { viewerId?: string; edition: Pick<EditionRow, "id">; judgeId: string; locale: Locale; now: Date },
): Promise<Result<LeaveView, "not_found">> {
  const { edition, judgeId, locale, now } = query;
  const judge = isUuid(judgeId) ? await judgeById(db.prisma, edition.id, judgeId) : null;
  if (!judge) return refused("not_found");
  const work = await workOfJudge(db.prisma, judge.id, query.viewerId);
  const rounds = roundsToReplace(work, now);
  const drawn = await drawnRounds(db.prisma, edition.id);
  const job = await followedJob(db.prisma, edition.id, replacementFor(judge.id));
  const view: LeaveView = {
    judge: { id: judge.id, code: judge.code, name: judge.name, leftAt: judge.leftAt?.toISOString() ?? null },
    work: work.map(({ roundCode, roundName, locked, drafts, untouched }) => ({ roundCode, roundName, locked, drafts, untouched })),
    open: rounds.reduce((sum, { drafts, untouched }) => sum + drafts + untouched, 0),
    isDrawn: rounds.some(({ roundCode }) => drawn.has(roundCode)),
    search: judge.leftAt ? null : searchView(job),
    isStale: false,
    fault: null,
    obstacles: [],
    plan: null,
  };
  const found = resultOf(job);
  if (!job || !found || judge.leftAt || rounds.length === 0) return ok(view);
  if (found.kind === "refused") return ok({ ...view, fault: messagesFor(locale).judging.reasons[found.reason] });
  const unseenIds = await unseenEntries(db.prisma, { userId: query.viewerId ?? "" }, edition.id);
  const all = unseenIds.size > 0 ? roundsToReplace(await workOfJudge(db.prisma, judge.id), now) : rounds;
  if (found.answers.length !== all.length) return ok({ ...view, isStale: true });
  const plan: NonNullable<LeaveView["plan"]> = { run: job.run, begun: 0, moved: 0, changes: [] };
  const obstacles: Obstacle[] = [];
  let isFeasible = true;
  for (const [index, { roundId, roundName }] of all.entries()) {
    const round = await leavingRound(db.prisma, roundId, judge.code);
    const answer = found.answers[index];
    if (!answer || found.fingerprints[index] !== round.fingerprint) return ok({ ...view, isStale: true });
    const unseen = codesOf(unseenIds, round.data.entries);
    if (answer.status === "infeasible") {
      isFeasible = false;
      const { fields } = await roundsAndFields(db.prisma, edition.id);
      const seen = unseen.size > 0 ? problemWithout(round, judge.code, unseen) : null;
      obstacles.push(...obstaclesIn(answer, round.data, { seen, fields, locale }));
      continue;
    }
    const changed = replacementOf(answer.assignments, round.seats, judge.code);
    if (changed.moved.some(({ hold }) => hold === "fixed")) return ok({ ...view, isStale: true });
    const added = changed.added.filter(([, entry]) => !unseen.has(entry));
    const vacated = changed.vacated.filter(({ entry }) => !unseen.has(entry));
    const moved = changed.moved.filter(({ entry }) => !unseen.has(entry));
    plan.moved += moved.length;
    plan.begun += moved.filter(({ hold }) => hold === "begun").length;
    const titles = new Map(round.data.entries.map(({ code, title }) => [code, title]));
    const given = [...vacated, ...moved];
    for (const code of [...new Set([...given.map(({ entry }) => entry), ...added.map(([, entry]) => entry)])].sort()) {
      const gives = given.filter(({ entry }) => entry === code).map((seat) => seat.judge);
      const takes = added.filter(([, entry]) => entry === code).map(([who]) => who);
      plan.changes.push({ round: roundName, code, title: titles.get(code) ?? "", gives, takes });
    }
  }
  return ok(isFeasible ? { ...view, plan } : { ...view, ...whyNot(obstacles, locale) });
}
