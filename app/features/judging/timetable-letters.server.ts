import type { Tx } from "~/data/client.server";
import type { EditionRow } from "~/data/editions.server";
import { enqueueMessage } from "~/data/outbox.server";
import type { PublishedSession } from "~/data/timetable.server";
import { peopleOfTimetable, type PersonOfTimetable } from "~/data/timetable-people.server";
import type { Services } from "~/features/services";
import { formatsFor } from "~/i18n/formats";
import { messagesFor } from "~/i18n/messages";
import { withLocale } from "~/i18n/locale";
import { paths } from "~/paths";

/** Name of the letters about when and where somebody presents or judges. */
export const TIMETABLE = "timetable";

interface Letters {
  config: Services["config"];
  edition: Pick<EditionRow, "id" | "title">;
  round: { id: string; name: string };
  before: readonly PublishedSession[];
  after: readonly PublishedSession[];
  isFirst: boolean;
  now: Date;
}

/**
 * Tells everybody whose hours or room are new or changed: of each such entry the account that filed it, of each such session the judges
 * of its panel. Three statements and one a letter. @returns how many letters were written
 */
export async function enqueueTimetableLetters(tx: Tx, letters: Letters): Promise<number> {
  const { before, after, edition, round } = letters;
  const entries = changed(turnsByEntry(before), turnsByEntry(after));
  const panels = changed(sessionsByPanel(before), sessionsByPanel(after));
  const people = await peopleOfTimetable(tx, { roundId: round.id, entryIds: entries, panelIds: panels });
  for (const person of people) await enqueueMessage(tx, { editionId: edition.id, ...messageTo(person, letters) });
  return people.length;
}

const turnsByEntry = (sessions: readonly PublishedSession[]) =>
  new Map(sessions.flatMap(({ room, turns }) => turns.map(({ entryId, startsAt, endsAt }) => [entryId, `${room} ${startsAt} ${endsAt}`] as const)));

function sessionsByPanel(sessions: readonly PublishedSession[]): Map<string, string> {
  const panels = new Map<string, string>();
  for (const { panelId, room, startsAt, turns } of sessions) panels.set(panelId, `${panels.get(panelId) ?? ""} ${room} ${startsAt} ${turns.map((turn) => `${turn.entryId}${turn.startsAt}`).join()}`);
  return panels;
}

/** Keys that are new, gone, or stand for something else. */
function changed(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key));
}

function messageTo(person: PersonOfTimetable, { config, edition, round, after, isFirst, now }: Letters) {
  const locale = person.locale === "en" ? "en" : "vi";
  const { timetable, mail } = messagesFor(locale);
  const { dateTime, time } = formatsFor(locale);
  const texts = timetable.letter;
  const link = config.publicUrl + withLocale(person.entry ? paths.entry(person.entry.id) : paths.judging(), locale);
  const lines = person.entry
    ? after.flatMap(({ room, panel, turns }) => turns.filter(({ entryId }) => entryId === person.entry?.id).map(({ startsAt, endsAt }) => texts.turn({ from: dateTime(startsAt), to: time(endsAt), room, panel })))
    : after.filter(({ panelId }) => person.panelIds.includes(panelId)).map(({ room, panel, startsAt, turns }) => texts.session({ from: dateTime(startsAt), to: time(turns.at(-1)?.endsAt ?? startsAt), room, panel, count: turns.length }));
  const facts = { round: round.name, edition: edition.title, code: person.entry?.code ?? null };
  const paragraphs = [isFirst ? texts.first(facts) : texts.changed(facts), lines.length > 0 ? lines.join("\n") : texts.none];
  return {
    userId: person.userId,
    email: person.email,
    phone: person.phone,
    recipientName: person.name,
    template: TIMETABLE,
    subject: (isFirst ? texts.subject : texts.subjectChanged)(facts),
    body: mail.letter({ name: person.name, paragraphs, link }),
    link,
    now,
  };
}
