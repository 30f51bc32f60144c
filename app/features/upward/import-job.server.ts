import { followedJob } from "~/data/followed-jobs.server";
import type { EditionRow } from "~/data/editions.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { beginFollowedJob, type JobEnd, waitForJob } from "~/platform/jobs/followed-job.server";
import { importDenial, type ImportReason } from "./import-package.server";
import { importStaged, type ImportStagedRequest } from "./import-staged.server";

type JobServices = Pick<Services, "db" | "files" | "config" | "log">;

/** Small packages are in before the browser has waited long: its page then shows no progress. */
const WAIT_MS = 5_000;

const keyOf = (stagedId: string) => `package:${stagedId}`;

/** What is kept of an import that ended. */
type Kept = { packageId: string } | { reason: ImportReason | "import_failed"; file?: string };

/** What the page says of an import that failed until it is begun anew. All else the page finds out by itself, as things stand when it is looked at. */
const STAYS: ReadonlySet<string> = new Set<ImportReason | "import_failed">(["import_failed", "file_changed", "file_refused", "disk_full", "version_conflict"]);

/** An import under way or at its end, for the page of its package. */
export interface ImportProgress {
  /** `lost`: its server was stopped in between; nothing of it was written */
  state: "running" | "lost" | "failed" | "done";
  /** files stored, out of how many at most */
  done: number;
  total: number;
  startedAt: Date;
  startedBy: string;
  problem: { reason: string; file?: string } | null;
  /** "" until it is done */
  packageId: string;
}

/** The latest import of a staged package; null where there was none, or one that failed for what the page finds out by itself. One statement. */
export async function importProgress(services: Pick<Services, "db">, edition: Pick<EditionRow, "id">, stagedId: string): Promise<ImportProgress | null> {
  const latest = await latestImport(services, edition, stagedId);
  return latest?.problem && !STAYS.has(latest.problem.reason) ? null : latest;
}

async function latestImport({ db }: Pick<Services, "db">, edition: Pick<EditionRow, "id">, stagedId: string): Promise<ImportProgress | null> {
  const job = isUuid(stagedId) ? await followedJob(db.prisma, edition.id, keyOf(stagedId)) : null;
  if (!job || job.state === "CANCELLED") return null;
  const { done, total, startedAt, startedBy } = job;
  const kept = job.result as Kept | null;
  const about = { done, total, startedAt, startedBy, problem: null, packageId: "" };
  if (job.state === "RUNNING") return { ...about, state: job.isLost ? "lost" : "running" };
  if (kept && "packageId" in kept) return { ...about, state: "done", packageId: kept.packageId };
  return { ...about, state: "failed", problem: kept ?? { reason: "import_failed" } };
}

/**
 * Begins to import a staged package in the background and waits a moment for it. Where one is under way already, it stays the only one; of
 * one whose server was stopped nothing was written, and it is begun anew. Who may not import begins nothing.
 * @returns the package once it is in; null while it is under way
 */
export async function beginImport(services: JobServices, request: ImportStagedRequest): Promise<Result<{ packageId: string | null }, ImportReason | "import_failed", { file?: string }>> {
  const { staged, edition, actor, now } = request;
  if (!staged) return importStaged(services, request);
  const denial = importDenial(actor, edition, now);
  if (denial) return refused(denial);
  const key = keyOf(staged.row.id);
  const { manifest } = staged.opened;
  const job = { name: "import of a package", key, editionId: edition.id, input: { packageId: manifest.packageId }, total: manifest.files.length - manifest.entries.length, startedById: actor.userId, now };
  await beginFollowedJob(services, job, ({ signal, tell }) => importing(services, { ...request, signal, onProgress: ({ done }) => tell(done) }));
  await waitForJob(key, WAIT_MS);
  const progress = await latestImport(services, edition, staged.row.id);
  if (progress?.state === "failed" && progress.problem) return refused(progress.problem.reason as ImportReason, progress.problem.file === undefined ? {} : { file: progress.problem.file });
  return ok({ packageId: progress?.state === "done" ? progress.packageId : null });
}

async function importing(services: JobServices, request: ImportStagedRequest): Promise<JobEnd> {
  const ended = (state: JobEnd["state"], result: Kept): JobEnd => ({ state, result });
  try {
    const done = await importStaged(services, request);
    if (done.ok) return ended("DONE", { packageId: done.value.packageId });
    return ended("FAILED", { reason: done.reason, ...(done.file === undefined ? {} : { file: done.file }) });
  } catch (error) {
    const about = { staged: request.staged?.row.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    if (request.signal?.aborted) services.log.warn("import of a package was given up", about);
    else services.log.error("import of a package", about);
    return ended("FAILED", { reason: "import_failed" });
  }
}
