import packageJson from "../../package.json";
import { bundleMessages as texts } from "./bundle-messages";
import { CliProblem, parseCommandArgs, type CliCommand, type CliIo } from "./io";
import { summaries } from "./messages";

const usage = "bundle export --edition E --out F.zip [--public] | bundle verify F.zip [--key FINGERPRINT] [--head HASH]";

interface Values {
  edition?: string | undefined;
  out?: string | undefined;
  public?: boolean | undefined;
  key?: string | undefined;
  head?: string | undefined;
}

/** `bundle export` and `bundle verify`: a published result as one file that checks itself (contract: "Sealed bundle (zip)"). */
export const command: CliCommand = {
  name: "bundle",
  summary: summaries.bundle,
  usage,
  async run(args, io) {
    const { values, positionals } = parseCommandArgs(args, {
      usage,
      options: { edition: { type: "string" }, out: { type: "string" }, public: { type: "boolean" }, key: { type: "string" }, head: { type: "string" } },
      positionals: ["ACT", "F.zip?"],
    });
    if (positionals.ACT === "export") return exportTo(values, io);
    if (positionals.ACT === "verify") return verify(positionals["F.zip"], values, io);
    throw new CliProblem(2, [texts.unknownAct(positionals.ACT, usage)]);
  },
};

async function exportTo({ edition, out, public: isPublic }: Values, io: CliIo): Promise<number> {
  const missing = [...(edition === undefined ? [texts.editionMissing] : []), ...(out === undefined ? [texts.outMissing] : [])];
  if (edition === undefined || out === undefined) throw new CliProblem(2, missing);
  const { exportBundle } = await import("~/features/bundle/export-bundle.server");
  const { loadSigner } = await import("~/platform/signing/signer.server");
  const { withServices } = await import("./with-services.server");
  const { name, version } = packageJson;
  const bundle = await withServices(io, async ({ db, config }) =>
    exportBundle(db, { edition, visibility: isPublic ? "public" : "full", software: { name, version }, signer: await loadSigner(config) }),
  );
  if (!bundle.ok) throw new CliProblem(2, [bundle.reason === "not_published" ? texts.notPublished(edition) : texts.editionUnknown(edition)]);
  await io.writeOutput(bundle.value, out);
  return 0;
}

async function verify(file: string | undefined, { key, head, out }: Values, io: CliIo): Promise<number> {
  if (file === undefined) throw new CliProblem(2, [texts.fileMissing]);
  const wanted = head?.trim().toLowerCase() ?? null;
  if (wanted !== null && !/^[0-9a-f]{64}$/.test(wanted)) throw new CliProblem(2, [texts.badHead]);
  const { verifyBundle } = await import("~/features/bundle/verify-bundle.server");
  const verdict = verifyBundle(await io.readInput(file), { head: wanted, key: key ?? null });
  if (!verdict.ok) throw new CliProblem(2, [texts.refusal(file, verdict.reason)]);
  const { problems, manifest, fingerprint, awards } = verdict.value;
  const good = manifest ? [texts.verified(manifest.edition.slug, awards, manifest.head.hash), ...(manifest.visibility === "public" ? [texts.publicOnly] : [])] : [];
  const lines = [...(problems.length > 0 ? problems.map(texts.problem) : good), ...(fingerprint === null ? [] : [texts.fingerprint(fingerprint)])];
  await io.writeOutput(`${lines.join("\n")}\n`, out);
  return problems.length > 0 ? 1 : 0;
}
