import { tierName } from "~/i18n/known-names";
import { paths } from "~/paths";
import { useFormats, useHref, useLocale, useMessages } from "~/ui/locale";
import type { AwardGroup, ResultViewName } from "../public-result-view";
import { Authors } from "./public-award";

/** The address of a view of a result, at a page and a group of it. */
export function viewHref(slug: string, by: ResultViewName, { page = 1, anchor }: { page?: number; anchor?: string } = {}): string {
  const query = new URLSearchParams({ ...(by === "giai" ? {} : { theo: by }), ...(page > 1 ? { trang: String(page) } : {}) }).toString();
  return `${paths.results(slug)}${query ? `?${query}` : ""}${anchor ? `#${anchor}` : ""}`;
}

/** By prize, by field, by unit: three addresses of the same list. */
export function ViewLinks({ slug, by, fields, units }: { slug: string; by: ResultViewName; fields: number; units: number }) {
  const { resultPages } = useMessages();
  const formats = useFormats();
  const href = useHref();
  const views = [["giai", resultPages.byTier, 0], ["linh-vuc", resultPages.byField, fields], ["don-vi", resultPages.byUnit, units]] as const;
  return (
    <nav aria-label={resultPages.views} className="tabs">
      {views.map(([view, label, count]) => (
        <a key={view} href={href(viewHref(slug, view))} aria-current={view === by ? "page" : undefined}>
          {label} {count > 0 && <span className="count">{formats.integer(count)}</span>}
        </a>
      ))}
    </nav>
  );
}

/** How a group is called in the reader's language. */
export function useGroupName(): (group: Pick<AwardGroup, "name" | "tier">) => string {
  const locale = useLocale();
  const { publicsite } = useMessages();
  return ({ name, tier }) => (tier === null ? name || publicsite.results.noUnit : tierName(locale, { code: tier, label: name }));
}

/** The groups of all pages of a view, each the shortest way to its list. */
export function JumpList({ slug, by, page, groups }: { slug: string; by: ResultViewName; page: number; groups: readonly AwardGroup[] }) {
  const { publicsite } = useMessages();
  const formats = useFormats();
  const href = useHref();
  const nameOf = useGroupName();
  if (groups.length < 2) return null;
  return (
    <nav aria-label={publicsite.results.jump} className="jump">
      <details>
        <summary>
          {publicsite.results.jump} <span className="count">{formats.integer(groups.length)}</span>
        </summary>
        <ul>
          {groups.map((group) => (
            <li key={group.anchor}>
              <a href={group.page === page ? `#${group.anchor}` : href(viewHref(slug, by, group))}>{nameOf(group)}</a> <span className="num">{formats.integer(group.count)}</span>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}

/** Awards by field or by unit: prize, title, authors. */
export function GroupLists({ groups, by }: { groups: readonly AwardGroup[]; by: ResultViewName }) {
  const href = useHref();
  const locale = useLocale();
  const nameOf = useGroupName();
  return (
    <div className="group-lists">
      {groups.map((group) => (
        <section key={group.anchor} id={group.anchor}>
          <h2>{nameOf(group)}</h2>
          <ul>
            {group.awards.map((award) => (
              <li key={award.code}>
                <span className="muted">{tierName(locale, { code: award.tier, label: award.tierLabel })}:</span> <a href={href(paths.publishedEntry(award.code))}>{award.title}</a>
                <small>
                  <Authors award={award} />
                  {by === "linh-vuc" && award.unit && ` · ${award.unit}`}
                </small>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
