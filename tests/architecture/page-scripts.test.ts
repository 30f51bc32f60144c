import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { root } from "./sources";

interface Built {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
}

const LIMIT_BYTES = 100_000;
const WORKER_LIMIT_BYTES = 20_000;

it("all scripts of a page together stay below 100 kB over the wire", () => {
  const path = join(root, "build/client/.page-scripts.json");
  expect(existsSync(path)).toBe(true);
  const built = JSON.parse(readFileSync(path, "utf8")) as Record<string, Built>;
  const files = new Set(Object.values(built).map(({ file }) => file).filter((file) => file.endsWith(".js")));
  expect(files.size).toBeGreaterThan(0);
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(root, "build/client", file))).length, 0);
  expect(bytes).toBeLessThan(LIMIT_BYTES);
});

it("the service worker of judges is one classic script and small", () => {
  const worker = readFileSync(join(root, "build/client/cham-thi-may.js"));
  expect(gzipSync(worker).length).toBeLessThan(WORKER_LIMIT_BYTES);
  expect(worker.toString()).not.toMatch(/^\s*(import|export)\b/m);
});
