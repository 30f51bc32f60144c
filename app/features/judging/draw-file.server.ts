import { problemOfDraw } from "~/data/draws.server";
import { roundsOf } from "~/data/panels.server";
import { followedJob } from "~/data/followed-jobs.server";
import type { Actor } from "~/domain/access/roles";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { askedIn, fingerprintOf, planOfRound, readRound } from "./commands-plan.server";
import { resultOf } from "./plan-search.server";
import { problemText } from "./round-draws.server";
import { assignmentProblemOf } from "./round-problem";
import { unseenEntries } from "./unseen-entries.server";

/**
 * The problem of a draw as a file: of one on record, applied or not, or of the plan that waits to be applied. Nobody gets it who has a conflict of interest with an
 * entry of the edition, for it names all conflicts.
 * @param draw id of a draw, or of the round whose plan waits
 */
export async function drawFile(
  { db }: Pick<Services, "db">,
  { actor, editionId, draw }: { actor: Actor; editionId: string; draw: string },
): Promise<Result<{ name: string; text: string }, "not_found" | "conflict_of_interest">> {
  if (!isUuid(draw)) return refused("not_found");
  if ((await unseenEntries(db.prisma, actor, editionId)).size > 0) return refused("conflict_of_interest");
  const known = await problemOfDraw(db.prisma, editionId, draw);
  if (known) return ok({ name: `boc-tham-${known.round.toLowerCase()}-${known.seed}.json`, text: known.text });
  return waitingDraw({ db }, editionId, draw);
}

async function waitingDraw({ db }: Pick<Services, "db">, editionId: string, roundId: string): Promise<Result<{ name: string; text: string }, "not_found">> {
  const round = (await roundsOf(db.prisma, editionId)).find(({ id }) => id === roundId);
  const job = round ? await followedJob(db.prisma, editionId, planOfRound(round.id)) : null;
  const [asked, found] = [askedIn(job), resultOf(job)];
  if (!round || !asked || found?.kind !== "answers") return refused("not_found");
  const [answer] = found.answers;
  const data = await readRound(db.prisma, round.id);
  if (answer?.status !== "optimal" || !answer.draw || fingerprintOf(data, asked.perEntry, asked.maxChance) !== found.fingerprints[0]) return refused("not_found");
  const problem = assignmentProblemOf(data, asked.perEntry, asked.maxChance);
  return ok({ name: `boc-tham-${round.code.toLowerCase()}-${answer.draw.seed}.json`, text: problemText(problem, answer.draw) });
}
