import { editionName, tierName } from "~/i18n/known-names";
import { paths } from "~/paths";
import { useFormats, useLocale, useMessages } from "~/ui/locale";
import type { Slide as SlideContent } from "../programme.server";

export interface CeremonyHead {
  title: string;
  kind: "TECHNICAL" | "YOUTH";
  number: number;
  hostName: string;
  at: Date | null;
  place: string;
}

/** One step of the ceremony, as the hall reads it. */
export function Slide({ slide, head }: { slide: SlideContent; head: CeremonyHead }) {
  const { ceremony, resultPages } = useMessages();
  const formats = useFormats();
  const locale = useLocale();
  switch (slide.kind) {
    case "title":
      return (
        <div className="stage-slide">
          <p className="stage-over">{head.hostName}</p>
          <h1 className="stage-prize">{ceremony.welcome}</h1>
          <p className="stage-title">{editionName(locale, head)}</p>
          {head.at && <p className="stage-note">{resultPages.ceremonyAt(formats.dateTime(head.at), head.place)}</p>}
        </div>
      );
    case "tier":
      return (
        <div className="stage-slide">
          <p className="stage-over">{editionName(locale, head)}</p>
          <h1 className="stage-prize">{tierName(locale, { code: slide.tier, label: slide.label })}</h1>
          <p className="stage-note">{ceremony.tierCount(formats.integer(slide.count))}</p>
        </div>
      );
    case "special":
      return (
        <div className="stage-slide">
          <p className="stage-over">{ceremony.special}</p>
          <h1 className="stage-prize">{slide.label}</h1>
          <ul className="stage-names">
            {slide.recipients.map(({ name, unit }, at) => (
              <li key={at}>
                {name}
                {unit && <span className="stage-unit">{unit}</span>}
              </li>
            ))}
          </ul>
        </div>
      );
    case "award":
      return <AwardSlide slide={slide} />;
    case "end":
      return (
        <div className="stage-slide">
          <h1 className="stage-prize">{ceremony.congratulations}</h1>
          <p className="stage-title">{ceremony.thanks}</p>
        </div>
      );
  }
}

function AwardSlide({ slide }: { slide: Extract<SlideContent, { kind: "award" }> }) {
  const { ceremony } = useMessages();
  const formats = useFormats();
  const { tier, tierLabel, title, authors, unit, field, code, photo } = slide;
  return (
    <div className={photo ? "stage-slide has-photo" : "stage-slide"}>
      <div>
        <p className="stage-over">{tierName(useLocale(), { code: tier, label: tierLabel })}</p>
        <h1 className="stage-title">{title}</h1>
        <p className="stage-names">{authors.length > 0 ? formats.list(authors) : ceremony.codeOnly(code)}</p>
        {unit && <p className="stage-unit">{unit}</p>}
        <p className="stage-note">{field}</p>
      </div>
      {photo && <img src={paths.file(photo)} alt={ceremony.photo(title)} />}
    </div>
  );
}
