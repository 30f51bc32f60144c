import { chown, mkdir, stat } from "node:fs/promises";
import { join } from "node:path";

/**
 * Makes `DATA_DIR`, or a folder of that name in it, readable by its owner alone.
 * @returns the absolute path.
 */
export async function makePrivateFolder(dataDir: string, name?: string): Promise<string> {
  const path = name === undefined ? dataDir : join(dataDir, name);
  const made = await mkdir(path, { recursive: true, mode: 0o700 });
  if (made !== undefined && name !== undefined) await giveToOwner(dataDir, path);
  return path;
}

/**
 * What root makes in the data folder of an ordinary user must stay readable to that user:
 * a command run by root beside the user's server would lock the server out.
 */
export async function giveToOwner(dataDir: string, path: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(dataDir);
  if (uid !== 0) await chown(path, uid, gid);
}
