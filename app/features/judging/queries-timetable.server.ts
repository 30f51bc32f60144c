import { randomUUID } from "node:crypto";
import type { EditionRow } from "~/data/editions.server";
import { panelsOf, roundsAndFields, type RoundRow } from "~/data/panels.server";
import { entriesToTime, publicationsOf, turnsOfRound, type EntryToTime, type SessionRow, type TurnRow } from "~/data/timetable.server";
import { CHANGE_MINUTES, type Caution, type Clash } from "~/domain/timetable/rules";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { formatsFor, type Formats } from "~/i18n/formats";
import { messagesFor } from "~/i18n/messages";
import type { Locale } from "~/i18n/locale";
import type { TimetableMessages } from "~/i18n/vi/timetable";
import { isSameTimetable, stateOfSessions, toPublish } from "./publish-timetable.server";
import { reviewRound } from "./timetable-review";

export type { SessionRow, TurnRow };

export interface TimetableView {
  rounds: { code: string; name: string }[];
  round: { id: string; code: string; name: string };
  panels: { id: string; name: string }[];
  sessions: SessionRow[];
  /** entries of the round without a turn */
  waiting: Pick<EntryToTime, "id" | "code" | "title" | "field" | "panelId">[];
  clashes: string[];
  cautions: string[];
  /** stands for the sessions as they are shown: what is published is what was seen */
  state: string;
  publications: { number: number; at: Date; byName: string; turns: number }[];
  /** what is shown differs from what was published last */
  isChanged: boolean;
  /** id for a session still to be made */
  newId: string;
}

/** The round an address names; the last one where it names none: there presentations take place. */
export function roundOfTimetable(rounds: readonly RoundRow[], code: string | null): RoundRow | undefined {
  return code === null ? (rounds.find(({ code: one }) => one === "FINAL") ?? rounds.at(-1)) : rounds.find((round) => round.code === code);
}

/** The plan of a round's timetable with everything that is wrong with it. Five statements. */
export async function timetableView(
  { db }: Pick<Services, "db">,
  { edition, round: code, locale }: { edition: Pick<EditionRow, "id">; round: string | null; locale: Locale },
): Promise<Result<TimetableView, "not_found">> {
  const { rounds } = await roundsAndFields(db.prisma, edition.id);
  const round = roundOfTimetable(rounds, code);
  if (!round) return refused("not_found");
  const panels = await panelsOf(db.prisma, edition.id);
  const sessions = await turnsOfRound(db.prisma, round.id);
  const entries = await entriesToTime(db.prisma, round.id);
  const publications = await publicationsOf(db.prisma, round.id);
  const { clashes, cautions } = reviewRound(sessions, entries);
  const listed = new Set(sessions.flatMap(({ turns }) => turns.map(({ entryId }) => entryId)));
  const words = wordsFor(sessions, entries, locale);
  const [last] = publications;
  return ok({
    rounds: rounds.map((one) => ({ code: one.code, name: one.name })),
    round: { id: round.id, code: round.code, name: round.name },
    panels: panels.filter(({ roundId }) => roundId === round.id).map(({ id, name }) => ({ id, name })),
    sessions,
    waiting: entries.filter(({ id }) => !listed.has(id)).map(({ id, code: entryCode, title, field, panelId }) => ({ id, code: entryCode, title, field, panelId })),
    clashes: [...new Set(clashes.map((clash) => clashText(clash, clashes, words)))],
    cautions: cautionTexts(cautions, words),
    state: stateOfSessions(sessions),
    publications: publications.map(({ number, at, byName, sessions: made }) => ({ number, at, byName, turns: made.reduce((sum, { turns }) => sum + turns.length, 0) })),
    isChanged: last !== undefined && !isSameTimetable(last.sessions, toPublish(sessions)),
    newId: randomUUID(),
  });
}

interface Words {
  texts: TimetableMessages;
  formats: Formats;
  entry: (id: string) => string;
  judge: (id: string) => string;
  session: (id: string) => string;
}

function wordsFor(sessions: readonly SessionRow[], entries: readonly EntryToTime[], locale: Locale): Words {
  const codes = new Map([...entries.map(({ id, code }) => [id, code] as const), ...sessions.flatMap(({ turns }) => turns.map(({ entryId, code }) => [entryId, code] as const))]);
  const judges = new Map(sessions.flatMap((session) => session.judges.map(({ id, code, name }) => [id, `${code} ${name}`] as const)));
  const formats = formatsFor(locale);
  const texts = messagesFor(locale).timetable;
  const names = new Map(sessions.map(({ id, room, panel, startsAt }) => [id, `${texts.session.name({ room, panel })} (${formats.dateTime(startsAt)})`]));
  const of = (map: ReadonlyMap<string, string>) => (id: string) => map.get(id) ?? "";
  return { texts, formats, entry: of(codes), judge: of(judges), session: of(names) };
}

/** Everybody of whom the same is said about the same two sessions. */
function judgesOf<Finding extends { kind: string }>(finding: Finding & { sessions: readonly string[] }, all: readonly (Clash | Caution)[], judge: Words["judge"]): string {
  const same = all.flatMap((one) => ("judge" in one && one.kind === finding.kind && String(one.sessions) === String(finding.sessions) ? [judge(one.judge)] : []));
  return same.join(", ");
}

function clashText(clash: Clash, all: readonly Clash[], { texts, entry, judge, session }: Words): string {
  switch (clash.kind) {
    case "judge_in_two_rooms":
      return texts.clashes.judge_in_two_rooms({ judges: judgesOf(clash, all, judge), sessions: clash.sessions.map(session).join("; ") });
    case "room_taken":
      return texts.clashes.room_taken({ room: clash.room, sessions: clash.sessions.map(session).join("; ") });
    case "author_in_two_rooms":
    case "turns_overlap":
      return texts.clashes[clash.kind]({ entries: clash.entries.map(entry).join(", ") });
    case "entry_twice":
    case "not_in_round":
    case "in_break":
      return texts.clashes[clash.kind]({ entry: entry(clash.entry) });
  }
}

function cautionTexts(cautions: readonly Caution[], { texts, formats, entry, judge, session }: Words): string[] {
  const minutes = formats.integer(CHANGE_MINUTES);
  const without = cautions.filter(({ kind }) => kind === "without_turn").length;
  const others = cautions.flatMap((caution) => {
    if (caution.kind === "judge_in_a_hurry") return [texts.cautions.judge_in_a_hurry({ judges: judgesOf(caution, cautions, judge), sessions: caution.sessions.map(session).join("; "), minutes })];
    if (caution.kind === "author_in_a_hurry") return [texts.cautions.author_in_a_hurry({ entries: caution.entries.map(entry).join(", "), minutes })];
    return [];
  });
  return without > 0 ? [...new Set(others), texts.cautions.without_turn({ count: formats.integer(without) })] : [...new Set(others)];
}
