import { candidatesFor, type CandidateRow } from "~/data/assignments-rounds.server";
import type { Reader } from "~/data/editions.server";
import type { RoundOfAdmission } from "~/data/rounds.server";
import { hiddenEntries, scoringInput, type ScoringInput } from "~/data/sheets.server";
import { parsePoints } from "~/domain/kernel/decimal";
import { proposeAdmission, type AdmissionProposal } from "~/domain/ranking/admission";
import { rankProblem } from "~/domain/ranking/rank-problem";
import { scoringProblemOfRound } from "~/domain/ranking/round-problem";

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

interface AdmissionQuery {
  editionId: string;
  roundId: string;
  previous: RoundOfAdmission;
  viewer: { userId: string };
}

/**
 * What the round before says about who goes on to a round, as one viewer may see it: entries they have a conflict of interest with
 * are left out altogether, and scores they may not see yet are left out before anything is ranked, so that no gap betrays them.
 * Three statements.
 */
export async function proposedAdmission(reader: Reader, query: AdmissionQuery): Promise<ProposedAdmission> {
  return asSeen(await readAdmission(reader, query), query.previous);
}

/** The same for a command, with all entries and what the rule says of all of them, which nobody is shown. Three statements. */
export async function wholeAdmission(reader: Reader, query: AdmissionQuery): Promise<ProposedAdmission & { all: CandidateRow[]; whole: AdmissionProposal }> {
  const read = await readAdmission(reader, query);
  return { ...asSeen(read, query.previous), all: read.all, whole: proposalFor(read.all, placesIn(read.input, new Set()), query.previous) };
}

async function readAdmission(reader: Reader, { editionId, roundId, previous, viewer }: AdmissionQuery) {
  const all = await candidatesFor(reader, { editionId, roundId, previousId: previous.id, viewerId: viewer.userId });
  const kept = await hiddenEntries(reader, viewer, editionId);
  return { all, kept, input: await scoringInput(reader, editionId, previous.code) };
}

function asSeen({ all, kept, input }: Awaited<ReturnType<typeof readAdmission>>, previous: RoundOfAdmission): ProposedAdmission {
  const candidates = all.filter(({ isInSight }) => isInSight);
  const hidden = new Set(candidates.filter(({ id }) => kept.has(id)).map(({ id }) => id));
  const unseen = new Set(all.filter(({ id, isInSight }) => !isInSight || kept.has(id)).map(({ code }) => code));
  const ranking = placesIn(input, unseen);
  const places = new Map(candidates.map(({ id, code }) => [id, ranking.get(code) ?? { rank: null, mean: null }]));
  return { candidates, hidden, places, proposal: proposalFor(candidates.filter(({ id }) => !hidden.has(id)), ranking, previous) };
}

function proposalFor(candidates: readonly CandidateRow[], ranking: ReadonlyMap<string, Place>, previous: RoundOfAdmission): AdmissionProposal {
  const rows = candidates.map(({ id, code, fieldId, isJudgedBefore }) => {
    const { rank = null, mean = null } = ranking.get(code) ?? {};
    return { id, field: fieldId ?? "", rank, mean: mean === null ? null : parsePoints(mean), isJudged: isJudgedBefore };
  });
  return proposeAdmission(rows, previous, previous.perField);
}

/** Ranks and means of one round by itself, by the code of the entry, without the entries `left` out. */
function placesIn(input: ScoringInput, left: ReadonlySet<string>): Map<string, Place> {
  const ranked = rankProblem(scoringProblemOfRound(input, left));
  return new Map(ranked.ok ? ranked.value.ranking.map(({ entry, rank, mean }) => [entry, { rank, mean }]) : []);
}
