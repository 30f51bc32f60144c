import { logAccess } from "~/data/access-log.server";
import { hasConflict } from "~/data/conflicts.server";
import { countPairs, filesOfPair, listPairs, pairsOfEntry, type PairFile, type PairFilter, partLabels, readPair } from "~/data/duplicate-pairs.server";
import { type ComparableEntry, readComparable } from "~/data/duplicates.server";
import type { EditionRow } from "~/data/editions.server";
import { can } from "~/domain/access/can";
import { type Actor, isStaff } from "~/domain/access/roles";
import type { Phase } from "~/domain/contest/phases";
import { fileSection, sectionsOf, SUMMARY_SECTION } from "~/domain/duplicates/entry-sections";
import { FEWEST_PICTURE_BITS, groundsOf, PICTURE_DISTANCE } from "~/domain/duplicates/grounds";
import { excerptOf, markSections } from "~/domain/duplicates/marked-text";
import { compareTexts } from "~/domain/duplicates/passages";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { foldedEntry } from "./compare-entries.server";

export const PAIRS_PER_PAGE = 50;
/** Shorter passages follow in the whole texts, where they are marked as well. */
const MOST_EXCERPTS = 12;

export type { PairedEntry } from "~/data/duplicate-pairs.server";
export type PairInList = Awaited<ReturnType<typeof pairsPage>>["rows"][number];

type WithDatabase = Pick<Services, "db">;

interface ListRequest {
  actor: Actor;
  editionId: string;
  filter: PairFilter;
  page: number;
  now: Date;
}

/** The pairs of an edition that a person has to look at, or has looked at; two statements. */
export async function pairsPage({ db }: WithDatabase, { actor, editionId, filter, page, now }: ListRequest) {
  const request = { editionId, userId: actor.userId, now };
  const [rows, counts] = await Promise.all([
    listPairs(db, request, filter, { offset: (page - 1) * PAIRS_PER_PAGE, limit: PAIRS_PER_PAGE }),
    countPairs(db, request, filter.search),
  ]);
  return { rows: rows.map((row) => ({ ...row, grounds: groundsOf(row) })), counts };
}

interface PairRequest {
  actor: Actor;
  edition: EditionRow;
  phase: Phase;
  entryId: string;
  otherId: string;
  now: Date;
}

/**
 * Two entries side by side with what they have in common. Null where they are no pair or none of the edition's, and for whoever has a
 * conflict of interest with either of them. Looking at both is noted.
 */
export async function pairPage({ db }: WithDatabase, { actor, edition, phase, entryId, otherId, now }: PairRequest) {
  if (!isUuid(entryId) || !isUuid(otherId)) return null;
  const { prisma } = db;
  const inConflict = (await hasConflict(prisma, entryId, actor.userId)) || (await hasConflict(prisma, otherId, actor.userId));
  const subject = { editionId: edition.id, phase, inConflict };
  if (!can(actor, "duplicates.view", subject).allowed) return null;
  const pair = (await pairsOfEntry(db, { editionId: edition.id, userId: actor.userId, now }, entryId)).find((row) => row.other.id === otherId);
  if (!pair || pair.own.editionSlug !== edition.slug) return null;
  const [entries, stored, files] = await Promise.all([readComparable(prisma, [entryId, otherId], now), readPair(prisma, entryId, otherId), filesOfPair(prisma, [entryId, otherId])]);
  const [own, other] = [entries.find(({ id }) => id === entryId), entries.find(({ id }) => id === otherId)];
  if (!own || !other || !stored) return null;
  const labels = await partLabels(prisma, [own.editionId, other.editionId]);
  await logAccess(prisma, { userId: actor.userId, entryIds: [entryId, otherId], what: "dossier", at: now });
  const decision = can(actor, "duplicates.judge", subject);
  return {
    pair: { ...pair, grounds: groundsOf(pair) },
    verdict: stored.verdict,
    ...textsOf(own, other),
    labels: { ...Object.fromEntries(labels), ...Object.fromEntries(files.map(({ fileId, name }) => [fileSection(fileId), name])) },
    summaryKey: SUMMARY_SECTION,
    files: alikeFiles(files, entryId, actor),
    barred: decision.allowed ? null : decision.reason,
  };
}

export type PairView = NonNullable<Awaited<ReturnType<typeof pairPage>>>;

function textsOf(own: ComparableEntry, other: ComparableEntry) {
  const { passages, ...shares } = compareTexts(foldedEntry(own), foldedEntry(other));
  const [first, second] = [sectionsOf(own), sectionsOf(other)];
  return {
    shares,
    excerpts: passages.slice(0, MOST_EXCERPTS).map((passage) => ({
      words: passage.words,
      first: { section: passage.first.section, text: excerptOf(first, passage.first) },
      second: { section: passage.second.section, text: excerptOf(second, passage.second) },
    })),
    passages: passages.length,
    first: markSections(first, passages, "first"),
    second: markSections(second, passages, "second"),
  };
}

interface ShownFile {
  id: string;
  name: string;
  size: number;
  hasThumbnail: boolean;
  /** the actor is staff of its edition, too */
  mayOpen: boolean;
}

interface AlikeFile {
  own: ShownFile;
  other: ShownFile;
  isSame: boolean;
}

/** Files of the two that are the same, and pictures that look the same. */
function alikeFiles(files: readonly PairFile[], entryId: string, actor: Actor): AlikeFile[] {
  const shownFile = ({ id, name, size, hasThumbnail, editionId }: PairFile): ShownFile => ({ id, name, size, hasThumbnail, mayOpen: isStaff(actor, editionId) });
  const others = files.filter((file) => file.entryId !== entryId);
  return files.filter((file) => file.entryId === entryId).flatMap((own) =>
    others.flatMap((other): AlikeFile[] => {
      const isSame = own.sha256 === other.sha256;
      return isSame || looksAlike(own.perceptualHash, other.perceptualHash) ? [{ own: shownFile(own), other: shownFile(other), isSame }] : [];
    }),
  );
}

function looksAlike(one: bigint | null, other: bigint | null): boolean {
  if (one === null || other === null) return false;
  const plain = bitsOf(one);
  return plain >= FEWEST_PICTURE_BITS && plain <= 64 - FEWEST_PICTURE_BITS && bitsOf(one ^ other) <= PICTURE_DISTANCE;
}

const bitsOf = (hash: bigint): number => BigInt.asUintN(64, hash).toString(2).replaceAll("0", "").length;
