import { mkdir, readdir, readFile, readlink, rename, symlink } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { z } from "zod";
import type { Binaries } from "~/platform/postgres/binaries.server";
import { DatabaseError, errorCode } from "~/platform/postgres/database-error.server";

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The package needs links `lib*.so.N` that its install script makes; where install scripts are off they are made here.
 * @returns a folder for `LD_LIBRARY_PATH`, or null when the package is complete.
 * @throws DatabaseError COLON
 */
export async function prepareLibraries(binaries: Binaries, dataDir: string): Promise<string | null> {
  const native = join(binaries.packageRoot, "native");
  const links = linkList.parse(JSON.parse(await readFile(join(native, "pg-symlinks.json"), "utf8")));
  try {
    for (const { source, target } of links) {
      const path = join(binaries.packageRoot, target);
      await makeLink(relative(dirname(path), join(binaries.packageRoot, source)), path);
    }
    return null;
  } catch (error) {
    if (!["EACCES", "EROFS", "EPERM"].includes(errorCode(error))) throw error;
    return await linkAside(binaries, links, dataDir);
  }
}

async function makeLink(target: string, path: string): Promise<void> {
  try {
    await symlink(target, path);
  } catch (error) {
    // On a read-only file system an existing link may be reported as EROFS instead of EEXIST.
    if (errorCode(error) === "EEXIST" || (await targetOf(path)) !== null) return;
    throw error;
  }
}

/**
 * `node_modules` cannot be written: a folder of links in the data folder. It needs every library, not only the missing
 * names, because libraries look for their neighbours in the folder of the link.
 */
async function linkAside(binaries: Binaries, links: z.infer<typeof linkList>, dataDir: string): Promise<string> {
  if (dataDir.includes(":")) throw new DatabaseError("COLON", { folder: dataDir });
  const folder = join(dataDir, "pg-lib");
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const lib = join(binaries.packageRoot, "native", "lib");
  const wanted = new Map<string, string>();
  for (const name of await readdir(lib)) if (/\.(so|dylib)(\.|$)/.test(name)) wanted.set(name, join(lib, name));
  for (const { source, target } of links) wanted.set(basename(target), join(binaries.packageRoot, source));
  for (const [name, target] of wanted) {
    const path = join(folder, name);
    // The package's path moves with each deployment.
    if ((await targetOf(path)) === target) continue;
    const aside = `${path}.${process.pid}`;
    await symlink(target, aside);
    await rename(aside, path);
  }
  return folder;
}

async function targetOf(path: string): Promise<string | null> {
  try {
    return await readlink(path);
  } catch {
    return null;
  }
}
