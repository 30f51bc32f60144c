import { commendationYears, publicCommendations } from "~/data/public-commendations.server";
import type { Services } from "~/features/services";

export type { PublicCommendation } from "~/data/public-commendations.server";

export const PUBLIC_PAGE = 50;

/** The public list of those who were commended: one page of a year or of all, searched, and how many are counted without a name. Two statements. */
export async function publicCommendationsPage({ db }: Pick<Services, "db">, asked: { now: Date; year: number | null; search: string; page: number }) {
  const years = await commendationYears(db, asked.now);
  const year = years.some((one) => one.year === asked.year) ? asked.year : null;
  const found = await publicCommendations(db, { ...asked, year, pageSize: PUBLIC_PAGE });
  const unnamed = years.reduce((sum, one) => sum + (year === null || one.year === year ? one.unnamed : 0), 0);
  return { ...found, year, years: years.map((one) => one.year), unnamed };
}
