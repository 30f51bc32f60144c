import { type ReactNode, useId } from "react";
import { useMessages } from "../locale";
import { Button } from "./button";
import { Icon } from "./icon";

interface SearchBarProps {
  /** Where to search; the present page by default. */
  action?: string;
  name?: string;
  value?: string;
  label?: string;
  placeholder?: string;
}

/** One search field as a GET form. */
export function SearchBar({ action, name = "q", value, label, placeholder }: SearchBarProps) {
  const { ui } = useMessages();
  const id = useId();
  return (
    <form method="get" action={action} role="search" className="searchbar">
      <label htmlFor={id} className="sr-only">
        {label ?? ui.frame.search}
      </label>
      <input id={id} type="search" name={name} defaultValue={value} placeholder={placeholder} className="input" maxLength={200} />
      <Button kind="secondary">
        <Icon name="search" label={ui.frame.search} />
      </Button>
    </form>
  );
}

export interface Choice {
  value: string;
  label: string;
}

interface FilterSelectProps {
  name: string;
  label: string;
  value?: string | null;
  /** The first choice, with an empty value. */
  all: string;
  options: readonly Choice[];
}

/** One select within a `FilterBar`. */
export function FilterSelect({ name, label, value, all, options }: FilterSelectProps) {
  return (
    <label className="filter">
      <span>{label}</span>
      <select name={name} defaultValue={value ?? ""} className="input">
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

interface FilterBarProps {
  action?: string;
  search?: { name?: string; value?: string; label: string; placeholder?: string };
  /** Parts of the query to keep, such as the order. */
  keep?: Readonly<Record<string, string>>;
  /** Where all filters are gone; shown only while something is filtered. */
  clearHref?: string;
  children?: ReactNode;
}

/** Filters of a list as a GET form: the address holds them, so that it can be saved and shared. */
export function FilterBar({ action, search, keep = {}, clearHref, children }: FilterBarProps) {
  const { common } = useMessages();
  return (
    <form method="get" action={action} className="filterbar">
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {search && (
        <label className="filter grow">
          <span>{search.label}</span>
          <input type="search" name={search.name ?? "q"} defaultValue={search.value} placeholder={search.placeholder} className="input" maxLength={200} />
        </label>
      )}
      {children}
      <div className="filter-actions">
        <Button>{common.action.filter}</Button>
        {clearHref && <a href={clearHref}>{common.action.clear}</a>}
      </div>
    </form>
  );
}
