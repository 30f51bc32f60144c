import { paths } from "~/paths";
import { StackedProgress } from "~/ui/charts";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, DateTime, EmptyState, LinkButton, Mono, Table } from "~/ui/primitives";
import type { OwnRound } from "../queries-sheet.server";
import { SheetBadge } from "./sheet-badge";

/** Everything a judge has to do, by edition and round, the next entry first. */
export function OwnRounds({ rounds }: { rounds: readonly OwnRound[] }) {
  const { judging } = useMessages();
  if (rounds.length === 0) return <EmptyState title={judging.mine.none}>{judging.mine.noneHelp}</EmptyState>;
  return (
    <div className="grid gap-8">
      {rounds.map((round) => (
        <OwnRoundCard key={round.id} round={round} />
      ))}
    </div>
  );
}

function OwnRoundCard({ round }: { round: OwnRound }) {
  const { judging } = useMessages();
  const { mine } = judging;
  const href = useHref();
  const parts = [
    { label: mine.locked, value: round.locked, tone: "done" as const },
    { label: mine.draft, value: round.draft, tone: "doing" as const },
    { label: mine.todo, value: round.todo, tone: "todo" as const },
  ];
  return (
    <Card title={round.round} eyebrow={round.edition} aside={<RoundDates round={round} />}>
      <StackedProgress label={mine.progress} parts={parts} />
      {round.standing === "open" && round.next && (
        <p>
          <LinkButton kind="primary" icon="next" href={href(paths.scoreSheet(round.next))}>
            {mine.next}
          </LinkButton>
        </p>
      )}
      {round.next === null && <p>{mine.allLocked}</p>}
      <Table
        caption={`${mine.title}: ${round.round}`}
        rows={round.assignments}
        rowKey={(row) => row.id}
        rowCurrent={(row) => row.id === round.next && round.standing === "open"}
        columns={[
          {
            key: "entry",
            header: mine.entry,
            primary: true,
            cell: (row) => (
              <a href={href(paths.scoreSheet(row.id))} className="inline-block py-2">
                <Mono>{row.code}</Mono> {row.title}
              </a>
            ),
          },
          { key: "field", header: mine.field, cell: (row) => row.field },
          { key: "state", header: mine.state, cell: (row) => <SheetBadge state={row.state} /> },
          { key: "saved", header: mine.savedAt, cell: (row) => row.savedAt && <DateTime at={row.savedAt} /> },
        ]}
      />
    </Card>
  );
}

function RoundDates({ round }: { round: OwnRound }) {
  const { judging } = useMessages();
  const { dateTime } = useFormats();
  const { mine } = judging;
  if (round.standing === "before") return <Badge tone="info">{mine.from(dateTime(round.startsAt))}</Badge>;
  if (round.standing === "over") return <Badge>{mine.over(dateTime(round.endsAt))}</Badge>;
  return <Badge tone="warning">{mine.until(dateTime(round.endsAt))}</Badge>;
}
