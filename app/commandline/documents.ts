import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { CliProblem, parseCommandArgs, type CliCommand, type CliIo } from "./io";
import { documentMessages, exportMessages, fileMessages, summaries } from "./messages";

const usage = "documents [KIND] --edition E --format pdf|docx --out DIR";
const FORMATS = ["pdf", "docx"] as const;

/** `documents`: official papers of an edition as files in a folder; without KIND the kinds there are. Prints the names of the files. */
export const command: CliCommand = {
  name: "documents",
  summary: summaries.documents,
  usage,
  async run(args, io) {
    const { values, positionals } = parseCommandArgs(args, {
      usage,
      options: { edition: { type: "string" }, format: { type: "string" }, out: { type: "string" } },
      positionals: ["KIND?"],
    });
    const { DOCUMENT_KINDS } = await import("~/features/documents/kinds/index.server");
    const { KIND: kind } = positionals;
    if (kind === undefined) {
      await io.writeOutput(`${DOCUMENT_KINDS.map(({ key, title, formats }) => documentMessages.kind(key, title, formats)).join("\n")}\n`);
      return 0;
    }
    const { edition, format, out } = values;
    const offered = DOCUMENT_KINDS.find(({ key }) => key === kind)?.formats;
    const problems = [
      ...(offered ? [] : [documentMessages.unknownKind(kind, DOCUMENT_KINDS.map(({ key }) => key))]),
      ...(edition ? [] : [exportMessages.editionMissing]),
      ...(format !== undefined && (offered ?? FORMATS).some((one) => one === format) ? [] : [exportMessages.format(format, offered ?? FORMATS)]),
      ...(out ? [] : [documentMessages.outMissing]),
    ];
    if (problems.length > 0 || !edition || !format || !out) throw new CliProblem(2, problems);
    return print(io, { kind, edition, format, out });
  },
};

async function print(io: CliIo, { kind, edition, format, out }: { kind: string; edition: string; format: string; out: string }): Promise<number> {
  await makeFolder(resolve(io.cwd, out), out);
  const { printKind } = await import("~/features/documents/print-kind.server");
  const { withServices } = await import("./with-services.server");
  const names = await withServices(io, async (services) => {
    const papers = await printKind(services, { kind, editionSlug: edition, format, now: services.clock.now() });
    if (!papers.ok) throw new CliProblem(2, [papers.reason === "edition_unknown" ? exportMessages.editionUnknown(edition) : documentMessages.notOffered(kind, format)]);
    const written: string[] = [];
    for await (const { name, data } of papers.value) {
      await io.writeOutput(data, join(out, name));
      written.push(join(out, name));
    }
    return written;
  });
  if (names.length === 0) io.warn(documentMessages.none);
  else await io.writeOutput(`${names.join("\n")}\n`);
  return 0;
}

/** A file where the folder should be is the user's mistake, missing rights and a full disk are not. */
async function makeFolder(folder: string, shown: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    throw new CliProblem(code === "EEXIST" || code === "ENOTDIR" ? 2 : 3, [fileMessages.cannotWrite(shown, code)]);
  }
}
