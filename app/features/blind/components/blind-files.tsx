import { extensionsOf } from "~/domain/files/families";
import { paths } from "~/paths";
import { useMessages } from "~/ui/locale";
import { Badge, Button, Card, Disclosure } from "~/ui/primitives";
import type { BlindEntryView, BlindFileView } from "../entry-page.server";
import { domId } from "./blind-part";
import { Findings } from "./findings";

const TONES = { shown: "neutral", withheld: "warning", replaced: "info", waiting: "neutral", absent: "neutral" } as const;

/** The files judges see, each with what was found in its words; to be withheld or replaced. */
export function BlindFiles({ view }: { view: BlindEntryView }) {
  const { entry } = useMessages().blind;
  const toDecide = ({ findings }: BlindFileView) => findings.some(({ isHarmless }) => !isHarmless);
  const ordered = [...view.files.filter(toDecide), ...view.files.filter((file) => !toDecide(file))];
  return (
    <Card title={entry.files}>
      <p className="muted">{view.files.length === 0 ? entry.noFiles : entry.filesHelp}</p>
      {ordered.map((file) => (
        <BlindFileCard key={file.key} file={file} versionId={view.versionId} />
      ))}
    </Card>
  );
}

function BlindFileCard({ file, versionId }: { file: BlindFileView; versionId: string }) {
  const { entry } = useMessages().blind;
  const id = domId(file.key);
  const isUnread = file.findings.some(({ kind }) => kind === "UNREADABLE");
  return (
    <section aria-labelledby={id} className="grid gap-3 border-t border-line pt-3">
      <h3 id={id} className="flex flex-wrap items-center gap-2">
        {file.label} <Badge tone={TONES[file.state]}>{entry.state[file.state]}</Badge>
      </h3>
      <p className="muted break-words">{entry.ownName(file.name)}</p>
      {file.state !== "absent" && (
        <p>
          <a href={paths.file(file.id)} target="_blank" rel="noreferrer" className="inline-block py-2">
            {entry.openFile}
          </a>
        </p>
      )}
      <Findings id={id} findings={file.findings} versionId={versionId} hint={isUnread ? entry.lookAt : undefined} />
      <FileActs id={id} file={file} versionId={versionId} />
    </section>
  );
}

function FileActs({ id, file, versionId }: { id: string; file: BlindFileView; versionId: string }) {
  const { entry } = useMessages().blind;
  return (
    <>
      <form method="post" className="actions">
        <input type="hidden" name="versionId" value={versionId} />
        <input type="hidden" name="fileKey" value={file.key} />
        {file.state !== "withheld" && (
          <Button name="intent" value="withhold">
            {entry.withhold}
          </Button>
        )}
        {(file.state === "withheld" || file.state === "replaced") && (
          <Button name="intent" value="show">
            {entry.show}
          </Button>
        )}
      </form>
      <Disclosure summary={entry.replace}>
        <form method="post" action={`?tep=${file.key}&ban=${versionId}`} encType="multipart/form-data" className="grid gap-3">
          <label htmlFor={`${id}-tep`}>{entry.replaceFile}</label>
          <input type="file" id={`${id}-tep`} name="file" className="input" accept={extensionsOf(file.families).join(",")} aria-describedby={`${id}-tep-help`} required />
          <p id={`${id}-tep-help`} className="muted">
            {entry.replaceHelp}
          </p>
          <p>
            <Button kind="primary">{entry.doReplace}</Button>
          </p>
        </form>
      </Disclosure>
    </>
  );
}
