import { ENTRY_STEPS, type EntryStep, type Gap } from "~/domain/entry/completeness";
import { type Draft, EMPTY_DRAFT, sliceOf } from "~/domain/entry/draft";
import { paths } from "~/paths";

/** How each step is called in addresses. */
export const STEP_SLUGS: Readonly<Record<EntryStep, string>> = {
  basics: "thong-tin",
  authors: "tac-gia",
  description: "mo-ta",
  files: "tep",
  consents: "dong-y",
  submit: "nop",
};

export const stepPath = (entryId: string, step: EntryStep): string => paths.editEntry(entryId, STEP_SLUGS[step]);

/** The address where a gap is mended; the page marks what is missing and the browser goes to the field. */
export const gapPath = (entryId: string, gap: Gap): string => `${stepPath(entryId, gap.step)}?kiem=1#${gap.field}`;

export function stepAfter(step: EntryStep): EntryStep {
  return ENTRY_STEPS[ENTRY_STEPS.indexOf(step) + 1] ?? "submit";
}

export type StepState = "done" | "partial" | "todo";

/** How far each step is: done without gaps, to do while nothing stands there. */
export function stepStates(draft: Draft & { files?: readonly unknown[] }, gaps: readonly Gap[]): Record<EntryStep, StepState> {
  const isEmpty = (step: "basics" | "authors" | "description") => JSON.stringify(sliceOf(draft, step)) === JSON.stringify(sliceOf(EMPTY_DRAFT, step));
  const stateOf = (step: EntryStep): StepState => {
    if (!gaps.some((gap) => gap.step === step)) return "done";
    return (step === "basics" || step === "authors" || step === "description") && isEmpty(step) ? "todo" : "partial";
  };
  const isConsentMissing = gaps.some((gap) => gap.step === "consents");
  return {
    basics: stateOf("basics"),
    authors: stateOf("authors"),
    description: stateOf("description"),
    files: !gaps.some((gap) => gap.step === "files") ? "done" : (draft.files ?? []).length === 0 ? "todo" : "partial",
    consents: isConsentMissing || draft.authors.length === 0 ? "todo" : "done",
    submit: "todo",
  };
}
