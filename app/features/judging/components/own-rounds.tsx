import { paths } from "~/paths";
import { StackedProgress } from "~/ui/charts";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, DateTime, Disclosure, EmptyState, LinkButton, Mono, Table } from "~/ui/primitives";
import type { OwnEntry, OwnRound } from "../queries-own.server";
import { SheetBadge } from "./sheet-badge";

interface OwnRoundsProps {
  rounds: readonly OwnRound[];
  /** the list is filtered: rounds without a match show their figures only */
  isFiltered?: boolean;
}

/** Everything a judge has to do, by edition and round, the next entry first. */
export function OwnRounds({ rounds, isFiltered = false }: OwnRoundsProps) {
  const { scoreSheet } = useMessages();
  const { mine } = scoreSheet;
  if (rounds.length === 0) return <EmptyState title={mine.none}>{mine.noneHelp}</EmptyState>;
  if (isFiltered && rounds.every(({ assignments }) => assignments.length === 0)) return <EmptyState title={mine.empty}>{mine.emptyHelp}</EmptyState>;
  return (
    <div className="grid gap-8">
      {rounds
        .filter(({ assignments }) => !isFiltered || assignments.length > 0)
        .map((round) => (
          <OwnRoundCard key={round.id} round={round} isFolded={!isFiltered && round.standing === "over"} />
        ))}
    </div>
  );
}

function OwnRoundCard({ round, isFolded }: { round: OwnRound; isFolded: boolean }) {
  const { scoreSheet } = useMessages();
  const { integer } = useFormats();
  const { mine } = scoreSheet;
  const href = useHref();
  const parts = [
    { label: mine.locked, value: round.locked, tone: "done" as const },
    { label: mine.draft, value: round.draft, tone: "doing" as const },
    { label: mine.todo, value: round.todo, tone: "todo" as const },
  ];
  const entries = <OwnEntries round={round} />;
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
      {round.locked === round.total && <p>{mine.allLocked}</p>}
      {round.assignments.length > 0 && (isFolded ? <Disclosure summary={mine.showEntries(integer(round.total))}>{entries}</Disclosure> : entries)}
    </Card>
  );
}

function OwnEntries({ round }: { round: OwnRound }) {
  const { scoreSheet } = useMessages();
  const { mine } = scoreSheet;
  const href = useHref();
  return (
    <Table<OwnEntry>
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
              <Mono>{row.code}</Mono> {row.title || <span className="muted">{mine.preparing}</span>}
            </a>
          ),
        },
        { key: "field", header: mine.field, cell: (row) => row.field },
        { key: "state", header: mine.state, cell: (row) => <SheetBadge state={row.state} isComplete={row.isComplete} /> },
        { key: "saved", header: mine.savedAt, cell: (row) => row.savedAt && <DateTime at={row.savedAt} /> },
      ]}
    />
  );
}

function RoundDates({ round }: { round: OwnRound }) {
  const { scoreSheet } = useMessages();
  const { dateTime } = useFormats();
  const { mine } = scoreSheet;
  if (round.standing === "before") return <Badge tone="info">{mine.from(dateTime(round.startsAt))}</Badge>;
  if (round.standing === "over") return <Badge>{mine.over(dateTime(round.endsAt))}</Badge>;
  return <Badge tone="warning">{mine.until(dateTime(round.endsAt))}</Badge>;
}
