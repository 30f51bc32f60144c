import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { FilterBar, FilterSelect, LinkButton } from "~/ui/primitives";
import type { OwnRounds } from "../queries-own.server";

/** From this many entries on the list is searched and filtered. */
const LONG = 8;

const VALUES = { todo: "chua-cham", draft: "dang-cham", locked: "da-khoa" } as const;

/** Locking all complete sheets together, and, where the list is long, the search. */
export function OwnListHead({ view: { rounds, complete, list } }: { view: OwnRounds }) {
  const { scoreSheet } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const { mine } = scoreSheet;
  const all = rounds.reduce((sum, { total }) => sum + total, 0);
  const isFiltered = list.q !== "" || list.round !== null || list.state !== null;
  return (
    <>
      {complete > 0 && (
        <p className="actions">
          <span>{mine.complete(integer(complete))}</span>
          <LinkButton icon="lock" href={href(paths.lockOwnSheets())}>
            {mine.lockMany(integer(complete))}
          </LinkButton>
        </p>
      )}
      {(all >= LONG || isFiltered) && (
        <FilterBar search={{ value: list.q, label: mine.search }} {...(isFiltered && { clearHref: href(paths.judging()) })}>
          {rounds.length > 1 && <FilterSelect name="vong" label={mine.round} value={list.round} all={mine.allRounds} options={rounds.map(({ id, edition, round }) => ({ value: id, label: `${round} · ${edition}` }))} />}
          <FilterSelect
            name="phieu"
            label={mine.state}
            value={list.state && VALUES[list.state]}
            all={mine.all}
            options={(["todo", "draft", "locked"] as const).map((state) => ({ value: VALUES[state], label: mine.filter[state] }))}
          />
        </FilterBar>
      )}
    </>
  );
}
