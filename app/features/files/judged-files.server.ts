import type { JudgedAssignment } from "~/data/sheets-judge.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { isRescored } from "~/domain/judging/filling";
import { roundRefusal, takesPart } from "~/domain/judging/sheet";
import type { Services } from "~/features/services";
import { shownFiles, type ShownFile } from "./shown-files.server";

/** The files a judge reads beside a sheet: while its round runs or it is scored again, only those open to judges, in a blind round without names. At most one statement. */
export async function judgedFiles(
  services: Pick<Services, "db">,
  { actor, assignment, now }: { actor: Actor; assignment: Pick<JudgedAssignment, "round" | "entry" | "edition" | "rescoreDueAt" | "isCorrected">; now: Date },
): Promise<ShownFile[]> {
  const { round, entry, edition } = assignment;
  const access = can(actor, "file.judge", { editionId: edition.id, phase: phaseAt(edition, now), relations: ["assigned"], isCorrected: assignment.isCorrected });
  const isOpen = roundRefusal(round, now) === null || isRescored(assignment, now);
  if (!access.allowed || !isOpen || !takesPart(entry)) return [];
  return shownFiles(services, { entryId: entry.id, version: "SUBMITTED", viewer: round.blind ? "blind" : "judge" });
}
