import { expect, it } from "vitest";
import { sourcesBelow } from "./sources";

it("only the server's start and the command line load seeds", () => {
  const users = sourcesBelow("app").filter(({ imports }) => imports.some(({ target }) => target.startsWith("prisma/seed/")));
  expect(users.map(({ path }) => path).toSorted()).toEqual(["app/commandline/seed.ts", "app/server.ts"]);
});

it("seeds import no pages, and nothing of the browser's", () => {
  const wrong = sourcesBelow("prisma/seed").flatMap(({ path, imports }) =>
    imports.filter(({ target }) => /^app\/(routes|ui|styles|root|entry)|\/components\/|^react/.test(target)).map(({ target }) => `${path} → ${target}`),
  );
  expect(wrong).toEqual([]);
});
