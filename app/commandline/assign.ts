import type { AssignmentAnswer, AssignmentProblem } from "~/domain/assignment/problem";
import { readAssignmentProblem, serialiseAssignmentAnswer } from "~/features/judging/assignment-problem";
import { AssignmentTooLargeError, solveAssignment } from "~/platform/solver/solve-assignment.server";
import { assignMessages, assignmentFaultLine } from "./assign-messages";
import { CliProblem, parseCommandArgs, type CliCommand } from "./io";
import { readJson } from "./json";
import { summaries } from "./messages";

const usage = "assign FILE|- [--out F]";

/**
 * `assign FILE`: assignment problem → plan, without a database (contract: "Assignment problem (JSON)").
 * Exit code 1 where no plan exists: the answer then tells why.
 */
export const command: CliCommand = {
  name: "assign",
  summary: summaries.assign,
  usage,
  async run(args, io) {
    const { values, positionals } = parseCommandArgs(args, {
      usage,
      options: { out: { type: "string" } },
      positionals: ["FILE"],
    });
    const read = readAssignmentProblem(readJson(await io.readInput(positionals.FILE)));
    if (!read.ok) throw new CliProblem(2, [...new Set(read.faults.map(assignmentFaultLine))]);
    const answer = await solve(read.value);
    await io.writeOutput(serialiseAssignmentAnswer(answer), values.out);
    return answer.status === "optimal" ? 0 : 1;
  },
};

async function solve(problem: AssignmentProblem): Promise<AssignmentAnswer> {
  try {
    return await solveAssignment(problem);
  } catch (error) {
    if (!(error instanceof AssignmentTooLargeError)) throw error;
    throw new CliProblem(3, [assignMessages.tooLarge(error.judges, error.entries)]);
  }
}
