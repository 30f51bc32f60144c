import type { PaperFacts } from "~/data/paper-stages.server";
import type { OfficialKind, PaperStage } from "./official-kind";

const DECIDED = ["PROPOSED", "APPROVED", "SIGNED", "PUBLISHED"] as const;
const isAt = (facts: PaperFacts, state: (typeof DECIDED)[number]): boolean =>
  facts.isPublished || (facts.decision !== null && DECIDED.indexOf(facts.decision) >= DECIDED.indexOf(state));

const REACHED: Readonly<Record<PaperStage, (facts: PaperFacts) => boolean>> = {
  rules: () => true,
  committee: ({ hasCommittee }) => hasCommittee,
  qualified: ({ hasQualified }) => hasQualified,
  scored: ({ hasScores }) => hasScores,
  proposed: (facts) => isAt(facts, "PROPOSED"),
  // Of the newest decision alone: a correction is no less to be approved because something is public already.
  approved: ({ decision }) => decision !== null && decision !== "PROPOSED",
  signed: (facts) => isAt(facts, "SIGNED"),
  published: ({ isPublished }) => isPublished,
};

/** What the record lacks for a draft of this kind, or for issuing it; null: nothing. */
export function missingFor(kind: Pick<OfficialKind, "stage" | "issueStage">, facts: PaperFacts, what: "draft" | "issue"): PaperStage | null {
  const stage = what === "draft" ? kind.stage : (kind.issueStage ?? kind.stage);
  return REACHED[stage](facts) ? null : stage;
}

/** True where issued papers of the kind are not shown to this person, and where this person may issue none: before publication, and while a correction is open. */
export function isKeptFrom(kind: Pick<OfficialKind, "tellsOfEntries">, facts: PaperFacts): boolean {
  return kind.tellsOfEntries && facts.hasInterest && !facts.isSettled;
}

/** Whose eyes drafts are for: until publication, and while a correction is open, those of whoever asks; else everybody's. */
export function draftViewer(facts: PaperFacts, userId: string): string | null {
  return facts.isSettled ? null : userId;
}
