import type { SeedBook } from "../writing/book.server";
import type { Calendar } from "../writing/calendar";
import { Chance } from "../writing/chance";
import type { SeedEdition } from "../writing/edition.server";
import { addSheet, criteriaFor, scoresAround, type SeedAssignment } from "../writing/judging.server";

interface Scoring {
  calendar: Calendar;
  seed: string;
  /** first and last day, counted from today */
  from: number;
  to: number;
}

/** So many of a thousand entries repeat the scores of the one before, which makes ties. */
const TIES = 80;
/** So many of a thousand sheets are far off the others of their entry. */
const OUTLIERS = 30;

/** A locked sheet for every assignment; severity of judges, noise, ties and outliers follow from the seed. */
export function scoreEverything(book: SeedBook, edition: SeedEdition, assignments: readonly SeedAssignment[], { calendar, seed, from, to }: Scoring): void {
  const chance = new Chance(`scores ${seed}`);
  const severity = new Map<string, number>();
  for (const { judge } of assignments) if (!severity.has(judge.id)) severity.set(judge.id, 0.05 * chance.normal());
  let before: Record<string, number>[] = [];
  for (const sheets of byEntry(assignments)) {
    const quality = 0.35 + 0.55 * chance.next();
    const isTie = chance.whole(1000) < TIES && before.length === sheets.length;
    const scores = sheets.map((sheet, index) => {
      const off = chance.whole(1000) < OUTLIERS ? 0.3 : 0;
      const level = quality - (severity.get(sheet.judge.id) ?? 0) - off;
      const own = scoresAround(chance, criteriaFor(edition, sheet), level, 0.06);
      return isTie ? (before[index] ?? own) : own;
    });
    sheets.forEach((sheet, index) => {
      const day = chance.between(from, to);
      const hour = chance.between(8, 20);
      addSheet(book, edition, sheet, { scores: scores[index] ?? {}, remark: "", savedAt: calendar.at(day, hour), lockedAt: calendar.at(day, hour + 0.5) });
    });
    before = scores;
  }
}

function byEntry(assignments: readonly SeedAssignment[]): SeedAssignment[][] {
  const groups = new Map<string, SeedAssignment[]>();
  for (const assignment of assignments) {
    const group = groups.get(assignment.entry.id);
    if (group) group.push(assignment);
    else groups.set(assignment.entry.id, [assignment]);
  }
  return [...groups.values()];
}
