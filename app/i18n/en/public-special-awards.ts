import type { PublicSpecialAwardsMessages } from "../vi/public-special-awards";

export const publicSpecialAwards: PublicSpecialAwardsMessages = {
  title: "Collective and special awards",
  lead: "Given by rules of their own, beside the prizes of single entries.",
  entry: (code) => `An author of entry ${code}`,
  points: (value) => `${value} points`,
  entries: (value) => `${value} entries`,
  later: (day) => `added on ${day}`,
};
