import { type PrintedSheet, printedSheets } from "~/data/jury-papers.server";
import { paperEntries, withheldFrom } from "~/data/official-papers.server";
import { type PanelAtWork, panelsAtWork } from "~/data/panel-minutes.server";
import { type PanelRow, panelsOf, type RoundRow, roundsOf } from "~/data/panels.server";
import { standingDecisions } from "~/data/votes.server";
import { ownBlindTitles } from "~/data/redactions.server";
import { scoringInput } from "~/data/sheets.server";
import { slugify } from "~/domain/contest/naming";
import { rankProblem } from "~/domain/ranking/rank-problem";
import { scoringProblemOfRound } from "~/domain/ranking/round-problem";
import { roundsApart, type SettledSpread } from "~/domain/results/spreads";
import { officialMinutes } from "~/i18n/vi/official-papers-minutes";
import { officialPapers } from "~/i18n/vi/official-papers";
import { officialKind } from "./define-kind.server";
import type { OfficialDefinition, OfficialSource, PaperSlots } from "./official-kind";
import { type PanelPlace, panelPaper, type SeenWork } from "./panel-paper";

const texts = officialMinutes.panel;
const { fileName, kinds, signers } = officialPapers;

/** Minutes of each panel that locked a sheet, round by round: who judged, who had an interest in what (by codes), what came out. */
const definition: OfficialDefinition = {
  key: "panel-minutes",
  title: kinds["panel-minutes"],
  formats: ["pdf", "docx"],
  sign: "BB-HĐGK",
  stage: "scored",
  tellsOfEntries: true,
  slots: (): PaperSlots => ({
    legalBases: "",
    recipients: "",
    onBehalf: "",
    signerTitle: signers.panelHead,
    texts: [
      { key: "course", label: texts.slots.course, proposed: texts.course, long: true },
      { key: "conclusion", label: texts.slots.conclusion, proposed: texts.conclusion, long: true },
    ],
  }),
  async *build(source) {
    const { services, edition, viewerId } = source;
    const reader = services.db.prisma;
    const [rounds, panels, works, withheld, entries, { settled }, blind] = await Promise.all([
      roundsOf(reader, edition.id),
      panelsOf(reader, edition.id),
      panelsAtWork(reader, edition.id),
      withheldFrom(reader, edition.id, viewerId),
      paperEntries(reader, edition.id),
      standingDecisions(reader, edition.id),
      viewerId === null ? new Map<string, string>() : ownBlindTitles(reader, { editionId: edition.id, userId: viewerId }),
    ]);
    // Minutes name the entries; a viewer who still judges one without names reads what judges read.
    const titles = new Map(entries.map(({ id, title }) => [id, blind.get(id) ?? title]));
    for (const round of rounds) {
      const own = panels.filter(({ roundId }) => roundId === round.id);
      if (own.length > 0) yield* panelPapers(source, { round, panels: own, works, withheld, titles, settled });
    }
  },
};

export const panelMinutes = officialKind(definition);

interface RoundOfPanels {
  round: RoundRow;
  panels: readonly PanelRow[];
  works: readonly PanelAtWork[];
  withheld: ReadonlySet<string>;
  settled: readonly SettledSpread[];
  /** by id of the entry */
  titles: ReadonlyMap<string, string>;
}

async function* panelPapers(source: OfficialSource, { round, panels, works, withheld, titles, settled }: RoundOfPanels) {
  const { services, edition, frame, viewerId } = source;
  const reader = services.db.prisma;
  const [all, input] = await Promise.all([printedSheets(reader, { editionId: edition.id, roundId: round.id, viewerId }), scoringInput(reader, edition.id, round.code)]);
  for (const panel of panels) {
    const work = works.find(({ panelId }) => panelId === panel.id);
    const ids = new Set(work?.assignmentIds);
    const sheets = all.filter(({ assignmentId, entryId }) => ids.has(assignmentId) && !withheld.has(entryId)).map((sheet) => ({ ...sheet, title: titles.get(sheet.entryId) ?? sheet.title }));
    if (!work || !sheets.some(({ sealed }) => sealed !== null)) continue;
    yield {
      name: `${fileName["panel-minutes"]}-${slugify(round.code)}-${slugify(panel.name)}`.slice(0, 100),
      paper: panelPaper({ edition, frame, round, panel, sheets, work: seenWork(work, sheets, withheld), places: placesOf(input, sheets, settled.filter((one) => one.round === null || one.round === round.code)) }),
    };
  }
}

/** The panel's work, and from when to when it locked sheets, without entries that may not stand on the paper. */
function seenWork(work: PanelAtWork, sheets: readonly PrintedSheet[], withheld: ReadonlySet<string>): SeenWork {
  const seen = ({ entryId }: { entryId: string }) => !withheld.has(entryId);
  const counted = [...new Set(sheets.map(({ judgeCode }) => judgeCode))].map((judge) => {
    const own = sheets.filter(({ judgeCode }) => judgeCode === judge);
    return { judge, assigned: own.length, locked: own.filter(({ sealed }) => sealed !== null).length };
  });
  const locks = sheets.flatMap(({ sealed }) => (sealed ? [new Date(sealed.at)] : [])).toSorted((a, b) => a.getTime() - b.getTime());
  return { ...work, work: counted, interests: work.interests.filter(seen), rescores: work.rescores.filter(seen), firstLockAt: locks[0] ?? null, lastLockAt: locks.at(-1) ?? null };
}

/** Means and places among the entries of these sheets alone. */
function placesOf(input: Parameters<typeof scoringProblemOfRound>[0], sheets: readonly PrintedSheet[], settled: readonly SettledSpread[]): Map<string, PanelPlace> {
  const own = new Set(sheets.map(({ code }) => code));
  const problem = scoringProblemOfRound(input, new Set(input.entries.map(({ id }) => id).filter((code) => !own.has(code))));
  const ranked = rankProblem(problem);
  const apartOf = (code: string): PanelPlace["apart"] => (roundsApart(problem, code).length === 0 ? null : settledBy(settled.filter(({ entry }) => entry === code)));
  return new Map(ranked.ok ? ranked.value.ranking.map(({ entry, rank, mean, spread }) => [entry, { rank, mean, spread, apart: apartOf(entry) }]) : []);
}

/** A vote that the mean stands comes last and has the last word. */
function settledBy(settled: readonly SettledSpread[]): "rescore" | "vote" | "nothing" {
  if (settled.length === 0) return "nothing";
  return settled.some(({ round }) => round === null) ? "vote" : "rescore";
}
