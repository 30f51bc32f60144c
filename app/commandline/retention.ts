import { retention as texts } from "~/i18n/vi/retention";
import { CliProblem, parseCommandArgs, type CliCommand } from "./io";
import { exportMessages, summaries } from "./messages";
import { withServices } from "./with-services.server";

const usage = "retention --edition E [--dry-run]";

/** `retention`: clears the private data of an edition whose time is over, as the running server does by itself; `--dry-run` says when and what, and changes nothing. */
export const command: CliCommand = {
  name: "retention",
  summary: summaries.retention,
  usage,
  async run(args, io) {
    const { values } = parseCommandArgs(args, { usage, options: { edition: { type: "string" }, "dry-run": { type: "boolean" } }, positionals: [] });
    const slug = values.edition;
    if (!slug) throw new CliProblem(2, [exportMessages.editionMissing]);
    const { clearSlug, foreseen } = await import("~/features/retention/clear-by-slug.server");
    const isDry = values["dry-run"] === true;
    const lines = await withServices(io, async (services) => {
      const plan = await foreseen(services, slug);
      if (!plan) throw new CliProblem(2, [texts.cli.unknownEdition(slug)]);
      if (plan.clearedAt) return { out: [texts.cli.cleared(slug, plan.clearedAt.toISOString())], exit: 0 };
      const counts = Object.entries(plan.holdings).flatMap(([what, count]) => (count > 0 ? [texts.cli.count(count, texts.counts[what as keyof typeof texts.counts])] : []));
      if (isDry) return { out: [texts.cli.head(slug, plan.at.toISOString()), ...counts], exit: 0 };
      const done = await clearSlug(services, slug);
      if (done.ok) return { out: [texts.cli.done(done.value.entries, done.value.drafts, done.value.files)], exit: 0 };
      return { out: [texts.cli.head(slug, plan.at.toISOString()), done.reason === "result_contested" ? texts.cli.contested : texts.cli.notDue], exit: 1 };
    });
    await io.writeOutput(`${lines.out.join("\n")}\n`);
    return lines.exit;
  },
};
