import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Button, Card, LinkButton, Notice, Table } from "~/ui/primitives";
import { fullMarks } from "~/domain/judging/sheet";
import { parsePoints, plainPoints } from "~/domain/kernel/decimal";
import type { SheetView } from "../queries-sheet.server";

interface ScoreRow {
  id: string;
  label: string;
  /** plain decimal texts */
  value: string | null;
  max: string;
}

interface ScoresTableProps {
  caption: string;
  rows: readonly ScoreRow[];
  total: { label: string; value: string };
}

/** Scores with their sum. */
export function ScoresTable({ caption, rows, total }: ScoresTableProps) {
  const { scoreSheet } = useMessages();
  const { decimal } = useFormats();
  const { sheet } = scoreSheet;
  const max = plainPoints(fullMarks(rows.map((row) => ({ code: row.id, label: row.label, min: null, step: 1, max: parsePoints(row.max) ?? 0 }))));
  return (
    <Table
      caption={caption}
      rows={[...rows, { id: "total", label: total.label, value: total.value, max }]}
      rowKey={(row) => row.id}
      rowCurrent={(row) => row.id === "total"}
      columns={[
        { key: "label", header: caption, primary: true, cell: (row) => (row.id === "total" ? <strong>{row.label}</strong> : row.label) },
        { key: "value", header: sheet.score, numeric: true, cell: (row) => (row.value === null ? sheet.noScore : sheet.totalOf(decimal(row.value), decimal(row.max))) },
      ]}
    />
  );
}

/** What is stored: the scores as a table with their sum, and the remarks. */
function StoredSheet({ view }: { view: SheetView }) {
  const { scoreSheet } = useMessages();
  const { sheet } = scoreSheet;
  const remarks = view.lines.filter(({ remark }) => remark !== "");
  return (
    <>
      <ScoresTable caption={sheet.title} rows={view.lines} total={{ label: sheet.total, value: view.total.sum }} />
      {[...remarks.map(({ label, remark }) => ({ label: sheet.remarkOf(label), text: remark })), { label: sheet.remark, text: view.sheet.remark }, { label: sheet.note, text: view.sheet.note }]
        .filter(({ text }) => text !== "")
        .map(({ label, text }) => (
          <p key={label}>
            <strong>{label}:</strong> <span className="whitespace-pre-line">{text}</span>
          </p>
        ))}
      {view.sheet.isPaper && <p className="muted">{sheet.channelPaper}</p>}
    </>
  );
}

/** Reads back what the server holds and asks before locking. */
export function SheetReadBack({ view }: { view: SheetView }) {
  const { scoreSheet } = useMessages();
  const { dateTime } = useFormats();
  const href = useHref();
  const { sheet, state } = scoreSheet;
  return (
    <Card title={sheet.lockTitle}>
      <p>{sheet.lockLead}</p>
      {view.sheet.savedAt && <p className="muted">{state.at.server.replace("%s", dateTime(view.sheet.savedAt))}</p>}
      <StoredSheet view={view} />
      <form method="post" className="actions">
        <input type="hidden" name="version" value={view.sheet.version} />
        <Button kind="primary" icon="lock" name="intent" value="lock">
          {sheet.lock}
        </Button>
        <LinkButton href={href(paths.scoreSheet(view.id))}>{sheet.keepEditing}</LinkButton>
      </form>
    </Card>
  );
}

/** A sheet that is locked: its values, and the way to the next entry. */
export function LockedSheet({ view, isFresh }: { view: SheetView; isFresh: boolean }) {
  const { scoreSheet } = useMessages();
  const { dateTime, integer } = useFormats();
  const href = useHref();
  const { sheet, mine } = scoreSheet;
  const { lockedAt } = view.sheet;
  const { nextOpen, complete } = view.place ?? { nextOpen: null, complete: 0 };
  return (
    <>
      <Notice tone="success" live={isFresh}>
        <p>{isFresh ? sheet.justLocked : lockedAt && sheet.locked(dateTime(lockedAt))}</p>
      </Notice>
      <Card title={sheet.title}>
        <StoredSheet view={view} />
        <p className="actions">
          {nextOpen && (
            <LinkButton kind={isFresh ? "primary" : "secondary"} icon="next" href={href(paths.scoreSheet(nextOpen))}>
              {sheet.nextOne}
            </LinkButton>
          )}
          {!nextOpen && complete > 0 && (
            <LinkButton kind="primary" icon="lock" href={href(paths.lockOwnSheets())}>
              {mine.lockMany(integer(complete))}
            </LinkButton>
          )}
          <LinkButton kind="quiet" href={href(paths.judging())}>
            {sheet.back}
          </LinkButton>
        </p>
      </Card>
    </>
  );
}
