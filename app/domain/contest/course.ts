import type { Phase } from "./phases";
import type { EditionDates, RoundDates } from "./timeline";

export type MilestoneKind = "opens" | "closes" | "screening" | "round" | "judging" | "announcement";

export interface CourseMilestone {
  kind: MilestoneKind;
  /** of a round */
  code?: string;
  at: Date | null;
  /** of a round: when it ends */
  until?: Date;
  state: "done" | "current" | "upcoming";
}

/**
 * The milestones of an edition with where it stands: what lies behind is done, the next one to come is current.
 * A round is current while it is held. Of an edition that isn't announced nothing has happened.
 */
export function courseOf(dates: EditionDates, { phase, now }: { phase: Phase; now: Date }): CourseMilestone[] {
  const published = phase === "PUBLISHED" || phase === "FINAL";
  const items: Omit<CourseMilestone, "state">[] = [
    { kind: "opens", at: dates.opensAt },
    { kind: "closes", at: dates.closesAt },
    { kind: "screening", at: dates.screeningEndsAt },
    ...dates.rounds.map(({ code, startsAt, endsAt }) => ({ kind: "round" as const, code, at: startsAt, until: endsAt })),
    { kind: "judging", at: dates.judgingEndsAt },
    { kind: "announcement", at: dates.announcementAt },
  ];
  const isDone = ({ kind, at, until }: Omit<CourseMilestone, "state">) => {
    if (published) return true;
    if (phase === "DRAFT" || kind === "announcement") return false;
    return (until ?? at ?? now) < now;
  };
  const next = items.findIndex((item) => !isDone(item));
  return items.map((item, index) => ({ ...item, state: isDone(item) ? "done" : index === next && phase !== "DRAFT" ? "current" : "upcoming" }));
}

/** The round being held at `now`, else the next one, else the last; null where there is none. */
export function roundAt<Round extends Pick<RoundDates, "endsAt">>(rounds: readonly Round[], now: Date): Round | null {
  return rounds.find(({ endsAt }) => now < endsAt) ?? rounds.at(-1) ?? null;
}
