import type { ContestKind } from "../contest/edition-draft";
import { fold } from "./columns";

interface NamedEdition {
  kind: ContestKind;
  slug: string;
  title: string;
  codePrefix: string;
}

/** Words by which people name the two contests, folded. */
const WORDS: Readonly<Record<ContestKind, readonly string[]>> = {
  TECHNICAL: ["technical", "kythuat", "stkt"],
  YOUTH: ["youth", "thieunien", "thanhthieu", "nhidong", "ttnnd", "ttnd", "sttn"],
};

/** Whether the text of the column `contest` means this edition: its address, title or code, or the name of its contest. */
export function meansContest(text: string, edition: NamedEdition): boolean {
  const folded = fold(text);
  if (folded === "") return false;
  if ([edition.slug, edition.title, edition.codePrefix].some((name) => fold(name) === folded)) return true;
  const kinds = (["TECHNICAL", "YOUTH"] as const).filter((kind) => WORDS[kind].some((word) => folded.includes(word)));
  // A number is that of an edition: "lần thứ 13" is not the fourteenth.
  const numbers: readonly string[] = text.match(/\d+/g) ?? [];
  const own = fold(`${edition.slug} ${edition.title} ${edition.codePrefix}`);
  return kinds.length === 1 && kinds[0] === edition.kind && numbers.every((number) => own.includes(number));
}
