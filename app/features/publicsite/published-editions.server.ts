import { announcedEditions } from "~/data/editions-lists.server";
import type { Services } from "~/features/services";

/** Editions whose results are public at `now`, newest first. One statement. */
export async function publishedEditions({ db }: Pick<Services, "db">, now: Date): Promise<{ slug: string; title: string }[]> {
  const editions = await announcedEditions(db, now);
  return editions.filter(({ publishedAt }) => publishedAt !== null && publishedAt <= now).map(({ slug, title }) => ({ slug, title }));
}
