import { candidatesFor } from "~/data/assignments-rounds.server";
import { roundsOf } from "~/data/panels.server";
import { hiddenEntries, scoringInput, type ScoringInput } from "~/data/sheets.server";
import type { Actor } from "~/domain/access/roles";
import { UNITS_PER_POINT, parsePoints, type Points } from "~/domain/kernel/decimal";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { rankProblem } from "~/domain/ranking/rank-problem";
import type { Services } from "~/features/services";
import { parseDecimal } from "~/i18n/parse";
import { admissionMark } from "./commands-admission.server";

export interface AdmissionRow {
  id: string;
  code: string;
  title: string;
  field: string;
  /** null while sheets are missing, or where the viewer may not see it */
  rank: number | null;
  mean: string | null;
  isHidden: boolean;
  isAdmitted: boolean;
  /** is being judged in the round and cannot leave it */
  isAtWork: boolean;
  /** ticked in advance: admitted, or chosen by number or score */
  isTicked: boolean;
}

export interface AdmissionView {
  round: { id: string; code: string; name: string };
  previous: string;
  rows: AdmissionRow[];
  hidden: number;
  admitted: number;
  mark: string;
}

/** Which entries to tick in advance. */
export interface Preselection {
  /** the best so many, all of equal rank included */
  top: number | null;
  /** from this mean upwards */
  from: Points | null;
}

export function preselectionOf(search: URLSearchParams): Preselection {
  const top = search.get("lay")?.trim() ?? "";
  const from = parseDecimal(search.get("tu") ?? "");
  return { top: /^\d{1,4}$/.test(top) ? Number(top) : null, from: from === null ? null : parsePoints(from) };
}

/**
 * The entries that may go on to a later round, best mean of the round before first. Scores the viewer may not see are left out
 * before anything is ranked, so that no gap betrays them. Five statements.
 */
export async function admissionView(
  { db }: Pick<Services, "db">,
  query: { actor: Actor; editionId: string; round: string | null; preselect: Preselection },
): Promise<Result<AdmissionView, "not_found">> {
  const { actor, editionId, preselect } = query;
  const rounds = await roundsOf(db.prisma, editionId);
  const position = query.round === null ? 1 : rounds.findIndex(({ code }) => code === query.round);
  const [round, previous] = [rounds[position], rounds[position - 1]];
  if (!round || !previous) return refused("not_found");
  const entries = await candidatesFor(db.prisma, editionId, round.id);
  const hidden = await hiddenEntries(db.prisma, actor, editionId);
  const hiddenCodes = new Set(entries.filter(({ id }) => hidden.has(id)).map(({ code }) => code));
  const ranking = rankedRound(await scoringInput(db.prisma, editionId), previous.code, hiddenCodes);
  const admitted = entries.filter(({ isAdmitted }) => isAdmitted).map(({ id }) => id);
  const rows = entries.map((entry): AdmissionRow => {
    const place = ranking.get(entry.code) ?? { rank: null, mean: null };
    const { id, code, title, field, isAdmitted, isAtWork } = entry;
    return { id, code, title, field, ...place, isHidden: hidden.has(id), isAdmitted, isAtWork, isTicked: isAdmitted || isPreselected(place, preselect) };
  });
  rows.sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.code < b.code ? -1 : 1));
  return ok({
    round: { id: round.id, code: round.code, name: round.name },
    previous: previous.name,
    rows,
    hidden: hiddenCodes.size,
    admitted: admitted.length,
    mark: admissionMark(admitted),
  });
}

type Place = Pick<AdmissionRow, "rank" | "mean">;

/** Ranks and means of one round by itself, by the code of the entry. */
function rankedRound(input: ScoringInput, round: string, left: ReadonlySet<string>): Map<string, Place> {
  const rubrics = input.rubrics.filter((rubric) => rubric.round === round);
  const known = new Set(rubrics.flatMap(({ criteria }) => criteria.map(({ code }) => code)));
  const ranked = rankProblem({
    rubrics,
    rules: { ...input.rules, perField: false, prizes: [], tieBreak: input.rules.tieBreak.filter((code) => known.has(code)) },
    rounds: [{ code: round, weight: UNITS_PER_POINT }],
    entries: input.entries.filter(({ id }) => !left.has(id)),
    sheets: input.sheets.filter((sheet) => sheet.round === round && !left.has(sheet.entry)),
    choices: [],
  });
  return new Map(ranked.ok ? ranked.value.ranking.map(({ entry, rank, mean }) => [entry, { rank, mean }]) : []);
}

function isPreselected({ rank, mean }: Place, { top, from }: Preselection): boolean {
  if (rank === null || mean === null) return false;
  if (top !== null && rank <= top) return true;
  return from !== null && (parsePoints(mean) ?? -1) >= from;
}
