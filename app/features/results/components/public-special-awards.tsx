import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import type { ShownSpecialAward } from "../public-result.server";

/** Awards beside the prize tiers: what for, and who has them. */
export function PublicSpecialAwards({ awards }: { awards: readonly ShownSpecialAward[] }) {
  const { resultPages } = useMessages();
  const formats = useFormats();
  const href = useHref();
  if (awards.length === 0) return null;
  const labels = [...new Set(awards.map(({ label }) => label))];
  return (
    <section aria-labelledby="giai-dac-thu" className="special-awards">
      <h2 id="giai-dac-thu">{resultPages.special}</h2>
      <dl>
        {labels.map((label) => {
          const own = awards.filter((award) => award.label === label);
          const [first] = own;
          return (
            <div key={label}>
              <dt>
                {label}
                {first && first.money > 0 && <span className="h-note">{formats.money(first.money)}</span>}
              </dt>
              {own.map(({ name, code, hasPage, unit }, at) => (
                <dd key={at}>
                  {code && hasPage ? <a href={href(paths.publishedEntry(code))}>{name ?? code}</a> : (name ?? code)}
                  {name !== null && code !== null && unit && <span className="muted"> · {unit}</span>}
                </dd>
              ))}
              {first?.ruleText && <dd className="muted">{first.ruleText}</dd>}
            </div>
          );
        })}
      </dl>
    </section>
  );
}
