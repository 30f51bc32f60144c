import { mkdtempSync, openSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SOCKET = ".s.PGSQL.5432";

/** Bytes of a Unix socket's name; a longer one is reported by Node as if the socket did not exist. */
const LIMIT = process.platform === "linux" ? 107 : 104;

/**
 * A name of the cluster's folder short enough for clients to connect through. Child processes of ours can use it only
 * where it is the folder itself or a link. Call it when the cluster exists: it may hold on to the folder.
 */
export function socketFolder(cluster: string): string {
  if (fits(cluster)) return cluster;
  const known = folders.get(cluster);
  if (known) return known;
  const made = process.platform === "linux" ? byDescriptor(cluster) : byLink(cluster);
  folders.set(cluster, made);
  return made;
}

const folders = new Map<string, string>();

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, SOCKET)) <= LIMIT;
}

/** The descriptor stays open for the life of the process, like the database it leads to. */
function byDescriptor(cluster: string): string {
  return `/proc/self/fd/${openSync(cluster, "r")}`;
}

/** In a fresh folder of our own: behind a predictable name another user could put a server. */
function byLink(cluster: string): string {
  const folder = mkdtempSync(join(tmpdir(), "pg-"));
  const link = join(folder, "s");
  symlinkSync(realpathSync(cluster), link);
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return link;
}
