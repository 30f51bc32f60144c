import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "./sources";

const assets = join(root, "build/client/assets");

/** Texts that only server modules hold. */
const SERVER_ONLY = ["SELECT ", "INSERT INTO", "DATABASE_URL", "SESSION_SECRET", "better-auth/adapters", "sangtao-demo-2026", "node:crypto", "LedgerEvent"];

it("no server text reaches the browser bundle", () => {
  expect(existsSync(assets)).toBe(true);
  const scripts = readdirSync(assets).filter((name) => name.endsWith(".js"));
  expect(scripts.length).toBeGreaterThan(0);
  const leaks = scripts.flatMap((name) => {
    const text = readFileSync(join(assets, name), "utf8");
    return SERVER_ONLY.filter((needle) => text.includes(needle)).map((needle) => `${name}: ${needle}`);
  });
  expect(leaks).toEqual([]);
});

it("server and browser name the same style sheet", () => {
  const sheets = readdirSync(assets).filter((name) => /^app-.*\.css$/.test(name));
  expect(sheets.length).toBe(1);
});
