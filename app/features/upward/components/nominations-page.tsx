import { paths } from "~/paths";
import { TextField } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Button, Card, ConfirmDisclosure, Disclosure, EmptyState, LinkButton, Mono, Notice, Table } from "~/ui/primitives";
import type { NominationsView } from "../nominations-page.server";

interface Props {
  slug: string;
  view: NominationsView;
  /** false: somebody who may look only, or not now */
  mayManage: boolean;
}

type Row = NominationsView["rows"][number];

/** The list as it leaves, in its order, with who still has to agree. */
export function NominatedList({ slug, view, mayManage, mayInspect }: Props & { mayInspect: boolean }) {
  const { upward } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const last = view.rows.length - 1;
  return (
    <section>
      <h2>{upward.chosenTitle}</h2>
      <Table
        caption={upward.chosenTitle}
        rows={view.rows.map((row, index) => ({ ...row, index }))}
        rowKey={({ id }) => id}
        empty={<EmptyState title={upward.empty}>{view.awarded.length > 0 && <p>{upward.emptyHelp}</p>}</EmptyState>}
        columns={[
          { key: "order", header: upward.order, numeric: true, cell: ({ index }) => integer(index + 1) },
          { key: "entry", header: upward.entry, primary: true, cell: ({ entryId, code, title }) => (mayInspect ? <a href={href(paths.screenEntry(slug, entryId))}>{`${code} – ${title}`}</a> : `${code} – ${title}`) },
          { key: "award", header: upward.award, cell: ({ award }) => (award ? award.tierLabel : <Badge tone="danger">{upward.notAwarded}</Badge>) },
          { key: "consents", header: upward.consents, cell: (row) => <Consents row={row} /> },
          { key: "note", header: upward.note, cell: (row) => (mayManage ? <NoteForm row={row} /> : row.note) },
          ...(mayManage ? [{ key: "acts", header: "", cell: (row: Row & { index: number }) => <RowActs row={row} isFirst={row.index === 0} isLast={row.index === last} /> }] : []),
        ]}
      />
    </section>
  );
}

function Consents({ row }: { row: Row }) {
  const { upward } = useMessages();
  const { date } = useFormats();
  if (row.missing.length === 0) {
    return (
      <>
        <Badge tone="success">{upward.ready}</Badge>
        {row.sentAt && <p className="muted">{upward.sentOn(date(row.sentAt))}</p>}
      </>
    );
  }
  return (
    <>
      <Badge tone="warning">{upward.missing}</Badge>
      <ul>
        {row.missing.map(({ author, parties }) => (
          <li key={author}>{upward.missingLine(author, parties.map((party) => upward.party[party]).join(upward.and))}</li>
        ))}
      </ul>
      <p className="muted">{upward.notPacked}</p>
    </>
  );
}

function NoteForm({ row }: { row: Row }) {
  const { upward } = useMessages();
  return (
    <details className="more">
      <summary>{row.note === "" ? upward.note : row.note}</summary>
      <form method="post" className="more-body grid gap-2">
        <input type="hidden" name="id" value={row.id} />
        <TextField id={`ghi-chu-${row.id}`} name="note" value={row.note} errors={[]} label={`${upward.note} (${row.code})`} help={upward.noteHelp} />
        <Button small kind="secondary" name="intent" value="note">
          {upward.saveNote}
        </Button>
      </form>
    </details>
  );
}

function RowActs({ row, isFirst, isLast }: { row: Row; isFirst: boolean; isLast: boolean }) {
  const { upward } = useMessages();
  return (
    <div className="grid gap-2">
      <form method="post" className="actions">
        <input type="hidden" name="id" value={row.id} />
        {!isFirst && (
          <Button small kind="quiet" name="intent" value="up" aria-label={upward.upOf(row.code)}>
            {upward.up}
          </Button>
        )}
        {!isLast && (
          <Button small kind="quiet" name="intent" value="down" aria-label={upward.downOf(row.code)}>
            {upward.down}
          </Button>
        )}
      </form>
      <ConfirmDisclosure small danger label={upward.withdraw} consequences={upward.withdrawWill(row.code)} confirmLabel={upward.doWithdraw} intent="withdraw" fields={{ id: row.id }} />
    </div>
  );
}

/** Awarded entries that are not on the list, best first. */
export function AwardedChoice({ slug, view }: Pick<Props, "slug" | "view">) {
  const { upward } = useMessages();
  const href = useHref();
  if (view.awarded.length === 0 && view.rows.length === 0) {
    return (
      <Notice title={upward.noResult}>
        <p>{upward.noResultHelp}</p>
        <LinkButton href={href(paths.decision(slug))}>{upward.toDecision}</LinkButton>
      </Notice>
    );
  }
  return (
    <Card title={upward.chooseTitle}>
      {view.awarded.length === 0 ? (
        <p>{upward.noneLeft}</p>
      ) : (
        <form method="post">
          <p className="muted">{upward.chooseHelp}</p>
          <ul className="list-none space-y-1 p-0">
            {view.awarded.map(({ entryId, code, title, tierLabel, fieldName, unitName }) => (
              <li key={entryId}>
                <label className="choice">
                  <input type="checkbox" name="entry" value={entryId} />
                  <span>
                    <strong>{tierLabel}</strong> · {code} – {title} <span className="muted">{[fieldName, unitName].filter((text) => text !== "").join(", ")}</span>
                  </span>
                </label>
              </li>
            ))}
          </ul>
          <Button kind="primary" name="intent" value="nominate">
            {upward.choose}
          </Button>
        </form>
      )}
    </Card>
  );
}

/** Package and spreadsheet, what is in them, and what went before. */
export function Sending({ slug, view, run, maySend }: Pick<Props, "slug" | "view"> & { run: string; maySend: boolean }) {
  const { upward } = useMessages();
  const { integer, dateTime } = useFormats();
  return (
    <Card title={upward.sendTitle}>
      <p>{upward.packageContents(integer(view.ready), integer(view.rows.length))}</p>
      {!view.isPublished && <Notice>{upward.notYetPublished}</Notice>}
      {maySend && view.isPublished && view.ready > 0 && (
        <>
          <Notice tone="warning">{upward.personal}</Notice>
          <h3>{upward.packageTitle}</h3>
          <p>{upward.packageHelp}</p>
          <form method="get" action={paths.nominationsPackage(slug)} data-progress={`${paths.nominationsProgress(slug)}?lan=${run}`}>
            <input type="hidden" name="lan" value={run} />
            <TextField id="noi-nhan" name="noi-nhan" value={view.recipient} errors={[]} label={upward.recipient} help={upward.recipientHelp} required />
            <div className="actions mt-3">
              <Button kind="primary">{upward.download}</Button>
            </div>
          </form>
          <p role="status" data-running={upward.progress("{done}", "{entries}")} data-done={upward.progressDone} data-stopped={upward.progressStopped} />
          <h3>{upward.sheetTitle}</h3>
          <p>{upward.sheetHelp}</p>
          <div className="actions">
            <LinkButton href={paths.nominationsSheet(slug)}>{upward.downloadSheet}</LinkButton>
          </div>
        </>
      )}
      <Disclosure summary={upward.whatLeaves}>
        <ul className="list-disc pl-5">
          {upward.leaves.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Disclosure>
      <h3>{upward.ownKey}</h3>
      <p>
        <Mono>{view.fingerprint}</Mono>
      </p>
      <p className="muted">{upward.ownKeyHelp}</p>
      {view.sent.length > 0 && (
        <>
          <h3>{upward.sentTitle}</h3>
          <ul>
            {view.sent.map(({ id, createdAt, recipient, entries, createdBy }) => (
              <li key={id}>{upward.sentLine(dateTime(createdAt), recipient, integer(entries), createdBy === "" ? upward.system : createdBy)}</li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
