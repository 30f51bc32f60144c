import { expect, it } from "vitest";
import { sourcesBelow } from "./sources";

/** A call of `Database.query`: its first argument names the statement for the whole life of a connection. */
const NAMED = /\.query(?:<(?:[^<>]|<[^<>]*>)*>)?\(\s*"([a-z0-9_]+)",/g;

it("no two statements have the same name, or PostgreSQL refuses the second on the same connection", () => {
  const places = new Map<string, string[]>();
  for (const { path, text } of sourcesBelow("app")) {
    for (const [, name = ""] of text.matchAll(NAMED)) places.set(name, [...(places.get(name) ?? []), path]);
  }
  expect(places.size).toBeGreaterThan(20);
  expect([...places].filter(([, paths]) => paths.length > 1)).toEqual([]);
});

it("one place spells what a conflict of interest hides or bars, so that none forgets that conflicts are lifted", () => {
  const spelled = /EXISTS \(SELECT 1 FROM "Conflict" (\w+) WHERE \1\."entryId" = \S+ AND \1\."userId" = \S+ AND \1\."liftedAt"/;
  const places = sourcesBelow("app").filter(({ text }) => spelled.test(text));
  // The check of the data shares nothing with what it checks.
  expect(places.map(({ path }) => path)).toEqual(["app/data/invariants-judging.server.ts"]);
});
