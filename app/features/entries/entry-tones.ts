import type { EntryState, ScreeningState } from "~/domain/entry/states";

/** The colour beside the word for the state of an entry. */
export function entryTone({ state, screening }: { state: EntryState; screening: ScreeningState }): "neutral" | "info" | "success" | "warning" | "danger" {
  if (state !== "SUBMITTED") return "neutral";
  return ({ RECEIVED: "info", NEEDS_SUPPLEMENT: "warning", QUALIFIED: "success", REJECTED: "danger" } as const)[screening];
}
