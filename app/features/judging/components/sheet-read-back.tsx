import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Button, Card, LinkButton, Notice, Table } from "~/ui/primitives";
import type { SheetView } from "../queries-sheet.server";

/** The stored scores as a table with their sum. */
function StoredScores({ view }: { view: SheetView }) {
  const { judging } = useMessages();
  const { decimal } = useFormats();
  const { sheet } = judging;
  const rows = view.lines.map(({ id, label, value, max }) => ({ id, label, value, max }));
  const all = [...rows, { id: "total", label: sheet.total, value: view.total.sum, max: view.total.max }];
  return (
    <>
      <Table
        caption={sheet.title}
        rows={all}
        rowKey={(row) => row.id}
        rowCurrent={(row) => row.id === "total"}
        columns={[
          { key: "label", header: sheet.title, primary: true, cell: (row) => (row.id === "total" ? <strong>{row.label}</strong> : row.label) },
          { key: "value", header: sheet.score, numeric: true, cell: (row) => (row.value === null ? sheet.noScore : sheet.totalOf(decimal(row.value), decimal(row.max))) },
        ]}
      />
      {view.sheet.remark && (
        <p>
          <strong>{sheet.remark}:</strong> <span className="whitespace-pre-line">{view.sheet.remark}</span>
        </p>
      )}
    </>
  );
}

/** Reads back what the server holds and asks before locking. */
export function SheetReadBack({ view }: { view: SheetView }) {
  const { judging } = useMessages();
  const href = useHref();
  const { sheet } = judging;
  return (
    <Card title={sheet.lockTitle}>
      <p>{sheet.lockLead}</p>
      <StoredScores view={view} />
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
  const { judging } = useMessages();
  const { dateTime } = useFormats();
  const href = useHref();
  const { sheet } = judging;
  const { lockedAt } = view.sheet;
  return (
    <>
      <Notice tone="success" live={isFresh}>
        <p>{isFresh ? sheet.justLocked : lockedAt && sheet.locked(dateTime(lockedAt))}</p>
      </Notice>
      <Card title={sheet.title}>
        <StoredScores view={view} />
        <p className="actions">
          {view.neighbours?.next && (
            <LinkButton kind={isFresh ? "primary" : "secondary"} icon="next" href={href(paths.scoreSheet(view.neighbours.next))}>
              {isFresh ? sheet.nextOne : sheet.next}
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
