import { awardDecisions } from "./award-decision.server";
import type { OfficialKind } from "./official-kind";

/** The papers that the secretariat words, signs and issues, in the order of the contest's steps. */
export const OFFICIAL_KINDS: readonly OfficialKind[] = [awardDecisions];
