import { verifyLedger } from "~/features/ledger/verify-ledger.server";
import type { ChainReport } from "~/data/ledger-verify.server";
import { ledger as texts } from "~/i18n/vi/ledger";
import { CliProblem, parseCommandArgs, type CliCommand } from "./io";
import { summaries } from "./messages";
import { withServices } from "./with-services.server";

const USAGE = "ledger verify [--edition E] [--head HASH] [--out F]";

export const command: CliCommand = {
  name: "ledger",
  summary: summaries.ledger,
  usage: USAGE,
  async run(args, io) {
    const { values, positionals } = parseCommandArgs(args, {
      usage: USAGE,
      options: { edition: { type: "string" }, head: { type: "string" }, out: { type: "string" } },
      positionals: ["verify"],
    });
    if (positionals.verify !== "verify") throw new CliProblem(2, [USAGE]);
    const head = values.head?.trim().toLowerCase() ?? null;
    if (head !== null && !/^[0-9a-f]{64}$/.test(head)) throw new CliProblem(2, [texts.badHead]);
    const verdict = await withServices(io, (services) => verifyLedger(services, { edition: values.edition ?? null, head }));
    if (!verdict.ok) throw new CliProblem(2, [texts.unknownEdition(values.edition ?? "")]);
    const { chains, verified, headMissing } = verdict.value;
    const lines = [...chains.flatMap(reportLines), ...(headMissing ? [texts.headMissing(head ?? "")] : [])];
    await io.writeOutput(`${lines.join("\n")}\n`, values.out);
    return verified ? 0 : 1;
  },
};

function reportLines({ edition, events, head, faults, differences }: ChainReport): string[] {
  const name = edition ?? texts.systemChain;
  const wrong = [...faults.map((fault) => texts.fault(name, fault)), ...differences.map(({ row, stored, recorded }) => texts.difference(name, row, stored, recorded))];
  if (wrong.length > 0) return wrong;
  return [head === null ? texts.emptyChain(name) : texts.verified(name, events, head)];
}
