import type { EditionRow } from "~/data/editions.server";
import { privateHoldings } from "~/data/retention.server";
import { clearingMoment, retentionStage } from "~/domain/retention/retention";
import type { Services } from "~/features/services";

/** When private data of an edition goes, what goes, what stands in the way. Counts are shown once the end is near: at most two statements. */
export async function retentionView({ db }: Pick<Services, "db">, edition: EditionRow, now: Date) {
  const stage = retentionStage(edition, now);
  const isNear = stage === "announced" || stage === "due";
  const reason = edition.retentionReasonId ? await db.prisma.erasableText.findUnique({ where: { id: edition.retentionReasonId }, select: { text: true, erasedAt: true } }) : null;
  return {
    stage,
    at: clearingMoment(edition),
    /** the result is not public yet: the end is counted from the end of judging until then */
    isPublished: edition.publishedAt !== null,
    months: edition.retentionMonths,
    version: edition.version,
    clearedAt: edition.privateClearedAt,
    postponed: edition.retentionPostponedTo && { to: edition.retentionPostponedTo, reason: reason && reason.erasedAt === null ? reason.text : "" },
    holdings: isNear ? await privateHoldings(db, edition.id) : null,
  };
}

export type RetentionView = Awaited<ReturnType<typeof retentionView>>;

/** In the thirty days before private data goes, and until it has gone: when. */
export function retentionNotice(edition: EditionRow, now: Date): { at: Date; isDue: boolean } | null {
  const stage = retentionStage(edition, now);
  return stage === "announced" || stage === "due" ? { at: clearingMoment(edition), isDue: stage === "due" } : null;
}
