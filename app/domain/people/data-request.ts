import type { Day } from "../contest/eligibility";

/** What somebody may ask of whoever keeps their data (Law 91/2025/QH15, article 4). */
export const DATA_REQUESTS = ["see", "correct", "erase", "restrict", "complain"] as const;
export type DataRequestKind = (typeof DATA_REQUESTS)[number];

/** Working days within which a request is answered (Decree 356/2025/NĐ-CP). */
export const ANSWER_WORKING_DAYS = 2;

const MS_PER_DAY = 86_400_000;
const SUNDAY = 0;
const SATURDAY = 6;

/** The day by whose end a request that came on `day` is answered: the second working day after it. Public holidays are not known here. */
export function answerDueDay(day: Day): Day {
  let at = Date.parse(`${day}T00:00:00Z`);
  for (let left = ANSWER_WORKING_DAYS; left > 0; ) {
    at += MS_PER_DAY;
    const weekday = new Date(at).getUTCDay();
    if (weekday !== SUNDAY && weekday !== SATURDAY) left -= 1;
  }
  return new Date(at).toISOString().slice(0, 10);
}
