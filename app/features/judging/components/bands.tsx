import { useFormats, useMessages } from "~/ui/locale";
import { parsePoints } from "~/domain/kernel/decimal";

/** Scores are plain decimal texts: `34.5`. */
interface SheetBand {
  from: string;
  to: string;
  text: string;
}

interface BandsProps {
  label: string;
  bands: readonly SheetBand[];
  max: string;
}

/** What which score of a criterion means: drawn on its scale, and as a list with ranges. Nothing without bands. */
export function Bands({ label, bands, max }: BandsProps) {
  const { scoreSheet } = useMessages();
  const { decimal } = useFormats();
  const { sheet } = scoreSheet;
  if (bands.length === 0) return null;
  const full = parsePoints(max) ?? 1;
  const at = (score: string) => ((parsePoints(score) ?? 0) / full) * 100;
  return (
    <details className="more bands">
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
            <span className="num band-range">{parsePoints(band.from) === parsePoints(band.to) ? decimal(band.from) : sheet.bandRange(decimal(band.from), decimal(band.to))}</span> <span data-band-text="">{band.text}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
