import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import packageJson from "../../package.json";
import type { Mapping } from "~/features/upward/plan-import.server";
import { upward } from "~/i18n/vi/upward";
import { CliProblem, type CliCommand, type CliIo, parseCommandArgs } from "./io";
import { fileMessages, summaries } from "./messages";

const usage = "package export --edition E --out F.zip [--recipient NAME] | package import FILE --edition E [--map THERE=HERE …] [--dry-run] | package trust FINGERPRINT --name NAME";
const texts = upward.command;

interface Values {
  edition?: string | undefined;
  out?: string | undefined;
  recipient?: string | undefined;
  name?: string | undefined;
  map?: string[] | undefined;
  "dry-run"?: boolean | undefined;
}

/** `package export|import|trust`: nominated entries as a signed package, and such a package of another installation as entries of an edition. */
export const command: CliCommand = {
  name: "package",
  summary: summaries.package,
  usage,
  async run(args, io) {
    const { values, positionals } = parseCommandArgs(args, {
      usage,
      options: { edition: { type: "string" }, out: { type: "string" }, recipient: { type: "string" }, name: { type: "string" }, map: { type: "string", multiple: true }, "dry-run": { type: "boolean" } },
      positionals: ["ACT", "FILE?"],
    });
    if (positionals.ACT === "export") return exportTo(values, io);
    if (positionals.ACT === "import") return importFrom(positionals.FILE, values, io);
    if (positionals.ACT === "trust") return trust(positionals.FILE, values, io);
    throw new CliProblem(2, [texts.unknownAct(positionals.ACT, usage)]);
  },
};

const reasonsOf = (): Readonly<Record<string, string>> => ({ ...upward.plan.reasons, ...upward.reasons });

async function exportTo({ edition: slug, out, recipient }: Values, io: CliIo): Promise<number> {
  const missing = [...(slug === undefined ? [texts.editionMissing] : []), ...(out === undefined ? [texts.outMissing] : [])];
  if (slug === undefined || out === undefined) throw new CliProblem(2, missing);
  const { findEdition } = await import("~/features/contests/edition-access.server");
  const { makePackage } = await import("~/features/upward/make-package.server");
  const { recipientOf } = await import("~/features/upward/package-download.server");
  const { fingerprintOf, loadSigner } = await import("~/platform/signing/signer.server");
  const { withServices } = await import("./with-services.server");
  const { name, version } = packageJson;
  return withServices(io, async (services) => {
    const edition = await findEdition(services, slug);
    if (!edition) throw new CliProblem(2, [texts.editionUnknown(slug)]);
    const signer = await loadSigner(services.config);
    const packed = await makePackage(services, { edition, actorId: null, recipient: recipientOf(recipient), software: { name, version }, signer, now: services.clock.now() });
    if (!packed.ok) throw new CliProblem(2, [packed.file === undefined ? (reasonsOf()[packed.reason] ?? packed.reason) : upward.plan.faultAt(reasonsOf()[packed.reason] ?? packed.reason, packed.file)]);
    await writeWhole(Readable.fromWeb(packed.value.bytes() as Parameters<typeof Readable.fromWeb>[0]), out, io.cwd);
    for (const line of texts.exported(packed.value.manifest.entries.length, packed.value.left, fingerprintOf(signer.publicKey))) io.warn(line);
    return 0;
  });
}

/** Written beside its place and moved there, so that a full disk leaves no half a package. */
async function writeWhole(bytes: Readable, out: string, cwd: string): Promise<void> {
  if (out === "-") return pipeline(bytes, process.stdout, { end: false });
  const target = resolve(cwd, out);
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    await pipeline(bytes, createWriteStream(draft));
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw fileProblem(error, out, fileMessages.cannotWrite);
  }
}

function fileProblem(error: unknown, path: string, say: (path: string, code: string) => string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === undefined) return error;
  return new CliProblem(["ENOENT", "EISDIR", "ENOTDIR", "ENAMETOOLONG", "ELOOP"].includes(code) ? 2 : 3, [say(path, code)]);
}

async function importFrom(file: string | undefined, { edition: slug, map = [], "dry-run": dryRun = false }: Values, io: CliIo): Promise<number> {
  const missing = [...(file === undefined ? [texts.fileMissing] : []), ...(slug === undefined ? [texts.editionMissing] : [])];
  if (file === undefined || slug === undefined) throw new CliProblem(2, missing);
  const mapping = mappingOf(map);
  const { importFromFile } = await import("~/features/upward/import-file.server");
  const { withServices } = await import("./with-services.server");
  return withServices(io, async (services) => {
    const outcome = await importFromFile(services, { path: resolve(io.cwd, file), slug, mapping, dryRun, now: services.clock.now() }).catch((error: unknown) => {
      throw fileProblem(error, file, fileMessages.cannotRead);
    });
    if (!outcome.ok) throw new CliProblem(2, refusalLines(outcome, { file, slug }));
    const { title, owner, entries, coming } = outcome.value;
    const lines = dryRun ? [texts.wouldImport(coming, title)] : [texts.imported(entries.length, title, owner), ...entries.map(({ origin, code }) => texts.entry(origin, code))];
    await io.writeOutput([...lines, ...outcome.value.notes].join("\n") + "\n");
    return 0;
  });
}

interface Refused {
  reason: string;
  file?: string;
  stops?: string[];
  sender?: { name: string; fingerprint: string };
}

function refusalLines({ reason, file: inside, stops, sender }: Refused, { file, slug }: { file: string; slug: string }): string[] {
  if (reason === "edition_unknown") return [texts.editionUnknown(slug)];
  if (reason === "no_owner") return [texts.noOwner];
  const text = reasonsOf()[reason] ?? reason;
  return [`${file}: ${inside === undefined ? text : upward.plan.faultAt(text, inside)}`, ...(stops ?? []), ...(sender ? [texts.untrusted(sender.name, sender.fingerprint)] : [])];
}

/** What goes where, for fields and parts alike: each names its own kind. */
function mappingOf(typed: readonly string[]): Mapping {
  const pairs = typed.map((text): [string, string] => {
    const [there = "", here, ...rest] = text.split("=");
    if (there === "" || here === undefined || rest.length > 0) throw new CliProblem(2, [texts.mapBad(text)]);
    return [there, here];
  });
  return { fields: new Map(pairs), parts: new Map(pairs) };
}

async function trust(typed: string | undefined, { name }: Values, io: CliIo): Promise<number> {
  const { readFingerprint, trustKey } = await import("~/features/upward/senders.server");
  const fingerprint = readFingerprint(typed ?? "");
  const sender = name?.normalize("NFC").trim() ?? "";
  const problems = [...(fingerprint === null ? [texts.fingerprintBad] : []), ...(sender === "" ? [texts.nameMissing] : [])];
  if (fingerprint === null || sender === "") throw new CliProblem(2, problems);
  const { withServices } = await import("./with-services.server");
  const isNew = await withServices(io, (services) => trustKey(services, { fingerprint, publicKey: "", name: sender, actorId: "system", now: services.clock.now() }));
  await io.writeOutput(`${texts.trusted(sender, isNew)}\n`);
  return 0;
}
