import { useFormats, useMessages } from "../locale";

export interface ScoreDot {
  /** Blind letter of the judge: A, B, C. */
  judge: string;
  /** Total in points, for the place on the line. */
  value: number;
  /** As it is to be read: `86,33`. */
  text: string;
}

interface ScoreLineProps {
  /** Names the entry; read out. */
  label: string;
  dots: readonly ScoreDot[];
  mean?: { value: number; text: string } | null;
  spread?: string | null;
  /** A pale band behind: where the entry may stand. */
  band?: { from: number; to: number };
  /** Full marks. */
  max?: number;
}

const width = 300;
const margin = 8;
const radius = 7;
const laneHeight = 13;
const axisHeight = 12;

/** Judges so close that their letters would touch stand above each other: the lane of each dot, lowest first. */
export function scoreLanes(places: readonly number[]): number[] {
  const sorted = places.map((at, index) => ({ index, at })).toSorted((a, b) => a.at - b.at);
  const ends: number[] = [];
  const lanes: number[] = [];
  for (const { index, at } of sorted) {
    const free = ends.findIndex((end) => at - end >= 2 * radius);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = at;
    lanes[index] = lane;
  }
  return lanes;
}

function useSpoken({ dots, mean, spread }: ScoreLineProps): string {
  const { ui } = useMessages();
  const formats = useFormats();
  const words = dots.map((dot) => ui.chart.judgeScore(dot.judge, dot.text));
  if (mean) words.push(ui.chart.mean(mean.text));
  if (spread) words.push(ui.chart.spread(spread));
  return words.length === 0 ? ui.chart.noScores : formats.list(words);
}

/** One entry on a line from 0 to full marks: a bar up to the mean, above it a dot with its letter per judge; all of it also as text. */
export function ScoreLine(props: ScoreLineProps) {
  const { label, dots, mean, band, max = 100 } = props;
  const spoken = useSpoken(props);
  const x = (value: number) => margin + (Math.min(max, Math.max(0, value)) / max) * (width - 2 * margin);
  const lanes = scoreLanes(dots.map((dot) => x(dot.value)));
  const axis = Math.max(1, ...lanes.map((lane) => lane + 1)) * laneHeight + 5;
  const height = axis + axisHeight;
  return (
    <svg className="score-line" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${label}: ${spoken}`}>
      <title>{spoken}</title>
      {band && <rect className="score-band" x={x(band.from)} width={Math.max(1, x(band.to) - x(band.from))} height={height} rx="3" />}
      <rect className="score-ground" x={x(0)} y={axis} width={x(max) - x(0)} height="5" />
      {mean && <rect className="score-mean" x={x(0)} y={axis} width={x(mean.value) - x(0)} height="5" />}
      {mean && <path className="score-mean" d={`M${x(mean.value)} ${axis + 2}l4 9h-8Z`} />}
      {[0.25, 0.5, 0.75].map((part) => (
        <path key={part} className="score-axis" d={`M${x(part * max)} ${axis}v5`} />
      ))}
      {dots.map((dot, index) => {
        const y = axis - radius - 1 - (lanes[index] ?? 0) * laneHeight;
        return (
          <g key={dot.judge} className="score-dot">
            <circle cx={x(dot.value)} cy={y} r={radius} />
            <text x={x(dot.value)} y={y + 3} textAnchor="middle">
              {dot.judge}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
