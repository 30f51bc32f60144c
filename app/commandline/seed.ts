import { CliProblem, parseCommandArgs, type CliCommand } from "./io";
import { seedMessages, summaries } from "./messages";

const usage = "seed load --entries N --judges M [--seed S] [--out F]";
const LIMITS = { entries: { from: 1, to: 20_000 }, judges: { from: 1, to: 2_000 } } as const;
const LONGEST_SEED = 100;

/** `seed load`: adds a synthetic scored edition of the size asked for and prints its slug. */
export const command: CliCommand = {
  name: "seed",
  summary: summaries.seed,
  usage,
  async run(args, io) {
    const { values, positionals } = parseCommandArgs(args, {
      usage,
      options: { entries: { type: "string" }, judges: { type: "string" }, seed: { type: "string" }, out: { type: "string" } },
      positionals: ["load"],
    });
    if (positionals.load !== "load") throw new CliProblem(2, [seedMessages.unknownAct(positionals.load, usage)]);
    const seed = values.seed ?? "1";
    const problems = [...countProblems("entries", values.entries), ...countProblems("judges", values.judges)];
    if (seed === "" || seed.length > LONGEST_SEED) problems.push(seedMessages.seed(LONGEST_SEED));
    if (problems.length > 0) throw new CliProblem(2, problems);
    const size = { entries: Number(values.entries), judges: Number(values.judges), seed };
    const { loadSyntheticEdition } = await import("../../prisma/seed/synthetic/load-synthetic.server");
    const { withServices } = await import("./with-services.server");
    const slug = await withServices(io, (services) => loadSyntheticEdition(services, size));
    await io.writeOutput(`${slug}\n`, values.out);
    return 0;
  },
};

function countProblems(option: keyof typeof LIMITS, given: string | undefined): string[] {
  const { from, to } = LIMITS[option];
  if (given === undefined) return [seedMessages.missing(option)];
  const isFine = /^\d{1,6}$/.test(given) && Number(given) >= from && Number(given) <= to;
  return isFine ? [] : [seedMessages.count(option, given, from, to)];
}
