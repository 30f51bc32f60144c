import { recipientOf, type SpecialAwardRule } from "./rules";
import type { Standing } from "./standing";

export type GivingFault = "wrong_recipient" | "quota_full" | "below_minimum" | "not_in_standing" | "reason_needed";

export interface Giving {
  rule: SpecialAwardRule;
  quota: number;
  /** how many have it already */
  given: number;
  recipient: "unit" | "author" | "name";
  /** the recipient's place in the standing; null: none */
  row: Standing["rows"][number] | null;
  /** the decision is signed on paper or published: what is given now stands beside it */
  isLater: boolean;
  /** a reason is written, or a vote was carried */
  isGrounded: boolean;
}

/**
 * Why an award may not be given so; null where it may. By its rule alone it goes to those within the quota. Whoever is tied at the line,
 * whoever the committee chooses, and everything after the decision was signed needs a reason or a carried vote. Nobody below the minimum or
 * behind the line gets it; a name that is typed in may get only what the committee chooses.
 */
export function givingFault({ rule, quota, given, recipient, row, isLater, isGrounded }: Giving): GivingFault | null {
  const wanted = recipientOf(rule);
  if (wanted !== "any" && wanted !== recipient) return "wrong_recipient";
  if (given >= quota) return "quota_full";
  if (wanted !== "any") {
    if (!row || row.outcome === "OUT") return "not_in_standing";
    if (row.outcome === "BELOW_MINIMUM") return "below_minimum";
  }
  const isByRule = row?.outcome === "GETS";
  return (!isByRule || isLater) && !isGrounded ? "reason_needed" : null;
}
