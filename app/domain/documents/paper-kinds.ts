/** The decision on the prizes: its number and day are those of the result, and the public gets a version of it. */
export const AWARD_DECISION = "award-decision";
