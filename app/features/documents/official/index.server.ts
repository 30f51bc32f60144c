import { awardDecisions } from "./award-decision.server";
import { closingReport } from "./closing-report.server";
import { juryDecision, organisingDecision, secretariatDecision } from "./committee-decisions.server";
import { judgeFees } from "./judge-fees.server";
import { nominationList } from "./nomination-list.server";
import type { OfficialKind } from "./official-kind";
import { panelMinutes } from "./panel-minutes.server";
import { payoutLists } from "./payout-list.server";
import { proposalLetters } from "./proposal-letter.server";
import { qualifiedDecision } from "./qualified-decision.server";
import { rankingMinutes } from "./ranking-minutes.server";
import { rulesDecision } from "./rules-decision.server";

/** The papers that the secretariat words, signs and issues, in the order of the contest's steps. */
export const OFFICIAL_KINDS: readonly OfficialKind[] = [rulesDecision, organisingDecision, secretariatDecision, juryDecision, qualifiedDecision, panelMinutes, rankingMinutes, proposalLetters, awardDecisions, payoutLists, judgeFees, nominationList, closingReport];
