import { enqueueMessage } from "~/data/outbox.server";
import { discardOlder } from "~/data/outbox-held.server";
import { roundsOf } from "~/data/panels.server";
import { lockReminders, unfinishedJudges } from "~/data/sheets-progress.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { formatsFor } from "~/i18n/formats";
import { messagesFor } from "~/i18n/messages";
import { withLocale } from "~/i18n/locale";
import { paths } from "~/paths";
import { lockEditionFor, type EditionAct, type EditionRefusal } from "./locked-edition.server";

/** Name of the letter that reminds a judge of sheets not locked yet. */
export const JUDGING_REMINDER = "judging-reminder";

/** Nobody is reminded twice within this time, however often the button is pressed. */
const PAUSE_MS = 6 * 60 * 60_000;

/**
 * Writes a reminder to every judge of a round whose sheets are not all locked. The letters are held until a secretary or chair
 * approves them; a newer one takes the place of one that still waits. @returns how many were written.
 */
export async function remindJudges(
  { db, config }: Pick<Services, "db" | "config">,
  act: EditionAct & { roundId: string },
): Promise<Result<{ reminded: number }, EditionRefusal | "round_over">> {
  const { editionId, roundId, now } = act;
  return db.transact(async (tx): Promise<Result<{ reminded: number }, EditionRefusal | "round_over">> => {
    const access = await lockEditionFor(tx, act, "judge.remind", "SHARE");
    if (!access.ok) return access;
    const round = (await roundsOf(tx, editionId)).find(({ id }) => id === roundId);
    if (!round) return refused("not_found");
    if (round.endsAt < now) return refused("round_over");
    await lockReminders(tx, editionId);
    const judges = await unfinishedJudges(tx, { editionId, roundId, template: JUDGING_REMINDER, since: new Date(now.getTime() - PAUSE_MS) });
    await discardOlder(tx, { editionId, template: JUDGING_REMINDER, userIds: judges.map(({ userId }) => userId) });
    for (const judge of judges) {
      const locale = judge.locale === "en" ? "en" : "vi";
      const texts = messagesFor(locale).judging.reminder;
      const link = new URL(withLocale(paths.judging(), locale), config.publicUrl).href;
      const facts = { name: judge.name, open: judge.open, edition: access.value.edition.title, round: round.name, until: formatsFor(locale).dateTime(round.endsAt), link };
      const { userId, email, phone, name } = judge;
      const content = { template: JUDGING_REMINDER, subject: texts.subject(facts), body: texts.body(facts), link };
      await enqueueMessage(tx, { editionId, userId, email, phone, recipientName: name, ...content, isHeld: true, now });
    }
    return ok({ reminded: judges.length });
  });
}
