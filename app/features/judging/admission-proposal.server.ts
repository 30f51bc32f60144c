import { candidatesFor, type CandidateRow } from "~/data/assignments-rounds.server";
import type { Reader } from "~/data/editions.server";
import type { RoundOfAdmission } from "~/data/rounds.server";
import { hiddenEntries, scoringInput, type ScoringInput } from "~/data/sheets.server";
import { parsePoints } from "~/domain/kernel/decimal";
import { proposeAdmission, type AdmissionProposal } from "~/domain/ranking/admission";
import { rankProblem } from "~/domain/ranking/rank-problem";

export interface Place {
  rank: number | null;
  mean: string | null;
}

export interface ProposedAdmission {
  /** entries the viewer may know of */
  candidates: CandidateRow[];
  /** ids of entries whose scores the viewer may not see yet */
  hidden: ReadonlySet<string>;
  /** rank and mean in the round before, by id of the entry */
  places: ReadonlyMap<string, Place>;
  /** what the rule of the round before says, by id of the entry */
  proposal: AdmissionProposal;
}

/**
 * What the round before says about who goes on to a round, as one viewer may see it: entries they have a conflict of interest with
 * are left out altogether, and scores they may not see yet are left out before anything is ranked, so that no gap betrays them.
 * Four statements.
 */
export async function proposedAdmission(reader: Reader, query: { editionId: string; roundId: string; previous: RoundOfAdmission; viewer: { userId: string } }): Promise<ProposedAdmission> {
  const { editionId, roundId, previous, viewer } = query;
  const all = await candidatesFor(reader, editionId, roundId, viewer.userId);
  const kept = await hiddenEntries(reader, viewer, editionId);
  const candidates = all.filter(({ isInSight }) => isInSight);
  const hidden = new Set(candidates.filter(({ id }) => kept.has(id)).map(({ id }) => id));
  const unseen = new Set(all.filter(({ id, isInSight }) => !isInSight || kept.has(id)).map(({ code }) => code));
  const ranking = rankedRound(await scoringInput(reader, editionId, previous.code), unseen);
  const places = new Map(candidates.map(({ id, code }) => [id, ranking.get(code) ?? { rank: null, mean: null }]));
  const rows = candidates
    .filter(({ id }) => !hidden.has(id))
    .map(({ id, fieldId }) => {
      const { rank = null, mean = null } = places.get(id) ?? {};
      return { id, field: fieldId ?? "", rank, mean: mean === null ? null : parsePoints(mean) };
    });
  return { candidates, hidden, places, proposal: proposeAdmission(rows, previous, previous.perField) };
}

/** Ranks and means of one round by itself, by the code of the entry, without the entries `left` out. */
function rankedRound(input: ScoringInput, left: ReadonlySet<string>): Map<string, Place> {
  const known = new Set(input.rubrics.flatMap(({ criteria }) => criteria.map(({ code }) => code)));
  const ranked = rankProblem({
    ...input,
    rules: { ...input.rules, perField: false, prizes: [], tieBreak: input.rules.tieBreak.filter((code) => known.has(code)) },
    entries: input.entries.filter(({ id }) => !left.has(id)),
    sheets: input.sheets.filter(({ entry }) => !left.has(entry)),
    choices: [],
  });
  return new Map(ranked.ok ? ranked.value.ranking.map(({ entry, rank, mean }) => [entry, { rank, mean }]) : []);
}
