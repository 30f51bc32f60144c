import { randomInt } from "node:crypto";
import type { AssignmentAnswer } from "~/domain/assignment/problem";
import { readAssignmentProblem, serialiseAssignmentAnswer, type ReadProblem } from "~/features/judging/assignment-problem";
import { readSeed } from "~/features/judging/plan-form";
import { drawAssignment } from "~/platform/solver/draw-assignment.server";
import { AssignmentTooLargeError, solveAssignment } from "~/platform/solver/solve-assignment.server";
import { assignMessages, assignmentFaultLine } from "./assign-messages";
import { CliProblem, parseCommandArgs, type CliCommand } from "./io";
import { readJson } from "./json";
import { summaries } from "./messages";

const usage = "assign FILE|- [--seed N] [--out F]";

/**
 * `assign FILE`: assignment problem → plan, without a database (contract: "Assignment problem (JSON)").
 * Exit code 1 where no plan exists: the answer then tells why. Where the problem has a `maxChance` the plan is drawn, with the seed of
 * `--seed`, else with the file's `seed`, else with a new one; the answer names it.
 */
export const command: CliCommand = {
  name: "assign",
  summary: summaries.assign,
  usage,
  async run(args, io) {
    const { values, positionals } = parseCommandArgs(args, {
      usage,
      options: { out: { type: "string" }, seed: { type: "string" } },
      positionals: ["FILE"],
    });
    const read = readAssignmentProblem(readJson(await io.readInput(positionals.FILE)));
    if (!read.ok) throw new CliProblem(2, [...new Set(read.faults.map(assignmentFaultLine))]);
    const { value: problem } = read;
    const seed = values.seed === undefined ? problem.seed : readSeed(values.seed);
    if (seed === null) throw new CliProblem(2, [assignMessages.seed(values.seed ?? "")]);
    if (seed !== undefined && problem.maxChance === undefined) throw new CliProblem(2, [assignMessages.seedWithoutCap]);
    const answer = await solve(problem, seed);
    await io.writeOutput(serialiseAssignmentAnswer(answer), values.out);
    return answer.status === "optimal" ? 0 : 1;
  },
};

async function solve({ maxChance, ...problem }: ReadProblem, seed = randomInt(2 ** 32)): Promise<AssignmentAnswer> {
  try {
    return await (maxChance === undefined ? solveAssignment(problem) : drawAssignment({ ...problem, maxChance }, seed));
  } catch (error) {
    if (!(error instanceof AssignmentTooLargeError)) throw error;
    throw new CliProblem(3, [assignMessages.tooLarge(error.judges, error.entries)]);
  }
}
