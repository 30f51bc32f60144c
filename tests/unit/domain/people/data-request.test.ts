import { expect, it } from "vitest";
import { answerDueDay } from "~/domain/people/data-request";

it.each([
  ["2026-11-16", "2026-11-18", "Monday → Wednesday"],
  ["2026-11-19", "2026-11-23", "Thursday → Monday"],
  ["2026-11-20", "2026-11-24", "Friday → Tuesday"],
  ["2026-11-21", "2026-11-24", "Saturday → Tuesday"],
  ["2026-11-22", "2026-11-24", "Sunday → Tuesday"],
  ["2026-12-31", "2027-01-04", "over the turn of the year"],
])("a request of %s is answered by %s: %s", (day, due) => expect(answerDueDay(day)).toBe(due));
