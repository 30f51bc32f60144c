import { useMessages } from "~/ui/locale";
import { Button } from "~/ui/primitives";

interface FilterProps {
  action: string;
  search: string;
  year: number | null;
  years: readonly number[];
  /** where all filters are gone; null: nothing is filtered */
  clearHref: string | null;
}

/** A word and a year to look for, as a GET form. */
export function PublicCommendationFilter({ action, search, year, years, clearHref }: FilterProps) {
  const { commendations, common } = useMessages();
  const texts = commendations.public;
  return (
    <form method="get" action={action} role="search" className="mb-6 flex flex-wrap items-end gap-3">
      <label className="min-w-0 grow">
        <span className="mb-1 block">{texts.search}</span>
        <input type="search" name="q" defaultValue={search} className="input" maxLength={200} />
      </label>
      <label>
        <span className="mb-1 block">{texts.year}</span>
        <select name="nam" defaultValue={year ?? ""} className="input">
          <option value="">{texts.allYears}</option>
          {years.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </label>
      <Button>{common.action.filter}</Button>
      {clearHref !== null && <a href={clearHref}>{common.action.clear}</a>}
    </form>
  );
}
