import { noteLine, type NumberFormats, problemLine } from "~/features/imports/problem-texts";
import { importEntries, type ImportReason, type ImportRefusal, type ImportSummary } from "~/features/imports/import-entries.server";
import { imports as texts } from "~/i18n/vi/imports";
import { CliProblem, parseCommandArgs, type CliCommand } from "./io";
import { summaries } from "./messages";
import { withServices } from "./with-services.server";

const USAGE = "import entries FILE|- --edition E [--dry-run] [--out F]";

/** Far above any workbook of entries; keeps a mistyped name of a video from being read whole into memory twice. */
const MOST_BYTES = 50 * 1024 * 1024;

const vietnamese = new Intl.NumberFormat("de-DE");
const formats: NumberFormats = {
  integer: (value) => vietnamese.format(value),
  share: (hundredths) => `${String(hundredths / 100).replace(".", ",")} %`,
};

/** `import entries`: a workbook or CSV becomes draft entries of an edition, all or none (contract: "Workbook of entries"). */
export const command: CliCommand = {
  name: "import",
  summary: summaries.import,
  usage: USAGE,
  async run(args, io) {
    const { values, positionals } = parseCommandArgs(args, {
      usage: USAGE,
      options: { edition: { type: "string" }, "dry-run": { type: "boolean" }, out: { type: "string" } },
      positionals: ["entries", "FILE"],
    });
    if (positionals.entries !== "entries") throw new CliProblem(2, [texts.command.unknownAct(positionals.entries, USAGE)]);
    const { edition } = values;
    if (edition === undefined || edition === "") throw new CliProblem(2, [texts.command.editionMissing]);
    const bytes = await io.readInput(positionals.FILE);
    if (bytes.length > MOST_BYTES) throw new CliProblem(2, [`${positionals.FILE}: ${texts.reasons.too_large}`]);
    const dryRun = values["dry-run"] ?? false;
    const outcome = await withServices(io, (services) => importEntries(services, { actor: null, editionSlug: edition, bytes, dryRun, now: services.clock.now() }));
    if (!outcome.ok) throw new CliProblem(2, refusalLines(outcome, { file: positionals.FILE, edition }));
    await io.writeOutput(`${summaryLines(outcome.value, dryRun).join("\n")}\n`, values.out);
    return 0;
  },
};

function refusalLines({ reason, problems, line }: { reason: ImportReason } & ImportRefusal, { file, edition }: { file: string; edition: string }): string[] {
  if (problems) return problems.map((problem) => problemLine(texts, formats, problem));
  if (reason === "not_found") return [texts.command.editionUnknown(edition)];
  const known: Readonly<Record<string, string>> = texts.reasons;
  const where = line === undefined ? file : `${file}, ${texts.csvLine(line)}`;
  return [`${where}: ${known[reason] ?? texts.reasons.invalid_rows}`];
}

function summaryLines({ entries, authors, edition, notes, ownerName }: ImportSummary, dryRun: boolean): string[] {
  const { done, dryRun: tried, owner, note } = texts.summary;
  return [
    dryRun ? tried(entries, authors, edition) : done(entries, authors, edition),
    owner(ownerName),
    ...notes.map((one) => note(noteLine(texts, formats, one))),
  ];
}
