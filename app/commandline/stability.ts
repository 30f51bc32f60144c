import { serialiseRanking, stabilityJson } from "~/features/results/scoring-problem";
import { CliProblem, parseCommandArgs, type CliCommand } from "./io";
import { readJson } from "./json";
import { scoringFaultLine, stabilityMessages, summaries } from "./messages";

const usage = "stability FILE|- [--seed N] [--out F]";

/** `stability FILE`: scoring problem → how firm ranks and prizes are, without a database (contract: "Stability (JSON)"). */
export const command: CliCommand = {
  name: "stability",
  summary: summaries.stability,
  usage,
  async run(args, io) {
    const { values, positionals } = parseCommandArgs(args, {
      usage,
      options: { out: { type: "string" }, seed: { type: "string", default: "1" } },
      positionals: ["FILE"],
    });
    const seed = /^\d{1,16}$/.test(values.seed) ? Number(values.seed) : Number.NaN;
    if (!Number.isSafeInteger(seed)) throw new CliProblem(2, [stabilityMessages.seed(values.seed)]);
    const result = stabilityJson(readJson(await io.readInput(positionals.FILE)), seed);
    if (!result.ok) throw new CliProblem(2, [...new Set(result.faults.map(scoringFaultLine))]);
    await io.writeOutput(serialiseRanking(result.value), values.out);
    return 0;
  },
};
