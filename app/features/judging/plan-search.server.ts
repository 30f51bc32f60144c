import type { FollowedJobRow } from "~/data/followed-jobs.server";
import type { Tx } from "~/data/client.server";
import type { Prisma } from "~/data/generated/client";
import type { AssignmentAnswer, OptimalAssignment } from "~/domain/assignment/problem";
import type { Services } from "~/features/services";
import { beginFollowedJob, type JobEnd, type JobFollower, waitForJob } from "~/platform/jobs/followed-job.server";
import { solveInThread, type AssignmentQuestion } from "~/platform/solver/assignment-thread.server";
import { AssignmentTooLargeError } from "~/platform/solver/solve-assignment.server";

/** An answer as it is kept: the loads as pairs. */
export type KeptPlan = Omit<OptimalAssignment, "loads"> & { loads: [string, number][] };
export type KeptAnswer = KeptPlan | Extract<AssignmentAnswer, { status: "infeasible" }>;

/** What a search found, or why it found nothing. `subjects`: what each answer is about, as the search was asked. */
export type SearchResult = { kind: "answers"; answers: KeptAnswer[]; fingerprints: string[] } | { kind: "refused"; reason: "too_large" | "search_failed" };

/** One thing to search for: the problem, and what stands for the state of things it was made from. */
export interface Search extends AssignmentQuestion {
  fingerprint: string;
}

interface Asked {
  key: string;
  editionId: string;
  input: Prisma.InputJsonValue;
  searches: readonly Search[];
  actorId: string;
  now: Date;
  /** what goes on record where the search begins, with its row */
  onRecord?: (tx: Tx) => Promise<void>;
}

/**
 * Begins a search in a thread of its own and returns at once; how far it is and what it found are rows (`followedJob`). While one is at work
 * for the same key, asking again begins no other.
 */
export async function beginSearch(services: Pick<Services, "db" | "log">, { key, editionId, input, searches, actorId, now, onRecord }: Asked): Promise<void> {
  const total = searches.reduce((sum, { problem }) => sum + problem.entries.length, 0);
  await beginFollowedJob(services, { name: "search for a plan", key, editionId, input, total, startedById: actorId, now, ...(onRecord && { onRecord }) }, (follower) => search(services, { key, searches }, follower));
}

/** Waits for the search that this server does for a key, but not longer than `ms`. */
export const waitForSearch = waitForJob;

async function search({ log }: Pick<Services, "log">, { key, searches }: Pick<Asked, "key" | "searches">, { signal, tell }: JobFollower): Promise<JobEnd> {
  try {
    const answers = await solveInThread(searches.map(({ problem, first, seed }) => ({ problem, first, seed })), { signal, onProgress: tell });
    return ended("DONE", { kind: "answers", answers: answers.map(kept), fingerprints: searches.map(({ fingerprint }) => fingerprint) });
  } catch (error) {
    const isTooLarge = error instanceof AssignmentTooLargeError;
    if (!isTooLarge && !signal.aborted) log.error("search for a plan", { key, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    return ended("FAILED", { kind: "refused", reason: isTooLarge ? "too_large" : "search_failed" });
  }
}

const ended = (state: JobEnd["state"], result: SearchResult): JobEnd => ({ state, result: result as unknown as Prisma.InputJsonValue });

const kept = (answer: AssignmentAnswer): KeptAnswer => (answer.status === "infeasible" ? answer : { ...answer, loads: [...answer.loads] });

/** What a search at its end left in its row; null while there is nothing to look at. */
export function resultOf(job: Pick<FollowedJobRow, "state" | "result"> | null): SearchResult | null {
  return job && (job.state === "DONE" || job.state === "FAILED") ? (job.result as SearchResult | null) : null;
}
