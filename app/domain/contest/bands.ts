import { parsePoints, plainPoints, type Points } from "../kernel/decimal";

/** What scores from `from` to `to` (both included) mean, in the words of the rules. */
export interface Band {
  from: Points;
  to: Points;
  text: string;
}

export type BandFault = "band_reversed" | "band_off_scale" | "band_off_step" | "bands_overlap";

/** Why a line of typed bands cannot be read. */
export interface UnreadLine {
  /** counted from 1 */
  line: number;
  text: string;
}

const NUMBER = String.raw`(\d{1,4}(?:[.,]\d{1,4})?)`;
const RANGE = new RegExp(String.raw`^(?:từ\s+)?${NUMBER}\s*(?:[-–—]|đến|to)\s*${NUMBER}\s*(?:điểm|đ|points?)?\s*[:.]\s*(.+)$`, "iu");
const SINGLE = new RegExp(String.raw`^${NUMBER}\s*(?:điểm|đ|points?)?\s*[:.]\s*(.+)$`, "iu");
const BELOW = new RegExp(String.raw`^(?:dưới|below|under)\s+${NUMBER}\s*(?:điểm|đ|points?)?\s*[:.]\s*(.+)$`, "iu");

const points = (typed: string | undefined) => parsePoints((typed ?? "").replace(",", "."));

/**
 * Reads bands as people write them, one a line: `36–40: hoàn toàn mới`, `từ 21 đến 26,5: …`, `0: …`, `Dưới 5: …`.
 * `step` tells what the highest score below a bound is. Empty lines are passed over.
 */
export function readBands(typed: string, step: Points): { bands: Band[]; unread: UnreadLine[] } {
  const bands: Band[] = [];
  const unread: UnreadLine[] = [];
  typed.split("\n").forEach((raw, index) => {
    const text = raw.trim().replace(/^[-+•*]\s+/, "");
    if (text === "") return;
    const band = readBand(text, step);
    if (band) bands.push(band);
    else unread.push({ line: index + 1, text });
  });
  return { bands: highestFirst(bands), unread };
}

function readBand(line: string, step: Points): Band | null {
  const range = RANGE.exec(line);
  if (range) return bandOf(points(range[1]), points(range[2]), range[3]);
  const below = BELOW.exec(line);
  if (below) {
    const bound = points(below[1]);
    return bound === null || bound < step ? null : bandOf(0, bound - step, below[2]);
  }
  const single = SINGLE.exec(line);
  return single ? bandOf(points(single[1]), points(single[1]), single[2]) : null;
}

function bandOf(a: Points | null, b: Points | null, text: string | undefined): Band | null {
  return a === null || b === null ? null : { from: a, to: b, text: (text ?? "").trim() };
}

/** Highest first, as rubrics are printed. */
export function highestFirst(bands: readonly Band[]): Band[] {
  return [...bands].sort((a, b) => b.from - a.from || b.to - a.to);
}

/** Bands as lines that `readBands` reads back; `mark` is the decimal mark. */
export function writeBands(bands: readonly Band[], mark: "," | "." = ","): string {
  return bands.map((band) => `${bandRange(band, mark)}: ${band.text}`).join("\n");
}

/** "36–40", or "0" for a band of one score. */
export function bandRange({ from, to }: Pick<Band, "from" | "to">, mark: "," | "." = ","): string {
  const write = (value: Points) => plainPoints(value).replace(".", mark);
  return from === to ? write(from) : `${write(from)}–${write(to)}`;
}

/**
 * What is wrong with the bands of a criterion: they lie within 0 and its maximum, on its steps, lower end first, and no score
 * belongs to two. Scores between them may go without a description.
 */
export function bandFaults(bands: readonly Band[], criterion: { max: Points; step: Points }): { fault: BandFault; band: Band }[] {
  const faults: { fault: BandFault; band: Band }[] = [];
  for (const band of bands) {
    if (band.from > band.to) faults.push({ fault: "band_reversed", band });
    else if (band.from < 0 || band.to > criterion.max) faults.push({ fault: "band_off_scale", band });
    else if (criterion.step > 0 && (band.from % criterion.step !== 0 || band.to % criterion.step !== 0)) faults.push({ fault: "band_off_step", band });
  }
  const ordered = highestFirst(bands);
  ordered.forEach((band, index) => {
    const higher = ordered[index - 1];
    if (higher && band.from <= band.to && band.to >= higher.from) faults.push({ fault: "bands_overlap", band });
  });
  return faults;
}

/** The band a score belongs to; null where none describes it. */
export function bandOfScore(bands: readonly Band[], score: Points): Band | null {
  return bands.find(({ from, to }) => from <= score && score <= to) ?? null;
}
