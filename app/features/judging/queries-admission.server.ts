import { roundsOfAdmission } from "~/data/rounds.server";
import { holdsRole, type Actor } from "~/domain/access/roles";
import { parsePoints, plainPoints, type Points } from "~/domain/kernel/decimal";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { hasAdmissionRule, type AdmissionGround } from "~/domain/ranking/admission";
import type { Services } from "~/features/services";
import { parseDecimal } from "~/i18n/parse";
import { proposedAdmission, type Place } from "./admission-proposal.server";
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
  /** ticked in advance: admitted, or else proposed by the rule, or chosen by number or score */
  isTicked: boolean;
  /** why the rule proposes it or not; the rank it was compared by counts in its field where numbers do */
  ground: AdmissionGround;
  countedRank: number | null;
}

export interface AdmissionView {
  round: { id: string; code: string; name: string };
  previous: string;
  /** plain decimals; null where the round before sets no bound */
  rule: { from: string | null; most: number | null; perField: boolean };
  rows: AdmissionRow[];
  hidden: number;
  admitted: number;
  /** entries the rule proposes */
  proposed: number;
  /** entries that lack locked sheets and are not ranked */
  open: number;
  ties: { field: string | null; codes: string[]; places: number }[];
  /** ties and exceptions are for a chair to decide */
  mayDecide: boolean;
  mark: string;
}

/** Which entries to tick in advance where the round before sets no rule. */
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
 * The entries that may go on to a later round, best mean of the round before first, with what the rule of that round proposes and
 * why. What the viewer may not see is left out before anything is ranked (`proposedAdmission`). Five statements.
 */
export async function admissionView(
  { db }: Pick<Services, "db">,
  query: { actor: Actor; editionId: string; round: string | null; preselect: Preselection },
): Promise<Result<AdmissionView, "not_found">> {
  const { actor, editionId, preselect } = query;
  const rounds = await roundsOfAdmission(db.prisma, editionId);
  const position = query.round === null ? 1 : rounds.findIndex(({ code }) => code === query.round);
  const [round, previous] = [rounds[position], rounds[position - 1]];
  if (!round || !previous) return refused("not_found");
  const { candidates, hidden, places, proposal } = await proposedAdmission(db.prisma, { editionId, roundId: round.id, previous, viewer: actor });
  const admitted = candidates.filter(({ isAdmitted }) => isAdmitted).map(({ id }) => id);
  const rows = candidates.map((entry): AdmissionRow => {
    const place = places.get(entry.id) ?? { rank: null, mean: null };
    const { goesOn, ground, rank: countedRank } = proposal.of.get(entry.id) ?? { goesOn: false, ground: "incomplete" as const, rank: null };
    const { id, code, title, field, isAdmitted, isAtWork } = entry;
    const isTicked = isAdmitted || (admitted.length === 0 && goesOn) || isPreselected(place, preselect);
    return { id, code, title, field, ...place, isHidden: hidden.has(id), isAdmitted, isAtWork, isTicked, ground, countedRank };
  });
  rows.sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.code < b.code ? -1 : 1));
  const known = new Map(candidates.map((entry) => [entry.id, entry]));
  return ok({
    round: { id: round.id, code: round.code, name: round.name },
    previous: previous.name,
    rule: { from: previous.admitFrom === null ? null : plainPoints(previous.admitFrom), most: previous.admitMost, perField: previous.perField },
    rows,
    hidden: hidden.size,
    admitted: admitted.length,
    proposed: [...proposal.of.values()].filter(({ goesOn }) => goesOn).length,
    open: hasAdmissionRule(previous) ? rows.filter(({ ground, isHidden }) => ground === "incomplete" && !isHidden).length : 0,
    ties: proposal.ties.map(({ field, entries, places: left }) => ({
      field: field === null ? null : (known.get(entries[0] ?? "")?.field ?? null),
      codes: entries.flatMap((id) => known.get(id)?.code ?? []).sort(),
      places: left,
    })),
    mayDecide: holdsRole(actor, "CHAIR", editionId),
    mark: admissionMark(admitted),
  });
}

function isPreselected({ rank, mean }: Place, { top, from }: Preselection): boolean {
  if (rank === null || mean === null) return false;
  if (top !== null && rank <= top) return true;
  return from !== null && (parsePoints(mean) ?? -1) >= from;
}
