import type { Comparison } from "./passages";

/** What two entries have in common, counted. Shares are in 1/10,000. */
export interface Likeness {
  /** words in common passages among the words of the shorter text */
  textShare: number;
  /** words of the longest common passage */
  longest: number;
  titleShare: number;
  sameFiles: number;
  alikePictures: number;
  sharedAuthors: number;
}

/** Why a pair of entries is put before a person, the weightiest first. */
export const DUPLICATE_GROUNDS = ["text", "passage", "files", "pictures", "title", "authors"] as const;
export type DuplicateGround = (typeof DUPLICATE_GROUNDS)[number];

/** So many words have to be the same before they count at all: shorter ones are greetings, names of things and fixed phrases. */
export const FEWEST_COMPARED = 24;
/** From here on two texts are alike as wholes. Texts on one subject by different people stay below a tenth. */
export const ALIKE_TEXT = 2_500;
/** A single passage of so many words the same has been copied, whatever stands around it. */
export const LONG_PASSAGE = 40;
/** From here on titles are the same but for a word. */
export const ALIKE_TITLE = 8_000;
/** With an author in common a smaller share of the text is worth a look: one idea entered twice. */
export const ALIKE_TEXT_OF_SAME_AUTHORS = 1_000;
/** So many of the 64 bits of the perceptual hash may differ between two copies of one picture. */
export const PICTURE_DISTANCE = 6;
/** A picture whose hash has fewer bits of one kind is a plain area (a blank page, a wall) and looks like every other one. */
export const FEWEST_PICTURE_BITS = 10;

/** The grounds on which two entries are possible duplicates; none: they are not shown to anybody. A person judges, the grounds never do. */
export function groundsOf(likeness: Likeness): DuplicateGround[] {
  const { textShare, longest, titleShare, sameFiles, alikePictures, sharedAuthors } = likeness;
  const holds: Readonly<Record<DuplicateGround, boolean>> = {
    text: textShare >= ALIKE_TEXT,
    passage: longest >= LONG_PASSAGE && textShare < ALIKE_TEXT,
    files: sameFiles > 0,
    pictures: alikePictures > 0,
    title: titleShare >= ALIKE_TITLE,
    authors: sharedAuthors > 0 && textShare >= ALIKE_TEXT_OF_SAME_AUTHORS && textShare < ALIKE_TEXT,
  };
  return DUPLICATE_GROUNDS.filter((ground) => holds[ground]);
}

/** A share of 0 to 1 as it is kept, in 1/10,000. */
export const tenThousandths = (share: number): number => Math.round(share * 10_000);

/** What a comparison of texts adds to a likeness. */
export function textLikeness({ share, matched, passages }: Comparison): Pick<Likeness, "textShare" | "longest"> {
  return matched < FEWEST_COMPARED ? { textShare: 0, longest: 0 } : { textShare: tenThousandths(share), longest: passages[0]?.words ?? 0 };
}
