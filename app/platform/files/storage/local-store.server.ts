import { createReadStream } from "node:fs";
import { access, constants, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { giveToOwner } from "~/platform/config/data-folder.server";
import { codeOf, FileMissing } from "./storage-errors.server";
import { makeFilesFolder, openSpool, requireName } from "./spool.server";
import type { FileStorage } from "./storage.server";

/** Files on the local disk below `DATA_DIR/files`, fanned out over 256 folders by the first two digits of their names. */
export function localStore(dataDir: string): FileStorage {
  const spool = openSpool(dataDir);
  const root = join(dataDir, "files");
  const pathOf = (name: string) => join(root, requireName(name).slice(0, 2), name);

  async function adopt(path: string, name: string): Promise<string> {
    const folder = await makeFilesFolder(dataDir, requireName(name).slice(0, 2));
    try {
      await rename(path, pathOf(name));
    } catch (error) {
      // Taken over before, by a process that was killed right after.
      if (codeOf(error) !== "ENOENT" || !(await isThere(pathOf(name)))) throw error;
    }
    await giveToOwner(dataDir, pathOf(name));
    await flushFolder(folder);
    return name;
  }

  return {
    kind: "LOCAL",
    spool,
    async open(name, range) {
      if (!(await isThere(pathOf(name)))) throw new FileMissing(name);
      return createReadStream(pathOf(name), range);
    },
    async save(bytes, options) {
      const { path, ...stored } = await spool.write(bytes, options?.maxBytes);
      await adopt(path, stored.name);
      return stored;
    },
    adopt: (path, { name }) => adopt(path, name),
    async localPath(name) {
      if (!(await isThere(pathOf(name)))) throw new FileMissing(name);
      return { path: pathOf(name), release: () => Promise.resolve() };
    },
    remove: (name) => rm(pathOf(name), { force: true }),
    async *list() {
      for (const folder of await foldersIn(root)) {
        for (const name of await readdir(join(root, folder))) {
          const found = /^[0-9a-f]{32}$/.test(name) && (await stat(join(root, folder, name)).catch(() => null));
          if (found) yield { name, size: found.size, changedAt: found.mtime };
        }
      }
    },
    freeBytes: () => spool.freeBytes(),
    signedUrl: () => Promise.resolve(null),
    async check() {
      await access(await makeFilesFolder(dataDir, "incoming"), constants.W_OK);
    },
  };
}

async function foldersIn(root: string): Promise<string[]> {
  try {
    return (await readdir(root)).filter((name) => /^[0-9a-f]{2}$/.test(name));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}

/** A rename survives a power cut only when its folder is flushed too. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return false;
      throw error;
    },
  );
}
