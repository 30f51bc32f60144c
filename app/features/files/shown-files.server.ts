import { mediaAgreed } from "~/data/consents.server";
import { filesOfEntries, type ListedEntryFile } from "~/data/shown-files.server";
import type { FileFamily } from "~/domain/contest/rules";
import { declaredFamily } from "~/domain/files/families";
import { mayHave, mayReadName, PUBLIC_FAMILIES, type FileViewer } from "~/domain/files/viewing";
import type { Services } from "~/features/services";

/**
 * `waiting`: no bytes yet; `refused`: bytes came and were not taken; `processing`: here, copies are being made; `failed`: none could be
 * made; `ready`: can be looked at.
 */
export type ShownFileState = "waiting" | "refused" | "processing" | "failed" | "ready";

/** A file as one viewer may see it. */
export interface ShownFile {
  /** of the row: `paths.file(id)` */
  id: string;
  partKey: string;
  /** null: the viewer must not read it; then kind and number stand for it */
  name: string | null;
  family: FileFamily;
  /** null: bytes not here yet */
  number: number | null;
  caption: string;
  /** in bytes, of what is shown */
  size: number;
  state: ShownFileState;
  /** code of why it was refused or failed, or of why browsers may not show it */
  problem: string | null;
  /** browsers show it in place */
  isShowable: boolean;
  hasThumbnail: boolean;
  hasFirstPage: boolean;
  /** the viewer may have what came */
  hasOriginal: boolean;
  width: number | null;
  height: number | null;
  seconds: number | null;
  pages: number | null;
}

/** A `guardian` has no other tie to the entry than a child among its authors. */
type ListViewer = FileViewer | "guardian";

/** The files of one entry for a viewer who may see the entry; the route of the bytes looks again. One statement, for the public two. */
export async function shownFiles(services: Pick<Services, "db">, about: { entryId: string; version: "DRAFT" | "SUBMITTED"; viewer: ListViewer }): Promise<ShownFile[]> {
  const { entryId, version, viewer } = about;
  if (viewer === "public" && !(await mediaAgreed(services.db.prisma, [entryId])).has(entryId)) return [];
  const files = await filesOfEntries(services.db, [entryId], version);
  const seen = viewer === "blind" ? files.flatMap((file): ListedEntryFile[] => (file.blind ? [{ ...file, ...file.blind }] : [])) : files;
  return seen.filter((file) => isFor(viewer, file)).map((file) => shown(viewer === "guardian" ? "people" : viewer, file));
}

/** Judges and guardians see only parts that are for judges; the public only what is published, and that whole. */
function isFor(viewer: ListViewer, { forJudges, publishable, isSubmitted, stored }: ListedEntryFile): boolean {
  if (viewer === "people" || viewer === "staff") return true;
  if (viewer !== "public") return forJudges;
  return publishable && isSubmitted && stored !== null && PUBLIC_FAMILIES.includes(stored.family) && stateOf({ stored, refusal: null }) === "ready" && stored.playable;
}

function shown(viewer: FileViewer, file: ListedEntryFile): ShownFile {
  const { id, partKey, name, stored } = file;
  const state = stateOf(file);
  const has = (kind: string) => state === "ready" && stored?.variants.some((variant) => variant.kind === kind) === true;
  const clean = stored?.variants.find(({ kind }) => kind === "CLEAN");
  return {
    id,
    partKey,
    // Captions name people, whose consent to that is another one.
    caption: viewer === "public" ? "" : file.caption,
    state,
    name: mayReadName(viewer) ? name : null,
    family: stored?.family ?? declaredFamily(name) ?? "PDF",
    number: stored?.number ?? null,
    size: clean?.size ?? file.size,
    problem: state === "refused" ? file.refusal : (stored?.problem ?? null),
    isShowable: state === "ready" && stored?.playable === true && stored.family !== "DOCUMENT",
    hasThumbnail: has("THUMBNAIL"),
    hasFirstPage: has("FIRST_PAGE"),
    hasOriginal: stored !== null && mayHave(viewer, "ORIGINAL"),
    width: stored?.width ?? null,
    height: stored?.height ?? null,
    seconds: stored?.seconds ?? null,
    pages: stored?.pages ?? null,
  };
}

function stateOf({ stored, refusal }: Pick<ListedEntryFile, "stored" | "refusal">): ShownFileState {
  if (stored === null) return refusal === null ? "waiting" : "refused";
  if (stored.processing === "PENDING") return "processing";
  return stored.processing === "DONE" && stored.variants.some(({ kind }) => kind === "CLEAN") ? "ready" : "failed";
}
