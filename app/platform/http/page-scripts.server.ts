import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "~/platform/config/project-root.server";

interface BuiltScript {
  file: string;
}

let built: Record<string, BuiltScript> | undefined;

/**
 * Addresses of page scripts (app/browser) by name: the built ones, in development Vite's own.
 * @throws where a page asks for a script that was not built: a fault of the page, found by its first test.
 */
export function pageScriptAddresses(names: readonly string[], development: boolean): string[] {
  if (development) return names.map((name) => `/app/browser/${name}/index.ts`);
  if (names.length === 0) return [];
  built ??= JSON.parse(readFileSync(join(projectRoot(), "build/client/.page-scripts.json"), "utf8")) as Record<string, BuiltScript>;
  return names.map((name) => {
    const script = built?.[`app/browser/${name}/index.ts`];
    if (!script) throw new Error(`no page script is called ${name}`);
    return `/${script.file}`;
  });
}

/**
 * The text of a built page script that stands in one file by itself, for pages that are kept without the server.
 * @throws where it was not built, or loads others.
 */
export async function readPageScript(name: string): Promise<string> {
  const [address = ""] = pageScriptAddresses([name], false);
  const text = await readFile(join(projectRoot(), "build/client", address), "utf8");
  if (/^import\b|\bfrom"\.\//m.test(text)) throw new Error(`page script ${name} loads another`);
  return text;
}
