import type { ImportNote, ImportProblem } from "~/domain/imports/problems";
import { paths } from "~/paths";
import { Button, Card, LinkButton, Notice, Table } from "~/ui/primitives";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { columnText, noteLine, problemText } from "../problem-texts";

/** What became of a file that was sent. */
export type ImportOutcome =
  | { kind: "refused"; text: string }
  | { kind: "problems"; problems: ImportProblem[]; total: number }
  | { kind: "checked"; entries: number; authors: number; notes: ImportNote[]; name: string; kept: string };

/** How many problems a page shows at once. */
export const MOST_SHOWN = 200;

/** Choosing a file, and what a check of it found. */
export function ImportPage({ slug, outcome, mostBytes }: { slug: string; outcome: ImportOutcome | null; mostBytes: number }) {
  const { imports } = useMessages();
  const { fileSize } = useFormats();
  const href = useHref();
  const { steps } = imports;
  return (
    <>
      {outcome && <Outcome outcome={outcome} />}
      <Card title={outcome?.kind === "checked" ? imports.checkAgain : undefined}>
        <ol className="list-decimal ps-5">
          <li>
            {steps.template} <LinkButton href={`${href(paths.importTemplate())}?cuoc-thi=${encodeURIComponent(slug)}`} small>{imports.template}</LinkButton>
          </li>
          <li>{steps.check}</li>
          <li>{steps.confirm}</li>
        </ol>
        <form method="post" encType="multipart/form-data">
          <div className="field">
            <label htmlFor="import-file">{imports.file}</label>
            <div id="import-file-help" className="help">
              {imports.fileHelp(fileSize(mostBytes))}
            </div>
            <input
              id="import-file"
              type="file"
              name="file"
              required
              className="input"
              aria-describedby="import-file-help"
              accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            />
          </div>
          <Button kind={outcome?.kind === "checked" ? "secondary" : "primary"} name="intent" value="check">
            {imports.check}
          </Button>
        </form>
      </Card>
    </>
  );
}

function Outcome({ outcome }: { outcome: ImportOutcome }) {
  switch (outcome.kind) {
    case "refused":
      return <Notice tone="danger" title={outcome.text} live />;
    case "problems":
      return <Problems problems={outcome.problems} total={outcome.total} />;
    case "checked":
      return <Checked outcome={outcome} />;
  }
}

function Problems({ problems, total }: { problems: readonly ImportProblem[]; total: number }) {
  const { imports } = useMessages();
  const formats = useFormats();
  const { column } = imports;
  return (
    <>
      <Notice tone="danger" title={imports.problemsTitle(formats.integer(total))} live>
        <p>{imports.problemsHelp}</p>
      </Notice>
      <Table
        caption={imports.problemsTitle(formats.integer(total))}
        rows={problems.map((problem, index) => ({ ...problem, key: String(index) }))}
        rowKey={(row) => row.key}
        columns={[
          { key: "row", header: column.row, numeric: true, primary: true, cell: (row) => row.row },
          { key: "column", header: column.column, cell: (row) => columnText(imports, row) ?? "–" },
          { key: "problem", header: column.problem, cell: (row) => problemText(imports, formats, row) },
        ]}
      />
      {total > problems.length && <p>{imports.moreProblems(formats.integer(total - problems.length))}</p>}
    </>
  );
}

function Checked({ outcome }: { outcome: Extract<ImportOutcome, { kind: "checked" }> }) {
  const { imports } = useMessages();
  const formats = useFormats();
  const { integer } = formats;
  return (
    <Card title={imports.checkedTitle}>
      <p>{imports.checked(integer(outcome.entries), integer(outcome.authors))}</p>
      <p className="muted">{imports.checkedFile(outcome.name)}</p>
      {outcome.notes.length > 0 && (
        <Notice tone="warning" title={imports.notesTitle}>
          <ul>
            {outcome.notes.map((note, index) => (
              <li key={index}>{noteLine(imports, formats, note)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <form method="post" encType="multipart/form-data">
        <input type="hidden" name="kept" value={outcome.kept} />
        <input type="hidden" name="name" value={outcome.name} />
        <Button kind="primary" name="intent" value="import">
          {imports.confirm(integer(outcome.entries))}
        </Button>
      </form>
    </Card>
  );
}
