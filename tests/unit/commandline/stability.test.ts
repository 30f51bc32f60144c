import { expect, it } from "vitest";
import { main } from "~/cli";
import type { CliIo } from "~/commandline/io";

const PROBLEM = {
  rubric: { criteria: [{ code: "novelty", max: "40", step: "0.5" }] },
  rules: { decimals: 2, minJudges: 1, prizes: [{ tier: "FIRST", quota: 1 }] },
  entries: [{ id: "E1", field: "software" }, { id: "E2", field: "software" }],
  sheets: ["J1", "J2"].flatMap((judge) => [
    { entry: "E1", judge, state: "LOCKED", scores: { novelty: "35.5" } },
    { entry: "E2", judge, state: "LOCKED", scores: { novelty: "20" } },
  ]),
};

async function run(args: string[], problem: unknown = PROBLEM) {
  let [out, err] = ["", ""];
  const io: CliIo = {
    readInput: async () => Buffer.from(JSON.stringify(problem)),
    writeOutput: async (content) => void (out += String(content)),
    warn: (line) => void (err += `${line}\n`),
    env: { NODE_ENV: "test" },
    cwd: "/",
  };
  return { code: await main(["stability", ...args], io), out, err };
}

it("answers in the form of the contract, the same bytes for the same seed", async () => {
  const { code, out, err } = await run(["-", "--seed", "42"]);
  expect([code, err, (await run(["-", "--seed", "42"])).out]).toEqual([0, "", out]);
  const answer = JSON.parse(out) as Record<string, unknown>;
  expect(Object.keys(answer)).toEqual(["connected", "components", "entries", "judges", "variance", "seed"]);
  expect(answer).toMatchObject({
    connected: true,
    components: 1,
    entries: [
      { entry: "E1", component: 1, expectedRank: expect.stringMatching(/^\d+\.\d$/), interval95: [1, expect.any(Number)], prizeProbability: { FIRST: expect.stringMatching(/^[01]\.\d\d$/) } },
      { entry: "E2" },
    ],
    judges: [{ judge: "J1", component: 1, severity: "0.0", sheets: 2 }, { judge: "J2" }],
    seed: 42,
  });
});

it("refuses what rank refuses, and a seed that is no whole number", async () => {
  const doubled = { ...PROBLEM, entries: [...PROBLEM.entries, { id: "E1", field: "x" }] };
  expect(await run(["-"], doubled)).toMatchObject({ code: 2, out: "", err: "entries[2].id: E1 đã có ở trên\n" });
  for (const seed of ["-1", "1.5", "x", "99999999999999999"]) expect(await run([`--seed=${seed}`, "-"])).toMatchObject({ code: 2, out: "" });
});
