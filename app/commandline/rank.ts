import { rankJson, serialiseRanking } from "~/features/results/scoring-problem";
import { CliProblem, parseCommandArgs, type CliCommand } from "./io";
import { readJson } from "./json";
import { scoringFaultLine, summaries } from "./messages";

const usage = "rank FILE|- [--out F]";

/** `rank FILE`: scoring problem → ranking, without a database (contract: "Scoring problem (JSON)"). */
export const command: CliCommand = {
  name: "rank",
  summary: summaries.rank,
  usage,
  async run(args, io) {
    const { values, positionals } = parseCommandArgs(args, {
      usage,
      options: { out: { type: "string" } },
      positionals: ["FILE"],
    });
    const result = rankJson(readJson(await io.readInput(positionals.FILE)));
    if (!result.ok) throw new CliProblem(2, [...new Set(result.faults.map(scoringFaultLine))]);
    await io.writeOutput(serialiseRanking(result.value), values.out);
    return 0;
  },
};
