import { useFormats } from "~/ui/locale";

/** What the result page says of one award. */
export interface PublicAward {
  tier: string;
  tierLabel: string;
  money: number;
  code: string;
  title: string;
  field: string;
  unit: string;
  /** only names that may be shown */
  authors: readonly string[];
  mean: string;
  /** rank as pages show it */
  place: number;
}

/** One of the highest prizes, shown with a photo where everybody agreed. */
export interface TopAward extends PublicAward {
  /** its file row */
  picture: string | null;
}

/** The names that may be shown; where there are none, the code stands for the authors. */
export function Authors({ award }: { award: PublicAward }) {
  const formats = useFormats();
  return award.authors.length > 0 ? <>{formats.list(award.authors)}</> : <span className="muted">{award.code}</span>;
}
