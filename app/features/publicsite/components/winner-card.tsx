import { tierName } from "~/i18n/known-names";
import { paths } from "~/paths";
import { useFormats, useHref, useLocale, useMessages } from "~/ui/locale";
import { Original } from "./original";

export interface CardWinner {
  code: string;
  title: string;
  tier: { code: string; label: string };
  unit: string;
  /** only names that may be shown */
  authors: readonly string[];
  /** file row of a photo everybody agreed to show; not given: this list has no photos */
  picture?: string | null;
}

/** An awarded entry: prize, title, who made it and where. */
export function WinnerCard({ winner, note }: { winner: CardWinner; note?: string }) {
  const href = useHref();
  const formats = useFormats();
  const { publicsite } = useMessages();
  const { code, title, tier, unit, authors, picture } = winner;
  return (
    <article className="winner">
      {picture !== undefined && <div className="winner-picture">{picture && <img src={paths.file(picture, "nho")} alt="" loading="lazy" />}</div>}
      <p className={tier.code === "SPECIAL" || tier.code === "FIRST" ? "prize is-top" : "prize"}>{tierName(useLocale(), tier)}</p>
      <h3>
        <a href={href(paths.publishedEntry(code))}>
          <Original>{title}</Original>
        </a>
      </h3>
      <p>
        <span className="sr-only">{publicsite.entry.authors}: </span>
        {authors.length > 0 ? formats.list(authors) : <span className="muted">{code}</span>}
      </p>
      <p className="muted">
        <Original>{[unit, note].filter(Boolean).join(" · ")}</Original>
      </p>
    </article>
  );
}
