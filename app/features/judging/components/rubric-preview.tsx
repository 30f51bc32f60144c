import { useFormats, useMessages } from "~/ui/locale";
import { Disclosure } from "~/ui/primitives";
import { parsePoints, plainPoints } from "~/domain/kernel/decimal";

/** Scores are plain decimal texts: `34.5`. */
export interface PreviewBand {
  from: string;
  to: string;
  text: string;
}

export interface PreviewCriterion {
  /** anything that tells them apart */
  id: string;
  label: string;
  guidance?: string;
  max: string;
  step: string;
  min: string | null;
  bands: readonly PreviewBand[];
}

/** A rubric as judges will see it: every criterion with its range and what which score means, and the sum. */
export function RubricPreview({ criteria }: { criteria: readonly PreviewCriterion[] }) {
  const { scoreSheet } = useMessages();
  const { decimal } = useFormats();
  const { sheet } = scoreSheet;
  const sum = criteria.reduce((points, { max }) => points + (parsePoints(max) ?? 0), 0);
  return (
    <section className="rubric-preview" aria-label={sheet.preview}>
      {criteria.map(({ id, label, guidance, max, step, min, bands }) => (
        <div key={id} className="criterion">
          <div className="criterion-line">
            <strong>{label}</strong>
            <span className="num">
              – / {decimal(max)} <span className="muted text-sm">({sheet.range(decimal(max), decimal(step))})</span>
            </span>
          </div>
          {min !== null && <p className="help">{sheet.min(decimal(min))}</p>}
          {guidance && (
            <Disclosure summary={sheet.guidance}>
              <p className="whitespace-pre-line">{guidance}</p>
            </Disclosure>
          )}
          <Bands label={label} bands={bands} max={max} open />
        </div>
      ))}
      <p className="criterion-line rubric-sum">
        <strong>{sheet.sum}</strong> <strong className="num">{decimal(plainPoints(sum))}</strong>
      </p>
    </section>
  );
}

interface BandsProps {
  label: string;
  bands: readonly PreviewBand[];
  max: string;
  open?: boolean;
}

/** What which score of a criterion means: drawn on its scale, and as a list with ranges. Nothing without bands. */
export function Bands({ label, bands, max, open = false }: BandsProps) {
  const { scoreSheet } = useMessages();
  const { decimal } = useFormats();
  const { sheet } = scoreSheet;
  if (bands.length === 0) return null;
  const full = parsePoints(max) ?? 1;
  const at = (score: string) => ((parsePoints(score) ?? 0) / full) * 100;
  return (
    <details className="more bands" open={open}>
      <summary>
        {sheet.bands} <span className="band-now" data-band-now="" />
      </summary>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" className="band-scale" aria-hidden>
        <rect className="band-ground" width="100" height="6" />
        {bands.map((band, index) => (
          <rect key={`${band.from}-${band.to}`} className={index % 2 === 0 ? "band-even" : "band-odd"} x={at(band.from)} width={Math.max(0.6, at(band.to) - at(band.from))} height="6" />
        ))}
      </svg>
      <ul className="band-list" aria-label={`${sheet.bands}: ${label}`}>
        {bands.map((band) => (
          <li key={`${band.from}-${band.to}`} data-band="" data-from={band.from} data-to={band.to}>
            <span className="num band-range">{sheet.bandRange(decimal(band.from), decimal(band.to))}</span> <span data-band-text="">{band.text}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
