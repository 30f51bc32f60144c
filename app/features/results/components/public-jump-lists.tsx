import { tierName } from "~/i18n/known-names";
import { paths } from "~/paths";
import { useFormats, useHref, useLocale, useMessages } from "~/ui/locale";
import { groupedBy, type PublicAward } from "./public-award";

interface Group {
  name: string;
  members: readonly PublicAward[];
}

/** Fields in the edition's order and units in that of the alphabet, with the anchors of their lists. */
export function useGroups(awards: readonly PublicAward[], order: readonly string[]): { fields: Group[]; units: Group[] } {
  const { publicsite } = useMessages();
  const { compare } = useFormats();
  return {
    fields: groupedBy(awards, ({ field }) => field, (a, b) => order.indexOf(a) - order.indexOf(b)),
    units: groupedBy(awards, ({ unit }) => unit || publicsite.results.noUnit, compare),
  };
}

function Links({ title, prefix, groups }: { title: string; prefix: string; groups: readonly Group[] }) {
  const formats = useFormats();
  return (
    <details>
      <summary>
        {title} <span className="count">{formats.integer(groups.length)}</span>
      </summary>
      <ul>
        {groups.map(({ name, members }, index) => (
          <li key={name}>
            <a href={`#${prefix}-${index + 1}`}>{name}</a> <span className="num">{formats.integer(members.length)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** At the top: the shortest way to one's own field or school. */
export function JumpLinks({ fields, units }: { fields: readonly Group[]; units: readonly Group[] }) {
  const { publicsite } = useMessages();
  const texts = publicsite.results;
  return (
    <nav aria-label={texts.jump} className="jump">
      <Links title={texts.byField} prefix="linh-vuc" groups={fields} />
      <Links title={texts.byUnit} prefix="don-vi" groups={units} />
    </nav>
  );
}

/** The same awards again, by field or by unit: what the jump lists lead to. */
export function GroupLists({ title, prefix, groups }: { title: string; prefix: string; groups: readonly Group[] }) {
  const href = useHref();
  const locale = useLocale();
  return (
    <section className="group-lists">
      <h2>{title}</h2>
      <div>
        {groups.map(({ name, members }, index) => (
          <section key={name} id={`${prefix}-${index + 1}`}>
            <h3>{name}</h3>
            <ul>
              {members.map(({ code, title: entry, tier, tierLabel }) => (
                <li key={code}>
                  <span className="muted">{tierName(locale, { code: tier, label: tierLabel })}:</span> <a href={href(paths.publishedEntry(code))}>{entry}</a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
}
