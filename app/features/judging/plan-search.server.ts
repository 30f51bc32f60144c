import { randomUUID } from "node:crypto";
import { beginPlanJob, endPlanJob, notePlanProgress, type PlanJobRow } from "~/data/plan-jobs.server";
import type { Prisma } from "~/data/generated/client";
import type { AssignmentAnswer, OptimalAssignment } from "~/domain/assignment/problem";
import type { Services } from "~/features/services";
import { solveInThread, type AssignmentQuestion } from "~/platform/solver/assignment-thread.server";
import { AssignmentTooLargeError } from "~/platform/solver/solve-assignment.server";

/** How often a search shows that it lives and looks whether it is still wanted. */
const BEAT_MS = 400;

/** An answer as it is kept: the loads as pairs. */
export type KeptPlan = Omit<OptimalAssignment, "loads"> & { loads: [string, number][] };
export type KeptAnswer = KeptPlan | Extract<AssignmentAnswer, { status: "infeasible" }>;

/** What a search found, or why it found nothing. `subjects`: what each answer is about, as the search was asked. */
export type SearchResult = { kind: "answers"; answers: KeptAnswer[]; fingerprints: string[] } | { kind: "refused"; reason: "too_large" | "search_failed" };

/** One thing to search for: the problem, and what stands for the state of things it was made from. */
export interface Search extends AssignmentQuestion {
  fingerprint: string;
}

const atWork = new Map<string, Promise<void>>();

interface Asked {
  key: string;
  editionId: string;
  input: Prisma.InputJsonValue;
  searches: readonly Search[];
  actorId: string;
  now: Date;
}

/**
 * Begins a search in a thread of its own and returns at once; how far it is and what it found are rows (`planJob`). While one is at work
 * for the same key, asking again begins no other.
 */
export async function beginSearch(services: Pick<Services, "db" | "log">, { key, editionId, input, searches, actorId, now }: Asked): Promise<void> {
  const job = { key, run: randomUUID() };
  const total = searches.reduce((sum, { problem }) => sum + problem.entries.length, 0);
  const begun = await services.db.transact((tx) => beginPlanJob(tx, { ...job, editionId, input, total, startedById: actorId, now }));
  if (!begun) return;
  const work = search(services, job, searches)
    .catch((error: unknown) => services.log.error("search for a plan", { key, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }))
    .finally(() => atWork.delete(key));
  atWork.set(key, work);
}

/** Waits for the search that this server does for a key, but not longer than `ms`. */
export async function waitForSearch(key: string, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([atWork.get(key) ?? Promise.resolve(), patience]);
  clearTimeout(timer);
}

async function search({ db, log }: Pick<Services, "db" | "log">, job: Pick<PlanJobRow, "key" | "run">, searches: readonly Search[]): Promise<void> {
  const unwanted = new AbortController();
  let done = 0;
  let lastBeat: Promise<void> = Promise.resolve();
  const beat = async () => {
    if (!(await notePlanProgress(db, job, done))) unwanted.abort(new Error("no longer wanted"));
  };
  const heart = setInterval(() => (lastBeat = beat().catch((error: unknown) => unwanted.abort(error))), BEAT_MS);
  try {
    const questions = searches.map(({ problem, first, seed }) => ({ problem, first, seed }));
    const answers = await solveInThread(questions, { signal: unwanted.signal, onProgress: (entries) => (done = entries) });
    await finish({ kind: "answers", answers: answers.map(kept), fingerprints: searches.map(({ fingerprint }) => fingerprint) });
  } catch (error) {
    if (unwanted.signal.aborted) return;
    if (!(error instanceof AssignmentTooLargeError)) log.error("search for a plan", { key: job.key, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    await finish({ kind: "refused", reason: error instanceof AssignmentTooLargeError ? "too_large" : "search_failed" });
  } finally {
    clearInterval(heart);
    await lastBeat;
  }

  function finish(result: SearchResult): Promise<void> {
    return endPlanJob(db, job, result.kind === "answers" ? "DONE" : "FAILED", result as unknown as Prisma.InputJsonValue);
  }
}

const kept = (answer: AssignmentAnswer): KeptAnswer => (answer.status === "infeasible" ? answer : { ...answer, loads: [...answer.loads] });

/** What a search at its end left in its row; null while there is nothing to look at. */
export function resultOf(job: Pick<PlanJobRow, "state" | "result"> | null): SearchResult | null {
  return job && (job.state === "DONE" || job.state === "FAILED") ? (job.result as SearchResult | null) : null;
}
