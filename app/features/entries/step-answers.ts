import type { ConflictShown } from "~/domain/entry/autosave";
import type { Draft } from "~/domain/entry/draft";

/** What a step answers when its form was not simply saved; the form shows `typed` again. */
export type StepAnswer =
  /** saved, but with things in it that cannot be right */
  | { kind: "wrong" }
  /** the deadline or a decision closed it; nothing was saved */
  | { kind: "closed"; typed: Draft; text: string }
  /** fields that somebody else changed meanwhile: nothing was overwritten, all other fields were saved */
  | { kind: "conflict"; typed: Draft; conflicts: readonly ConflictShown[]; token: string };

/** What the form shows: what was typed where it could not be saved, else what is stored. */
export function shownDraft(stored: Draft, answer: StepAnswer | undefined): Draft {
  return answer && answer.kind !== "wrong" ? answer.typed : stored;
}

export function tokenShown(stored: string, answer: StepAnswer | undefined): string {
  return answer?.kind === "conflict" ? answer.token : stored;
}
