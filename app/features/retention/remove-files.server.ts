import { forgetFiles, unusedAmong } from "~/data/retention.server";
import type { Services } from "~/features/services";

/**
 * Removes files that nothing names any more, bytes first: whatever is cut off in between is found again by the hourly sweep of files
 * without a use. @returns how many went
 */
export async function removeUnused({ db, files }: Pick<Services, "db" | "files">, fileIds: readonly string[]): Promise<number> {
  const unused = await unusedAmong(db.prisma, fileIds);
  for (const name of unused.flatMap(({ names }) => names)) await files.remove(name);
  await forgetFiles(db.prisma, unused.map(({ id }) => id));
  return unused.length;
}
