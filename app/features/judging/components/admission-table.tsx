import { useFormats, useMessages } from "~/ui/locale";
import { EmptyState, Mono, Table } from "~/ui/primitives";
import type { AdmissionRow, AdmissionView } from "../queries-admission.server";

const SCALE = 100;

/** Every entry with its mean as a bar, its rank, and why the rule lets it go on or not. */
export function AdmissionTable({ view, ticked }: { view: AdmissionView; ticked: ReadonlySet<string> | null }) {
  const { admission } = useMessages().rounds;
  const top = Math.max(SCALE, ...view.rows.map(({ mean }) => Number(mean ?? 0)));
  return (
    <Table
      caption={admission.title(view.round.name)}
      rows={view.rows}
      rowKey={(row) => row.id}
      empty={<EmptyState title={admission.empty} />}
      columns={[
        {
          key: "entry",
          header: admission.entry,
          primary: true,
          cell: (row) => (
            <label className="choice">
              <input type="checkbox" name="entry" value={row.id} defaultChecked={ticked ? ticked.has(row.id) : row.isTicked} />
              <span>
                <Mono>{row.code}</Mono> {row.title}
                {row.isAtWork && <span className="hint">{admission.atWork}</span>}
              </span>
            </label>
          ),
        },
        { key: "field", header: admission.field, cell: (row) => row.field },
        { key: "mean", header: admission.mean, numeric: true, cell: (row) => <Mean row={row} top={top} line={view.rule.from} /> },
        { key: "rank", header: admission.rank, numeric: true, cell: (row) => row.rank },
        { key: "why", header: admission.why, cell: (row) => <Why row={row} view={view} /> },
      ]}
    />
  );
}

/** The mean in figures and as a bar, with the score needed marked on it. */
function Mean({ row, top, line }: { row: AdmissionRow; top: number; line: string | null }) {
  const { admission } = useMessages().rounds;
  const { decimal } = useFormats();
  if (row.isHidden) return <span className="muted">{admission.hidden}</span>;
  if (row.ground === "absent") return null;
  if (row.mean === null) return <span className="muted">{admission.incomplete}</span>;
  const share = (value: string) => (Number(value) / top) * 100;
  return (
    <>
      {decimal(row.mean)}
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" width="96" height="8" className="ml-auto block" aria-hidden>
        <rect className="bar-ground" width="100" height="8" />
        <rect className="bar-value" width={share(row.mean)} height="8" />
        {line !== null && <rect className="fill-brick" x={share(line)} width="1.5" height="8" />}
      </svg>
    </>
  );
}

function Why({ row, view }: { row: AdmissionRow; view: AdmissionView }) {
  const { admission } = useMessages().rounds;
  const { decimal, integer } = useFormats();
  const { from, most } = view.rule;
  if (row.isHidden) return <span className="muted">{admission.hidden}</span>;
  const mean = row.mean === null ? "" : decimal(row.mean);
  const rank = integer(row.countedRank ?? 0);
  const tie = view.ties.find(({ codes }) => codes.includes(row.code));
  switch (row.ground) {
    case "meets":
      return <>{[...(from === null ? [] : [admission.reached(mean, decimal(from))]), ...(most === null ? [] : [admission.within(rank, integer(most))])].join("; ")}</>;
    case "below":
      return <span className="muted">{admission.below(mean, decimal(from ?? "0"))}</span>;
    case "outside":
      return <span className="muted">{admission.outside(integer(most ?? 0))}</span>;
    case "tie":
      return <strong>{admission.tie(rank, integer(tie?.places ?? 0))}</strong>;
    case "incomplete":
      return <span className="muted">{admission.incomplete}</span>;
    case "absent":
      return <span className="muted">{admission.absent}</span>;
    case "free":
      return <span className="muted">{admission.free}</span>;
  }
}
