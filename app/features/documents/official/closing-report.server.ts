import { closingFacts } from "~/data/closing-report.server";
import { type EditionRow, extensionsOf } from "~/data/editions.server";
import { specialAwardsOf } from "~/data/special-awards.server";
import { statisticsPage } from "~/features/statistics/statistics.server";
import { officialPapers } from "~/i18n/vi/official-papers";
import { officialReport } from "~/i18n/vi/official-papers-report";
import { reportPaper } from "./closing-report-paper";
import { officialKind } from "./define-kind.server";
import type { OfficialDefinition, PaperSlots } from "./official-kind";
import { resultsOnPaper } from "./results-on-paper.server";

const { fileName, kinds, recipients, signers } = officialPapers;

/** The closing report of a published edition. It leaves the house, so its figures are those of the public statistics: none about fewer than five people. */
const definition: OfficialDefinition = {
  key: "closing-report",
  title: kinds["closing-report"],
  formats: ["pdf", "docx"],
  sign: "BC-BTC",
  stage: "published",
  tellsOfEntries: false,
  slots,
  async *build(source) {
    const { services, edition, frame, now } = source;
    const reader = services.db.prisma;
    const statistics = await statisticsPage(services, edition.slug, now);
    // A report that leaves the house says nothing of figures that cannot be read any more.
    if (!statistics.ok || statistics.value.areLost) return;
    const results = (await resultsOnPaper(source)).filter(({ decision }) => decision.state === "PUBLISHED");
    const [facts, extensions, specials] = await Promise.all([closingFacts(reader, edition.id), extensionsOf(services.db, edition.id), specialAwardsOf(reader, edition.id)]);
    yield { name: fileName["closing-report"], paper: reportPaper({ edition, frame, statistics: statistics.value, results, facts, extensions, specials }) };
  },
};

export const closingReport = officialKind(definition);

function slots({ kind, title, letterheadParent }: EditionRow): PaperSlots {
  const { slots: labels } = officialReport;
  const text = (key: keyof typeof labels, proposed: string, long = true) => ({ key, label: labels[key], proposed, long });
  return {
    legalBases: "",
    recipients: [recipients.superior(letterheadParent), recipients.keep("BTC")].join("\n"),
    onBehalf: signers.committee,
    signerTitle: signers.head,
    texts: [
      text("addressee", letterheadParent, false),
      text("opening", officialReport.opening(title)),
      text("organisation", officialReport.organisation[kind]),
      text("limits", officialReport.limits),
      text("plan", officialReport.plan[kind]),
      text("requests", officialReport.requests),
    ],
  };
}
