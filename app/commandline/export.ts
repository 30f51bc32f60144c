import type { ResultFile } from "~/features/results/result-file";
import { CliProblem, parseCommandArgs, type CliCommand } from "./io";
import { exportMessages, summaries } from "./messages";

const usage = "export results --edition E --format json|csv|xlsx [--out F]";

const FORMATS: Readonly<Record<string, (file: ResultFile) => Promise<string | Uint8Array>>> = {
  json: async (file) => (await import("~/features/results/result-file")).resultJson(file),
  csv: async (file) => (await import("~/features/results/result-file")).resultCsv(file),
  xlsx: async (file) => (await import("~/features/results/export-results-xlsx.server")).resultXlsx(file),
};

/** `export results`: the prizes of an edition as a file, before publication too. */
export const command: CliCommand = {
  name: "export",
  summary: summaries.export,
  usage,
  async run(args, io) {
    const { values, positionals } = parseCommandArgs(args, {
      usage,
      options: { edition: { type: "string" }, format: { type: "string" }, out: { type: "string" } },
      positionals: ["results"],
    });
    const { edition, format } = values;
    const write = format !== undefined && Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
    const problems = [
      ...(positionals.results === "results" ? [] : [exportMessages.unknownThing(positionals.results, usage)]),
      ...(edition === undefined ? [exportMessages.editionMissing] : []),
      ...(write ? [] : [exportMessages.format(format, Object.keys(FORMATS))]),
    ];
    if (problems.length > 0 || edition === undefined || !write) throw new CliProblem(2, problems);
    const { exportResults } = await import("~/features/results/export-results.server");
    const { withServices } = await import("./with-services.server");
    const result = await withServices(io, ({ db, clock }) => exportResults(db, edition, clock.now()));
    if (!result.ok) throw new CliProblem(2, [result.reason === "edition_unknown" ? exportMessages.editionUnknown(edition) : exportMessages.rulesContradict(edition)]);
    await io.writeOutput(await write(result.value), values.out);
    return 0;
  },
};
