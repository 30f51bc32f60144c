import type { AssignmentMessages } from "~/i18n/vi/assignment";
import type { DrawingMessages } from "~/i18n/vi/drawing";
import type { PlanningMessages } from "~/i18n/vi/planning";

/** Why there is no plan, and what would help. */
export interface Obstacle {
  text: string;
  help: string;
}

/** How many codes of a list are written out. */
const WRITTEN_OUT = 10;

export interface Words {
  assignment: AssignmentMessages;
  drawing: DrawingMessages;
  planning: PlanningMessages;
  integer: (value: number) => string;
  /** name of the field of an entry, by the entry's code */
  fieldOf: (entry: string) => string;
}

/** Codes with commas between, the first ten of them. */
export function listed(codes: readonly string[], { planning, integer }: Words): string {
  if (codes.length === 0) return planning.help.nobody;
  const list = codes.slice(0, WRITTEN_OUT).join(", ");
  return codes.length > WRITTEN_OUT ? planning.help.andMore(list, integer(codes.length - WRITTEN_OUT)) : list;
}
