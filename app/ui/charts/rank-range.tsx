interface RankRangeProps {
  /** read out and shown on pointing */
  text: string;
  low: number;
  high: number;
  expected: number;
  /** the last rank there is */
  last: number;
}

const width = 200;
const height = 18;
const margin = 5;

/** Where an entry may stand: a band from its best to its worst likely rank with a mark at the expected one, best on the left. */
export function RankRange({ text, low, high, expected, last }: RankRangeProps) {
  const x = (rank: number) => margin + ((rank - 1) / Math.max(1, last - 1)) * (width - 2 * margin);
  return (
    <svg className="rank-range" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={text}>
      <title>{text}</title>
      <rect className="score-ground" x={x(1)} y={height / 2 - 1} width={x(last) - x(1)} height="2" />
      <rect className="score-band" x={x(low) - 2} y={3} width={x(high) - x(low) + 4} height={height - 6} rx="3" />
      <rect className="score-mean" x={x(expected) - 1.5} y={1} width="3" height={height - 2} />
    </svg>
  );
}
