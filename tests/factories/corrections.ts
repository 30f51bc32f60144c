import { randomUUID } from "node:crypto";
import type { Actor } from "~/domain/access/roles";
import { closeRescore } from "~/features/judging/commands-rescore-close.server";
import { openRescore } from "~/features/judging/commands-rescore.server";
import { lockSheet } from "~/features/judging/commands-lock.server";
import { saveSheet } from "~/features/judging/commands-sheet.server";
import { openCorrection } from "~/features/results/corrections.server";
import type { Services } from "~/features/services";
import type { JudgedEdition } from "./results";

type WithClock = Pick<Services, "db" | "clock">;

const HOUR = 3_600_000;

/** The chair opens the published result for these entries, by their places in the contest. */
export async function openFor(services: WithClock, contest: JudgedEdition, places: readonly number[], actor: Actor = contest.chair) {
  const entries = places.map((place) => contest.entries[place]?.code ?? "");
  return openCorrection(services, { actor, editionId: contest.made.edition.id, now: services.clock.now(), input: { id: randomUUID(), entries, reason: "Cộng sai điểm.", appealId: null } });
}

/** A meeting on re-scoring in which the first judge gives the entry another novelty and all lock again; answers with the first refusal. */
export async function rescoreFirstJudge(services: WithClock, contest: JudgedEdition, place: number, novelty: string): Promise<{ ok: true } | { ok: false; reason: string }> {
  const editionId = contest.made.edition.id;
  const entry = contest.entries[place];
  const now = services.clock.now();
  const act = { actor: contest.chair, editionId, now };
  const rescoreId = randomUUID();
  const roundId = contest.made.rounds[0]?.id ?? "";
  const opened = await openRescore(services, { ...act, input: { id: rescoreId, entryId: entry?.id ?? "", roundId, reason: "Xem lại phiếu.", dueAt: new Date(now.getTime() + HOUR) } });
  if (!opened.ok) return opened;
  for (const [index, { id, judge }] of (entry?.assignments ?? []).entries()) {
    const sheet = await services.db.prisma.scoreSheet.findUniqueOrThrow({ where: { assignmentId: id } });
    const criterion = contest.made.rubrics[0]?.criteria[0]?.id ?? "";
    const typed = new Map(index === 0 ? [[criterion, novelty]] : []);
    const saved = index === 0 ? await saveSheet(services, { actor: judge.actor, assignmentId: id, now, complete: false, input: { version: sheet.lockVersion, typed, remark: "" } }) : { ok: true as const, value: { version: sheet.lockVersion } };
    if (!saved.ok) return saved;
    const locked = await lockSheet(services, { actor: judge.actor, assignmentId: id, version: saved.value.version, now });
    if (!locked.ok) return locked;
  }
  const present = [entry?.assignments[0]?.judge.actor.userId ?? ""];
  return closeRescore(services, { ...act, input: { rescoreId, outcome: "CHANGED", minutes: "Đã thống nhất.", present } });
}
