import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface Source {
  /** from the root, with slashes: `app/domain/…` */
  path: string;
  text: string;
  lines: number;
  imports: { target: string; typeOnly: boolean }[];
}

const STATEMENT = /^(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']/gm;
const DYNAMIC = /\bimport\(\s*["']([^"']+)["']\s*\)/g;

function* files(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "generated") yield* files(path);
    } else if (/\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts")) yield path;
  }
}

/** `~/x` and `./x` as paths from the root; packages stay as they are. */
function resolveTarget(from: string, target: string): string {
  if (target.startsWith("~/")) return `app/${target.slice(2)}`;
  if (target.startsWith(".")) return relative(root, join(dirname(join(root, from)), target)).replaceAll("\\", "/");
  return target;
}

/** All TypeScript sources below a folder with what they import. */
export function sourcesBelow(folder: string): Source[] {
  return [...files(join(root, folder))].map((file) => {
    const path = relative(root, file).replaceAll("\\", "/");
    const text = readFileSync(file, "utf8");
    const imports = [...text.matchAll(STATEMENT)].map(([, type, target = ""]) => ({ target: resolveTarget(path, target), typeOnly: type !== undefined }));
    for (const [, target = ""] of text.matchAll(DYNAMIC)) imports.push({ target: resolveTarget(path, target), typeOnly: false });
    return { path, text, lines: text.split("\n").length - 1, imports };
  });
}
