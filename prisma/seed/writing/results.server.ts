import type { Database, Tx } from "~/data/client.server";
import { scoringInput } from "~/data/sheets.server";
import { decisionOf } from "~/data/results.server";
import type { Actor } from "~/domain/access/roles";
import type { Day } from "~/domain/entry/ages";
import { rankProblem } from "~/domain/ranking/rank-problem";
import { choosePrize } from "~/features/results/choices.server";
import { currentRanking } from "~/features/results/current-ranking.server";
import { approveResult, proposeResult, signResult } from "~/features/results/decision.server";
import { publishResult } from "~/features/results/publish.server";
import type { Services } from "~/features/services";
import { done, within } from "./acting.server";
import { holdRankingMeeting } from "./ranking-meeting.server";

/** Codes of the entries in the order of one round alone, best first; ties by code. */
export async function orderOfRound(tx: Tx, editionId: string, roundCode: string): Promise<string[]> {
  const input = await scoringInput(tx, editionId);
  const ofRound = <T extends { round: string | null }>(items: readonly T[]) => items.filter(({ round }) => round === roundCode).map((item) => ({ ...item, round: null }));
  const ranked = rankProblem({ ...input, rounds: [], rubrics: ofRound(input.rubrics), sheets: ofRound(input.sheets), choices: [] });
  if (!ranked.ok) throw new Error("the round cannot be ranked");
  return ranked.value.ranking.filter(({ rank }) => rank !== null).map(({ entry }) => entry);
}

interface Ending {
  editionId: string;
  chair: Actor;
  organiser: Actor;
  secretary: Actor;
  /** why the chair prefers whom */
  reasonOfChoice: string;
  meeting: { place: string; guests: string; notes: string };
  decision: { number: string; date: Day };
  at: { chosen: Date; proposed: Date; approved: Date; signed: Date; published: Date };
  /** what is done between approval and signature, as issuing the decision on paper */
  beforeSigning?: () => Promise<void>;
}

/** The way from the locked sheets to the published winners, by the commands themselves: choices, proposal, approval, signature. */
export async function endEdition(db: Database, tx: Tx, { editionId, chair, organiser, secretary, reasonOfChoice, meeting, decision, at, beforeSigning }: Ending): Promise<void> {
  const services = { db: within(db, tx) };
  await decideTies(services.db, tx, { editionId, chair, reason: reasonOfChoice, now: at.chosen });
  await holdRankingMeeting(services, tx, { editionId, chair, secretary, at: at.chosen, ...meeting });
  await decideResult(services, tx, { editionId, chair, organiser, secretary, decision, at, ...(beforeSigning && { beforeSigning }) });
}

type Decided = Pick<Ending, "editionId" | "chair" | "organiser" | "secretary" | "decision" | "beforeSigning"> & { at: Omit<Ending["at"], "chosen"> };

/** The four steps of a result or of its correction. */
export async function decideResult(services: Pick<Services, "db">, tx: Tx, { editionId, chair, organiser, secretary, decision, at, beforeSigning }: Decided): Promise<void> {
  await done(proposeResult(services, { actor: chair, editionId, now: at.proposed }));
  const version = async () => (await decisionOf(tx, editionId))?.version ?? 0;
  await done(approveResult(services, { actor: organiser, editionId, now: at.approved, input: { version: await version() } }));
  await beforeSigning?.();
  await done(signResult(services, { actor: secretary, editionId, now: at.signed, input: { version: await version(), ...decision } }));
  await done(publishResult(services, { actor: secretary, editionId, now: at.published, input: { version: await version() } }));
}

async function decideTies(db: Database, tx: Tx, act: { editionId: string; chair: Actor; reason: string; now: Date }): Promise<void> {
  const { editionId, chair, reason, now } = act;
  for (;;) {
    const { ranking } = await done(currentRanking(tx, editionId));
    const [tie] = ranking.undecided;
    if (!tie) return;
    const left = ranking.prizes.find(({ tier, field }) => tier === tie.tier && field === tie.field)?.left ?? 0;
    const input = { tier: tie.tier, field: tie.field, entries: tie.entries.slice(0, left), reason };
    await done(choosePrize({ db }, { actor: chair, editionId, input, now }));
  }
}
