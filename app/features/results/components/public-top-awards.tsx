import { tierName } from "~/i18n/known-names";
import { paths } from "~/paths";
import { useFormats, useHref, useLocale, useMessages } from "~/ui/locale";
import { Card } from "~/ui/primitives";
import { Authors, type TopAward } from "./public-award";

/** The sun of a bronze drum: fourteen rays, as a medal beside the highest prizes. */
function Sun() {
  return (
    <svg className="medal" viewBox="0 0 48 48" aria-hidden>
      <circle cx="24" cy="24" r="22.5" />
      <path d="M24.0 9.5L26.0 17.8L32.5 12.3L29.3 20.2L37.8 19.5L30.5 24.0L37.8 28.5L29.3 27.8L32.5 35.7L26.0 30.2L24.0 38.5L22.0 30.2L15.5 35.7L18.7 27.8L10.2 28.5L17.5 24.0L10.2 19.5L18.7 20.2L15.5 12.3L22.0 17.8Z" />
    </svg>
  );
}

/** Special and first prizes as large cards, with a photo of the work where everybody agreed. */
export function TopAwards({ awards }: { awards: readonly TopAward[] }) {
  const { publicsite } = useMessages();
  const formats = useFormats();
  const href = useHref();
  const locale = useLocale();
  return (
    <div className="top-awards">
      {awards.map((award) => (
        <Card
          key={award.code}
          look="award"
          className={award.tier === "SPECIAL" ? "is-special" : undefined}
          eyebrow={
            <>
              {tierName(locale, { code: award.tier, label: award.tierLabel })}
              {award.money > 0 && <span className="muted"> · {formats.money(award.money)}</span>}
            </>
          }
          title={
            <a href={href(paths.publishedEntry(award.code))} lang={locale === "vi" ? undefined : "vi"}>
              {award.title}
            </a>
          }
          aside={<Sun />}
        >
          {award.picture && <img className="award-picture" src={paths.file(award.picture, "nho")} alt="" loading="lazy" />}
          <p className="winner-names">
            <span className="sr-only">{publicsite.results.authors}: </span>
            <Authors award={award} />
          </p>
          {award.unit && <p>{award.unit}</p>}
          <p className="muted">
            {award.field}
            <br />
            {award.code} · {publicsite.results.mean} {formats.decimal(award.mean)}
          </p>
        </Card>
      ))}
    </div>
  );
}
