import type { EditionRow } from "~/data/editions.server";
import { perEntryIn, roundsAndFields, type FieldRow } from "~/data/panels.server";
import { followedJob, type FollowedJobRow } from "~/data/followed-jobs.server";
import type { Actor } from "~/domain/access/roles";
import { highestOf } from "~/domain/assignment/chance";
import type { AssignmentDraw, AssignmentProblem } from "~/domain/assignment/problem";
import { reasonsInSight } from "~/domain/assignment/reasons-in-sight";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { formatsFor } from "~/i18n/formats";
import { messagesFor } from "~/i18n/messages";
import type { Locale } from "~/i18n/locale";
import { addedTo, askedIn, fingerprintOf, planOfRound, readRound, type RoundRead } from "./commands-plan.server";
import { obstaclesOf, type Obstacle } from "./infeasible-help";
import { resultOf, type KeptAnswer } from "./plan-search.server";
import { chooseRound } from "./queries-assignments.server";
import { drawsOfRound, type PastDraw } from "./round-draws.server";
import { assignmentProblemOf, withFieldName } from "./round-problem";
import { codesOf, unseenEntries } from "./unseen-entries.server";

/** How a search stands, for the page that shows it. */
export interface SearchView {
  state: "running" | "lost" | "cancelled";
  done: number;
  total: number;
  startedAt: string;
  startedBy: string;
}

export interface PlanView {
  rounds: { code: string; name: string }[];
  round: { id: string; code: string; name: string };
  /** of the last search, or as the round says */
  perEntry: number;
  /** cap on the chance of any pair, of the last search, in units of 1/10,000; null: nothing is drawn */
  maxChance: number | null;
  /** null: none was begun, or it is at its end */
  search: SearchView | null;
  /** a plan was made, but not for how things stand now */
  isStale: boolean;
  /** why there is no plan, and what would help */
  obstacles: Obstacle[];
  /** why the search itself came to nothing */
  fault: string | null;
  plan: {
    added: number;
    kept: number;
    maxLoad: number;
    loads: { code: string; name: string; load: number; before: number }[];
    entries: { code: string; title: string; judges: { code: string; isNew: boolean }[] }[];
    fingerprint: string;
    /** how it was drawn; `highest` chance of a pair shown, in units of 1/10,000 as the cap, `draws`: which draw of the round it is */
    draw: { maxChance: number; highest: number; seed: number; draws: number } | null;
  } | null;
  /** how often a plan of the round was drawn or began to be, whatever became of it: as the ledger has it */
  draws: number;
  /** these draws, the latest first, at most 50 */
  pastDraws: PastDraw[];
}

/** A search that is at work, was cancelled or was lost with its server; null where there is none or it came to its end. */
export function searchView(job: FollowedJobRow | null): SearchView | null {
  if (!job || (job.state !== "RUNNING" && job.state !== "CANCELLED")) return null;
  const { done, total, startedBy } = job;
  const state = job.state === "CANCELLED" ? "cancelled" : job.isLost ? "lost" : "running";
  return { state, done, total, startedAt: job.startedAt.toISOString(), startedBy };
}

/** The plan for a round, to be looked at before it is applied, or how the search for it stands, without entries the viewer has a conflict of interest with. Six statements. */
export async function planView(
  { db }: Pick<Services, "db">,
  query: { actor: Pick<Actor, "userId">; edition: Pick<EditionRow, "id" | "judgesPerEntry">; round: string | null; locale: Locale },
): Promise<Result<PlanView, "not_found">> {
  const { edition, locale } = query;
  const { rounds, fields } = await roundsAndFields(db.prisma, edition.id);
  const round = chooseRound(rounds, query.round);
  if (!round) return refused("not_found");
  const job = await followedJob(db.prisma, edition.id, planOfRound(round.id));
  const pastDraws = await drawsOfRound(db.prisma, edition.id, round.code);
  const last = askedIn(job);
  const asked = last?.perEntry ?? perEntryIn(round, edition);
  const maxChance = last ? last.maxChance : (pastDraws[0]?.maxChance ?? null);
  const view: PlanView = {
    rounds: rounds.map(({ code, name }) => ({ code, name })),
    round: { id: round.id, code: round.code, name: round.name },
    perEntry: asked,
    maxChance,
    search: searchView(job),
    isStale: false,
    obstacles: [],
    fault: null,
    plan: null,
    draws: pastDraws[0]?.draws ?? 0,
    pastDraws,
  };
  const found = resultOf(job);
  if (!found) return ok(view);
  if (found.kind === "refused") return ok({ ...view, fault: messagesFor(locale).judging.reasons[found.reason] });
  const [answer] = found.answers;
  const [fingerprint = ""] = found.fingerprints;
  const data = await readRound(db.prisma, round.id);
  if (!answer || fingerprintOf(data, asked, maxChance) !== fingerprint) return ok({ ...view, isStale: true });
  const unseen = codesOf(await unseenEntries(db.prisma, query.actor, edition.id), data.entries);
  if (answer.status === "infeasible") {
    const seen = unseen.size > 0 ? assignmentProblemOf({ ...data, entries: data.entries.filter(({ code }) => !unseen.has(code)) }, asked, maxChance) : null;
    return ok({ ...view, ...whyNot(obstaclesIn(answer, data, { seen, fields, locale }), locale) });
  }
  return ok({ ...view, plan: { ...shownPlan(data, answer, { fingerprint, unseen }), draw: shownDraw(answer.draw, view.draws, unseen) } });
}

/** What a page says where there is no plan: the obstacles, or only that there is none where the viewer may see none of them. */
export function whyNot(obstacles: Obstacle[], locale: Locale): Pick<PlanView, "obstacles" | "fault"> {
  return { obstacles, fault: obstacles.length > 0 ? null : messagesFor(locale).judging.reasons.infeasible };
}

/**
 * Why a search found no plan, in words.
 * @param seen the problem without the entries the viewer has a conflict of interest with; null where there are none
 */
export function obstaclesIn(
  answer: Extract<KeptAnswer, { status: "infeasible" }>,
  { entries }: Pick<RoundRead, "entries">,
  { seen, fields, locale }: { seen: AssignmentProblem | null; fields: readonly FieldRow[]; locale: Locale },
): Obstacle[] {
  const { assignment, planning, drawing } = messagesFor(locale);
  const fieldNames = new Map(entries.map(({ code, field }) => [code, field]));
  const reasons = (seen ? reasonsInSight(seen, answer.reasons) : answer.reasons).map((reason) => withFieldName(reason, fields));
  return obstaclesOf(reasons, { assignment, planning, drawing, integer: formatsFor(locale).integer, fieldOf: (code) => fieldNames.get(code) ?? "" });
}

function shownDraw(draw: AssignmentDraw | undefined, draws: number, unseen: ReadonlySet<string>): NonNullable<PlanView["plan"]>["draw"] {
  if (!draw) return null;
  return { maxChance: draw.maxChance, highest: highestOf(draw.highest.filter(([entry]) => !unseen.has(entry))), seed: draw.seed, draws };
}

/** The plan as this viewer may see it: entries they have a conflict of interest with are neither listed nor counted. */
function shownPlan(
  data: RoundRead,
  answer: Extract<KeptAnswer, { status: "optimal" }>,
  { fingerprint, unseen }: { fingerprint: string; unseen: ReadonlySet<string> },
): Omit<NonNullable<PlanView["plan"]>, "draw"> {
  const entries = data.entries.filter(({ code }) => !unseen.has(code));
  const assignments = answer.assignments.filter(([, entry]) => !unseen.has(entry));
  const pairs = addedTo(data, answer).filter(([, entry]) => !unseen.has(entry));
  const added = new Set(pairs.map(([judge, entry]) => `${judge} ${entry}`));
  const byEntry = new Map<string, { code: string; isNew: boolean }[]>(entries.map(({ code }) => [code, []]));
  for (const [judge, entry] of assignments) byEntry.get(entry)?.push({ code: judge, isNew: added.has(`${judge} ${entry}`) });
  const loadOf = (code: string, of: readonly (readonly [string, string])[]) => of.filter(([judge]) => judge === code).length;
  const loads = data.judges.map(({ code, name }) => ({ code, name, before: loadOf(code, assignments) - loadOf(code, pairs), load: loadOf(code, assignments) }));
  return {
    added: pairs.length,
    kept: assignments.length - pairs.length,
    maxLoad: Math.max(0, ...loads.map(({ load }) => load)),
    loads,
    entries: entries.map(({ code, title }) => ({ code, title, judges: byEntry.get(code) ?? [] })),
    fingerprint,
  };
}
