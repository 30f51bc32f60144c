import { bandRange, type Band } from "~/domain/contest/bands";
import { plainPoints } from "~/domain/kernel/decimal";
import { useFormats, useLocale, useMessages } from "~/ui/locale";
import { Card } from "~/ui/primitives";

/** A criterion as a judge reads it. */
export interface SentCriterion {
  code: string;
  label: string;
  guidance: string;
  max: number;
  step: number;
  min: number | null;
  partKey: string | null;
  bands: readonly Band[];
}

/** What scores mean, highest first. */
export function BandList({ bands }: { bands: readonly Band[] }) {
  const { rounds } = useMessages();
  const mark = useLocale() === "en" ? "." : ",";
  if (bands.length === 0) return null;
  return (
    <dl className="my-2 grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1" aria-label={rounds.bands.heading}>
      {bands.map((band) => (
        <div key={`${band.from}-${band.to}`} className="contents">
          <dt className="num whitespace-nowrap text-right">{bandRange(band, mark)}</dt>
          <dd className="m-0">{band.text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A rubric as the sheet of a judge shows it: part read beside, bands, the box for the score. */
export function SheetPreview({ criteria, partLabels }: { criteria: readonly SentCriterion[]; partLabels: Readonly<Record<string, string>> }) {
  const { rounds, editions } = useMessages();
  const formats = useFormats();
  const { preview } = rounds;
  const points = (value: number) => formats.decimal(plainPoints(value));
  return (
    <ol className="m-0 list-none space-y-4 p-0">
      {criteria.map((criterion, index) => (
        <li key={criterion.code}>
          <Card level={3} title={`${index + 1}. ${criterion.label}`}>
            <p className="muted">
              {preview.outOf(points(criterion.max))}, {editions.settings.criterion.stepOf(points(criterion.step))}
              {criterion.min !== null && `, ${preview.minimum(points(criterion.min))}`}
            </p>
            {criterion.partKey !== null && <p className="muted">{preview.reads(partLabels[criterion.partKey] ?? criterion.partKey)}</p>}
            <BandList bands={criterion.bands} />
            {criterion.guidance && <p className="whitespace-pre-line">{criterion.guidance}</p>}
            <p className="m-0 flex items-center gap-2">
              <span className="inline-block min-h-11 w-24 rounded border border-dashed border-line" role="img" aria-label={preview.sample} />
              <span className="num">/ {points(criterion.max)}</span>
            </p>
          </Card>
        </li>
      ))}
    </ol>
  );
}
