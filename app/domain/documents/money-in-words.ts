const DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"] as const;
const SCALES = ["", "nghìn", "triệu", "tỷ"] as const;

/** Largest amount that is written out, in đồng. */
export const MOST_MONEY = 1_000_000_000_000;

/**
 * A number of đồng as official papers write it out: `25000000` is "Hai mươi lăm triệu đồng". From 0 to `MOST_MONEY`.
 * Ends in "đồng chẵn" nowhere: that is a habit of receipts, not of decisions.
 * @throws RangeError for what is no whole number in that range.
 */
export function moneyInWords(dong: number): string {
  const words = `${numberInWords(dong)} đồng`;
  return words.charAt(0).toLocaleUpperCase("vi") + words.slice(1);
}

/** A whole number from 0 to `MOST_MONEY` in words: `1005` is "một nghìn không trăm linh năm". */
export function numberInWords(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > MOST_MONEY) throw new RangeError(`not a number that is written out: ${value}`);
  if (value === 0) return DIGITS[0];
  const groups = groupsOf(value);
  return groups
    .flatMap((group, index) => (group === 0 ? [] : [groupInWords(group, index < groups.length - 1), SCALES[index] ?? ""]).toReversed())
    .filter((word) => word !== "")
    .toReversed()
    .join(" ");
}

/** Thousands from the lowest up; the thousands of billions stay in the last group ("một nghìn tỷ"). */
function groupsOf(value: number): number[] {
  const groups: number[] = [];
  let rest = value;
  while (rest > 0 && groups.length < SCALES.length - 1) {
    groups.push(rest % 1000);
    rest = Math.floor(rest / 1000);
  }
  return rest > 0 ? [...groups, rest] : groups;
}

/** Below the highest group hundreds are always said: "một triệu không trăm linh năm nghìn". */
function groupInWords(group: number, isBelowAnother: boolean): string {
  if (group >= 1000) return `${groupInWords(Math.floor(group / 1000), false)} nghìn${group % 1000 === 0 ? "" : ` ${groupInWords(group % 1000, true)}`}`;
  const [hundreds, tens, units] = [Math.floor(group / 100), Math.floor(group / 10) % 10, group % 10];
  const words: string[] = [];
  if (hundreds > 0 || isBelowAnother) words.push(`${DIGITS[hundreds] ?? ""} trăm`);
  if (tens === 0 && units > 0 && words.length > 0) words.push("linh");
  if (tens === 1) words.push("mười");
  if (tens > 1) words.push(`${DIGITS[tens] ?? ""} mươi`);
  if (units > 0) words.push(unitInWords(tens, units));
  return words.join(" ");
}

/** "mốt" after twenty and above, "lăm" after any ten; four stays "bốn", as papers of the state write it. */
function unitInWords(tens: number, units: number): string {
  if (units === 1 && tens > 1) return "mốt";
  if (units === 5 && tens > 0) return "lăm";
  return DIGITS[units] ?? "";
}
