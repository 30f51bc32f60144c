import { can } from "../access/can";
import type { Actor } from "../access/roles";
import type { Relation } from "../access/table";
import { phaseAt, type EditionTimeline } from "../contest/phases";
import type { FileFamily } from "../contest/rules";
import { roundRefusal, takesPart, type EntryStanding } from "../judging/sheet";

/**
 * As whom somebody looks at a file: one of the entry's `people`, `staff` of the edition, a `judge`, a `blind` judge, who must not
 * learn whose it is, or the `public`.
 */
export type FileViewer = "people" | "staff" | "judge" | "blind" | "public";

/** Which bytes: those that came, or what was made of them; TEXT are the words of a document. */
export type FileForm = "ORIGINAL" | "CLEAN" | "THUMBNAIL" | "FIRST_PAGE" | "TEXT";

/** What the rules look at. */
export interface ViewedFile {
  family: FileFamily;
  forJudges: boolean;
  publishable: boolean;
  versionState: "DRAFT" | "SUBMITTED" | "SUPERSEDED";
  entry: EntryStanding & { ownerId: string; filedByUnitId: string | null };
  edition: EditionTimeline & { id: string };
  isAuthor: boolean;
  isGuardian: boolean;
  inConflict: boolean;
  /** rounds in which the person has a running assignment on the entry */
  judgedRounds: readonly { startsAt: Date; endsAt: Date; blind: boolean }[];
  isAwarded: boolean;
  /** the published result is open for a correction that names the entry */
  isCorrected: boolean;
}

/**
 * As whom the person may look at the file at `now`, the widest right first; null: not at all, as far as roles and relations go.
 * `public` still needs everybody's consent (`mediaAgreed`).
 */
export function viewerOf(file: ViewedFile, actor: Actor | null, now: Date): FileViewer | null {
  const { edition, entry, inConflict, isCorrected } = file;
  const phase = phaseAt(edition, now);
  const may = (action: "file.view" | "file.inspect" | "file.judge", relations: readonly Relation[] = []) =>
    can(actor, action, { editionId: edition.id, phase, relations, inConflict, isCorrected }).allowed;
  if (actor && may("file.view", relationsOf(file, actor))) return "people";
  if (file.versionState !== "DRAFT" && entry.state !== "DRAFT" && may("file.inspect")) return "staff";
  const rounds = file.judgedRounds.filter((round) => roundRefusal(round, now) === null);
  if (file.versionState !== "SUBMITTED") return null;
  if (file.forJudges && takesPart(entry) && rounds.length > 0 && may("file.judge", ["assigned"])) return rounds.every(({ blind }) => blind) ? "blind" : "judge";
  return isForPublic(file, now) ? "public" : null;
}

/** Whether the file belongs to what the public may see, consents apart: pictures and films of awarded entries of editions whose results are out. */
export function isForPublic({ family, publishable, edition, entry, isAwarded }: Pick<ViewedFile, "family" | "publishable" | "edition" | "entry" | "isAwarded">, now: Date): boolean {
  const phase = phaseAt(edition, now);
  const isOut = edition.announcedAt !== null && edition.announcedAt <= now && (phase === "PUBLISHED" || phase === "FINAL");
  return isOut && isAwarded && publishable && entry.state === "SUBMITTED" && PUBLIC_FAMILIES.includes(family);
}

/** The consent is to photos and videos; papers name people on their pages. */
export const PUBLIC_FAMILIES: readonly FileFamily[] = ["PHOTO", "VIDEO"];

/** The original may tell places, devices and names: it is for those who gave it and for the staff. */
export function mayHave(viewer: FileViewer, form: FileForm): boolean {
  return form !== "ORIGINAL" || viewer === "people" || viewer === "staff";
}

/** Whether the viewer may read what the owner called the file. */
export function mayReadName(viewer: FileViewer): boolean {
  return viewer === "people" || viewer === "staff" || viewer === "judge";
}

/** A guardian speaks for one child: what only staff may read beside the owner (signed forms, consents of all) is not for guardians. */
function relationsOf({ entry, isAuthor, isGuardian, forJudges, edition }: ViewedFile, actor: Actor): Relation[] {
  const { filedByUnitId } = entry;
  const isUnit =
    filedByUnitId !== null &&
    actor.roles.some(({ role, unitId, editionId }) => role === "SCHOOL" && unitId === filedByUnitId && (editionId === null || editionId === edition.id));
  return [
    ...(entry.ownerId === actor.userId || isAuthor ? (["owner"] as const) : []),
    ...(isUnit ? (["unit"] as const) : []),
    ...(isGuardian && forJudges ? (["guardian"] as const) : []),
  ];
}
