import type { Tx } from "~/data/client.server";
import { firstFreeName, lockEditionCreation } from "~/data/editions-create.server";
import type { EditionDraft } from "~/domain/contest/edition-draft";
import { initials, slugify, type EditionName } from "~/domain/contest/naming";
import { draftEdition } from "~/features/contests/edition-draft";
import type { Services } from "~/features/services";
import { SeedBook } from "../writing/book.server";
import { Calendar } from "../writing/calendar";
import { Chance } from "../writing/chance";
import { writeEdition, type SeedEdition } from "../writing/edition.server";
import { addEntries, codesGiven } from "../writing/entries.server";
import { addAssignments, addJudges, addPanel, type SeedJudge, type SeedPanel } from "../writing/judging.server";
import { addPerson, grantRole, type Person } from "../writing/people.server";
import { syntheticEntries } from "./entries.server";
import { scoreEverything } from "./scores.server";

export interface Size {
  entries: number;
  judges: number;
  /** the same seed gives the same entries and scores */
  seed: string;
}

const JUDGES_PER_ENTRY = 3;
/** receipt, screening and judging, in days from today */
const DAYS = { opens: -90, closes: -40, screened: -30, judged: -1, panels: -29 } as const;

interface Making {
  tx: Tx;
  book: SeedBook;
  calendar: Calendar;
  size: Size;
}

/**
 * Adds a clearly named synthetic edition whose preliminary round is scored: panels, assignments, locked sheets with spread and
 * ties, nothing decided. Staff of other editions is staff here too. Content follows from the seed; only address, code prefix,
 * ids and dates differ between two loads.
 * @returns its slug.
 */
export async function loadSyntheticEdition({ db, clock }: Pick<Services, "db" | "clock">, size: Size): Promise<string> {
  const slug = await db.transact(async (tx) => {
    await lockEditionCreation(tx);
    const name = await firstFreeName(tx, syntheticNames(size));
    // Rows of a second load need ids of their own; what people read must not depend on them.
    const book = new SeedBook(new Chance(`${name.slug} ${size.seed}`));
    const making = { tx, book, calendar: new Calendar(clock.now()), size };
    const secretary = addPerson(book, { name: "Thư ký kỳ thi giả định", email: `thuky.${name.slug}@synthetic.invalid`, at: making.calendar.at(-100) });
    const edition = await writeEdition(tx, book, {
      draft: draftOf(making, name),
      actorId: secretary.userId,
      createdAt: making.calendar.at(-100),
      announcedAt: making.calendar.at(-95),
    });
    grantRole(book, { userId: secretary.userId, role: "SECRETARY", editionId: edition.id, actorId: secretary.userId, at: making.calendar.at(-100, 9) });
    await admitStaff(making, edition, secretary);
    await fill(making, edition, secretary);
    await book.write(tx);
    await book.writeSystemEvents(tx);
    return name.slug;
  });
  // The planner knows nothing of so many new rows until the server looks at them by itself, a minute or more later.
  await db.pool.query("ANALYZE");
  return slug;
}

/** Whoever belongs to the staff of some edition gets the same roles here, or nobody could look at what was loaded. */
async function admitStaff({ tx, book, calendar }: Making, edition: SeedEdition, secretary: Person): Promise<void> {
  const held = await tx.membership.findMany({
    where: { role: { in: ["ORGANISER", "SECRETARY", "CHAIR"] }, endedAt: null },
    distinct: ["userId", "role"],
    orderBy: [{ userId: "asc" }, { role: "asc" }],
    select: { userId: true, role: true },
  });
  for (const { userId, role } of held) grantRole(book, { userId, role, editionId: edition.id, actorId: secretary.userId, at: calendar.at(-99) });
}

function* syntheticNames({ entries, judges, seed }: Size): Generator<EditionName> {
  const base = slugify(`gia-dinh-${entries}-${judges}-${seed}`).slice(0, 60).replace(/-+$/, "");
  const prefix = `GD-${entries}-${judges}-${initials(seed).slice(0, 4) || "S"}`;
  for (let count = 1; ; count += 1) yield { slug: count === 1 ? base : `${base}-${count}`, codePrefix: count === 1 ? prefix : `${prefix}-${count}` };
}

function draftOf({ calendar, size }: Making, name: EditionName): EditionDraft {
  const draft = draftEdition({
    kind: "TECHNICAL",
    number: 1,
    period: String(calendar.year()),
    dates: {
      opensAt: calendar.at(DAYS.opens),
      closesAt: calendar.at(DAYS.closes, 17),
      graceMinutes: 0,
      screeningEndsAt: calendar.at(DAYS.screened),
      rounds: [{ code: "PRELIM", startsAt: calendar.at(DAYS.screened), endsAt: calendar.at(20) }],
      judgingEndsAt: calendar.at(25),
      announcementAt: calendar.at(40),
    },
    hostUnitId: null,
    hostName: "Đơn vị giả định",
    hostLevel: "PROVINCE",
    letterheadParent: "Kỳ thi giả định",
    letterheadBody: "Dùng để thử tải",
    place: "Cẩm Xuyên",
    contact: "Không có thật",
  });
  const [round] = draft.rounds;
  if (!round) throw new Error("the preset has no round");
  const title = `Kỳ thi giả định: ${size.entries} bài, ${size.judges} giám khảo`;
  return { ...draft, ...name, title, rounds: [{ ...round, weight: 10_000 }] };
}

async function fill(making: Making, edition: SeedEdition, secretary: Person): Promise<void> {
  const { tx, book, calendar, size } = making;
  const stories = syntheticEntries(book, { edition, calendar, size, secretary, ...DAYS });
  const entries = addEntries(book, edition, stories);
  await tx.edition.update({ where: { id: edition.id }, data: { lastEntryNumber: codesGiven(stories) } });
  const judges = callJudges(making, edition, secretary);
  const assignments = addAssignments(book, edition, {
    panels: panelsOf(making, edition, judges),
    entries,
    perEntry: JUDGES_PER_ENTRY,
    barred: new Set<string>(),
    actorId: secretary.userId,
    at: calendar.at(DAYS.panels, 10),
  });
  scoreEverything(book, edition, assignments, { calendar, seed: size.seed, from: DAYS.panels + 1, to: DAYS.judged - 1 });
}

function callJudges({ book, calendar, size }: Making, edition: SeedEdition, secretary: Person): SeedJudge[] {
  const { slug } = edition.row;
  const at = calendar.at(DAYS.panels, 8);
  const people = Array.from({ length: size.judges }, (_, index) => addPerson(book, { name: `Giám khảo giả định ${index + 1}`, email: `gk${index + 1}.${slug}@synthetic.invalid`, at }));
  for (const { userId } of people) grantRole(book, { userId, role: "JUDGE", editionId: edition.id, actorId: secretary.userId, at });
  return addJudges(book, edition, people.map(({ userId }) => ({ userId, unitId: null })));
}

/** One panel a field; with fewer than three judges a field, one panel for all fields. Every judge sits in one panel. */
function panelsOf({ book }: Making, edition: SeedEdition, judges: readonly SeedJudge[]): SeedPanel[] {
  const { fields } = edition;
  const panel = (name: string, fieldIds: readonly string[], members: readonly SeedJudge[]) =>
    addPanel(book, edition, { roundCode: "PRELIM", name, fieldIds, judges: members, chair: null });
  if (judges.length < fields.length * JUDGES_PER_ENTRY) return [panel("Tiểu ban chung", fields.map(({ id }) => id), judges)];
  return fields.map(({ id, code }, index) => panel(`Tiểu ban ${code}`, [id], judges.filter((_, place) => place % fields.length === index)));
}
