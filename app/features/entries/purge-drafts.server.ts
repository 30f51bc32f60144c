import type { Tx } from "~/data/client.server";
import { deleteDraftWithLetters, notePurgeWarning, oldDrafts } from "~/data/draft-purge.server";
import { editionById } from "~/data/editions.server";
import { lockEntry, readEntry, versionInHand } from "~/data/entries.server";
import { appendToLedger } from "~/data/ledger.server";
import { isWarningDue, UNCONSENTED_DRAFT_DAYS, WARNING_DAYS } from "~/domain/entry/retention";
import { formatsFor } from "~/i18n/formats";
import { withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { hashOfToken } from "~/platform/session/one-time-token.server";
import { enqueueLetterTo } from "~/features/notifications/letters.server";
import type { Services } from "~/features/services";
import { retentionOf } from "./draft-retention";

const MS_PER_DAY = 86_400_000;
const BATCH = 100;

/** Names of these letters in the outbox. */
export const DRAFT_GOES = "draftGoes";
export const DRAFT_GONE = "draftGone";

type PurgeServices = Pick<Services, "db" | "config">;

/**
 * Deletes drafts with a child's data to which no guardian agreed within thirty days, and tells their owners a week before. Run it as
 * often as you like: each draft is warned once and goes once, by the clock and not by when this ran. Pages treat a draft whose
 * time is over as gone before this has come to it.
 */
export async function purgeUnconsentedDrafts(services: PurgeServices, now: Date): Promise<{ warned: number; purged: number }> {
  const begunBy = new Date(now.getTime() - (UNCONSENTED_DRAFT_DAYS - WARNING_DAYS) * MS_PER_DAY);
  const count = { warned: 0, purged: 0 };
  for (let afterId: string | null = null; ; ) {
    const ids: string[] = await oldDrafts(services.db, { begunBy, afterId, limit: BATCH });
    for (const id of ids) {
      const done = await services.db.transact((tx) => judgeDraft(tx, services.config, id, now));
      if (done !== "kept") count[done] += 1;
    }
    const last = ids.at(-1);
    if (last === undefined || ids.length < BATCH) return count;
    afterId = last;
  }
}

async function judgeDraft(tx: Tx, config: Services["config"], id: string, now: Date): Promise<"kept" | "warned" | "purged"> {
  if (!(await lockEntry(tx, id))) return "kept";
  const entry = await readEntry(tx, id);
  const edition = entry && (await editionById(tx, entry.editionId));
  const retention = entry && edition && retentionOf(entry, edition, now);
  if (!retention) return "kept";
  const title = versionInHand(entry)?.title ?? "";
  const about = { editionId: entry.editionId, now };
  if (retention.isOver) {
    await deleteDraftWithLetters(tx, id, (link) => hashOfToken(link.slice(link.lastIndexOf("/") + 1)));
    await enqueueLetterTo(tx, entry.ownerId, { ...about, template: DRAFT_GONE }, (locale) => {
      const { gone } = messagesFor(locale).consent.letters;
      return { subject: gone.subject, paragraphs: gone.paragraphs(edition.title), link: config.publicUrl + withLocale(paths.myEntries(), locale) };
    });
    await appendToLedger(tx, [{ type: "DRAFT_PURGED", data: { draft: id }, actor: "system", at: now, editionId: entry.editionId }]);
    return "purged";
  }
  if (!isWarningDue({ begunAt: entry.createdAt, warnedAt: entry.purgeWarnedAt }, now)) return "kept";
  await notePurgeWarning(tx, id, now);
  await enqueueLetterTo(tx, entry.ownerId, { ...about, template: DRAFT_GOES }, (locale) => {
    const { goes } = messagesFor(locale).consent.letters;
    const day = formatsFor(locale).dateTime(retention.at);
    return { subject: goes.subject(day), paragraphs: goes.paragraphs({ title, day }), link: config.publicUrl + withLocale(paths.entryConsents(id), locale) };
  });
  return "warned";
}
