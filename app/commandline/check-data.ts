import { parseCommandArgs, type CliCommand } from "./io";
import { checkDataMessages, VIOLATIONS } from "./check-data-messages";
import { oneLine, summaries } from "./messages";

const usage = "check-data [--out F]";

/** `check-data`: every row that breaks an invariant, one line each; exit code 1 where there is any. */
export const command: CliCommand = {
  name: "check-data",
  summary: summaries["check-data"],
  usage,
  async run(args, io) {
    const { values } = parseCommandArgs(args, { usage, options: { out: { type: "string" } }, positionals: [] });
    const { checkData } = await import("~/features/administration/check-data.server");
    const { withServices } = await import("./with-services.server");
    const violations = await withServices(io, checkData);
    const lines = violations.map(({ invariant, row }) => checkDataMessages.violation(row, VIOLATIONS[invariant], invariant));
    const answer = lines.length > 0 ? lines : [checkDataMessages.sound(Object.keys(VIOLATIONS).length)];
    await io.writeOutput(`${answer.map(oneLine).join("\n")}\n`, values.out);
    return lines.length > 0 ? 1 : 0;
  },
};
