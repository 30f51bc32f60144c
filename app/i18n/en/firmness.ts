import type { FirmnessMessages } from "../vi/firmness";

export const firmness: FirmnessMessages = {
  title: "How firm the ranking is",
  lead: "With the same entries and other judges, how far could ranks move? For the ranking meeting only: the official means stay as they are, and nothing of this is public.",
  open: "See how firm the ranking is",
  leftOut: (count) => `${count} entries are not part of this because of a conflict of interest or because they are still being judged.`,
  notes: {
    ONE_JUDGE: "A single judge: nobody can tell whether they are harsh or lenient.",
    ONE_SHEET_PER_ENTRY: "One sheet an entry: quality and chance cannot be told apart.",
    NO_SHEETS: "No sheet is locked yet.",
  },
  apart: (count) => `${count} groups of judges share no entry, so nothing can be compared across them; ranks below are within each group. To compare, let judges of another group score a few entries too.`,
  lines: {
    title: "At the line of each prize",
    sentence: (label, inside, insidePercent, outside, outsidePercent) => `${label}: the last one inside, ${inside}, is ${insidePercent}% sure; the first one outside, ${outside}, has a chance of ${outsidePercent}%.`,
    unclear: "hardly apart",
  },
  table: {
    caption: "Entries in their official order",
    rank: "Rank",
    entry: "Entry",
    mean: "Mean",
    range: "Range of ranks (95%)",
    rangeText: (low, high, expected) => `rank ${low} to ${high}, ${expected} on average`,
    chances: "Chance of a prize",
    chance: (label, percent) => `${label} ${percent}%`,
    none: "below 1%",
    group: (number) => `group ${number}`,
    empty: "No entry has enough sheets yet",
    emptyHelp: "There are numbers here once entries have the locked sheets they need.",
  },
  judges: {
    title: "Harsh and lenient judges",
    lead: "How many points a judge usually gives below (+) or above (−) the others for the same entries. Neither is a fault.",
    judge: "Judge",
    severity: "Harsher by (points)",
    sheets: "Sheets",
    unknown: "unknown",
  },
  advice: {
    title: "Where one more sheet would help most",
    lead: "Entries that one more sheet would settle most, and who could give it: same field, no conflict of interest, fewest entries first.",
    line: (percent) => `prize ${percent}% open`,
    candidate: (code, name, load) => `${code} ${name} (${load} entries)`,
    nobody: "Nobody of the panel can still score it.",
    none: "No entry needs another sheet.",
  },
};
