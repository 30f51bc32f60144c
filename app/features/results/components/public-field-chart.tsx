import { useFormats, useMessages } from "~/ui/locale";

interface FieldFigures {
  name: string;
  entries: number;
  prizes: number;
}

/** How many entries and how many prizes each field had, drawn on one scale; the text is the chart's own list. */
export function FieldChart({ fields }: { fields: readonly FieldFigures[] }) {
  const { publicsite } = useMessages();
  const texts = publicsite.results;
  const formats = useFormats();
  const top = Math.max(1, ...fields.map(({ entries }) => entries));
  const width = (count: number) => (count / top) * 100;
  return (
    <section aria-labelledby="theo-linh-vuc">
      <h2 id="theo-linh-vuc">{texts.perField}</h2>
      <p className="muted">{texts.perFieldLead}</p>
      <ul className="bars field-bars" aria-labelledby="theo-linh-vuc">
        {fields.map(({ name, entries, prizes }) => (
          <li key={name}>
            <span className="bars-label">{name}</span>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden>
              <rect className="bar-entries" width={width(entries)} height="8" />
              <rect className="bar-value" width={width(prizes)} height="8" />
            </svg>
            <span className="num">{texts.fieldFigures(formats.integer(prizes), formats.integer(entries))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
