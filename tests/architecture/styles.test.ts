import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("../../app/styles/", import.meta.url));
/** Messages at the head of a form look like notices, and their list is the forms' own. */
const SHARED = [".error-summary"];

/** Classes that stand alone as a selector outside of any at-rule: the ones a sheet gives their look. */
function classesOf(css: string): Set<string> {
  const classes = new Set<string>();
  let depth = 0;
  for (const [token, selectors = ""] of css.replaceAll(/\/\*[\s\S]*?\*\//g, "").matchAll(/([^{}]+)\{|\}/g)) {
    if (token === "}") {
      depth -= 1;
      continue;
    }
    if (depth === 0) for (const selector of selectors.split(",")) if (/^\.[\w-]+$/.test(selector.trim())) classes.add(selector.trim());
    depth += 1;
  }
  return classes;
}

describe("style sheets", () => {
  it("give each class its look in one place, so that no page changes another by a name they share", () => {
    const sheets = readdirSync(folder).filter((name) => name.endsWith(".css"));
    const places = new Map<string, string[]>();
    for (const sheet of sheets) for (const name of classesOf(readFileSync(folder + sheet, "utf8"))) places.set(name, [...(places.get(name) ?? []), sheet]);
    expect(places.size).toBeGreaterThan(200);
    expect(Object.fromEntries([...places].filter(([name, found]) => found.length > 1 && !SHARED.includes(name)))).toEqual({});
  });
});
