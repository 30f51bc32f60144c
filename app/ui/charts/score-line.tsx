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
  /** The modelled 95 % interval of the mean's place on the line, a pale band. */
  band?: { from: number; to: number };
  /** Full marks. */
  max?: number;
}

const width = 240;
const height = 28;
const middle = 14;

/** Judges so close that their letters would touch stand above each other. */
function lanes(dots: readonly ScoreDot[], x: (value: number) => number): number[] {
  const sorted = dots.map((dot, index) => ({ index, at: x(dot.value) })).sort((a, b) => a.at - b.at);
  const result: number[] = [];
  sorted.forEach(({ index, at }, place) => {
    const before = sorted[place - 1];
    result[index] = before && at - before.at < 11 ? 1 - (result[before.index] ?? 0) : 0;
  });
  return result;
}

/** One entry on a line from 0 to full marks: a dot with its letter per judge, a bar for the mean; all of it also as text. */
export function ScoreLine({ label, dots, mean, spread, band, max = 100 }: ScoreLineProps) {
  const { ui } = useMessages();
  const formats = useFormats();
  const x = (value: number) => 6 + (Math.min(max, Math.max(0, value)) / max) * (width - 12);
  const lane = lanes(dots, x);
  const words = [
    ...dots.map((dot) => ui.chart.judgeScore(dot.judge, dot.text)),
    ...(mean ? [ui.chart.mean(mean.text)] : []),
    ...(spread ? [ui.chart.spread(spread)] : []),
  ];
  const text = words.length === 0 ? ui.chart.noScores : formats.list(words);
  return (
    <svg className="score-line" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${label}: ${text}`}>
      <title>{text}</title>
      {band && <rect className="score-band" x={x(band.from)} y="4" width={Math.max(1, x(band.to) - x(band.from))} height="20" rx="2" />}
      <path className="score-axis" d={`M6 ${middle}H${width - 6}`} />
      {[0, 25, 50, 75, 100].map((percent) => (
        <path key={percent} className="score-axis" d={`M${x((percent / 100) * max)} ${middle - 3}v6`} />
      ))}
      {mean && <rect className="score-mean" x={x(mean.value) - 1.5} y="1" width="3" height={height - 2} rx="1" />}
      {dots.map((dot, index) => (
        <g key={dot.judge} className="score-dot">
          <circle cx={x(dot.value)} cy={lane[index] === 1 ? 21 : 8} r="6" />
          <text x={x(dot.value)} y={(lane[index] === 1 ? 21 : 8) + 3} textAnchor="middle">
            {dot.judge}
          </text>
        </g>
      ))}
    </svg>
  );
}
