import { useFormats, useMessages } from "~/ui/locale";
import { Badge, Table } from "~/ui/primitives";
import type { RescoreSheetLine, RescoreView } from "../queries-rescore.server";

/** Scores before and after a meeting, judge by judge. */
export function RescoreScores({ meeting }: { meeting: RescoreView }) {
  const { rescore } = useMessages().jury;
  const { decimal } = useFormats();
  const points = (text: string | null) => (text === null ? "–" : decimal(text));
  return (
    <>
      <Table
        caption={rescore.scores}
        rows={meeting.lines}
        rowKey={(line) => line.judge}
        columns={[
          { key: "judge", header: rescore.judge, primary: true, cell: (line) => line.judge },
          { key: "original", header: rescore.original, numeric: true, cell: (line) => points(line.original) },
          { key: "now", header: rescore.now, numeric: true, cell: (line) => <span className="strong">{points(line.now)}</span> },
          { key: "sheet", header: rescore.sheet, cell: (line) => <Standing line={line} /> },
        ]}
      />
      {meeting.spread === null ? <p className="muted">{rescore.hiddenScores}</p> : <p className="muted">{rescore.spread(decimal(meeting.spread))}</p>}
    </>
  );
}

function Standing({ line }: { line: RescoreSheetLine }) {
  const { rescore } = useMessages().jury;
  if (line.locked === null) return <Badge>{rescore.left}</Badge>;
  if (!line.locked) return <Badge tone="warning">{rescore.stillOpen}</Badge>;
  return (
    <>
      <Badge tone="success">{rescore.lockedSheet}</Badge> {line.now !== null && line.original !== null && (line.changed ? <Badge tone="info">{rescore.changed}</Badge> : rescore.unchanged)}
    </>
  );
}
