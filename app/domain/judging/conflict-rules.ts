/** Conflicts that the rules only guess from data: the chair may lift one with a reason, and it stays lifted. */
export const GUESSED_CONFLICTS: readonly string[] = ["FORMER_UNIT", "FAMILY", "COAUTHOR"];

/**
 * Who may lift a standing conflict: `declared` ones whoever may declare, `guessed` ones the chair, and those that follow from a fact
 * (`rule`) nobody: they go by themselves when the fact does.
 */
export function liftingOf({ kind, isFound }: { kind: string; isFound: boolean }): "declared" | "guessed" | "rule" {
  if (!isFound) return "declared";
  return GUESSED_CONFLICTS.includes(kind) ? "guessed" : "rule";
}
