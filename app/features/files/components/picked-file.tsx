import { fileField } from "~/domain/entry/file-gaps";
import { extensionsOf } from "~/domain/files/families";
import { fileStateOf } from "~/domain/files/entry-files";
import type { FieldErrors } from "~/features/entries/components/form-start";
import { paths } from "~/paths";
import { SubmitButton, TextField } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Badge, Disclosure, Notice } from "~/ui/primitives";
import { problemText } from "../file-texts";
import type { EntryFileView, FilePartView } from "../files-view";

interface PickedFileProps {
  file: EntryFileView;
  part: FilePartView;
  index: number;
  count: number;
  errors: FieldErrors;
  closed: boolean;
}

/** A file of the entry as its owner handles it: whether it is here, what it shows, its place, the way out. */
export function PickedFile({ file, part, index, count, errors, closed }: PickedFileProps) {
  const messages = useMessages();
  const { uploads } = messages;
  const formats = useFormats();
  const state = fileStateOf(file);
  const tone = { here: "success", waiting: "warning", refused: "danger" } as const;
  return (
    <li id={fileField(file.key)} className="picked-file" data-file={file.key} data-state={state} data-name={file.name} data-size={file.size} data-sha256={file.sha256 ?? undefined}>
      {file.hasThumbnail && <img src={paths.file(file.id, "nho")} alt={file.caption || file.name} className="picked-thumb" loading="lazy" width="96" height="72" />}
      <div className="picked-body">
        <p className="picked-name">
          <bdi>{file.name}</bdi> <span className="muted">{formats.fileSize(file.size)}</span> <Badge tone={tone[state]}>{uploads.state[state]}</Badge>
        </p>
        {file.caption && <p>{file.caption}</p>}
        {file.isHere && file.seeingProblem && <SeeingProblem problem={file.seeingProblem} />}
        {state === "waiting" && <p className="help" data-waiting="">{file.sha256 === null ? uploads.undeclared : uploads.pickAgain(file.name)}</p>}
        {state === "refused" && <p className="field-error">{problemText(messages, file.problem ?? "")}</p>}
        {(errors[fileField(file.key)] ?? []).map((text) => (
          <p key={text} className="field-error">
            {text}
          </p>
        ))}
        <div data-progress="" />
        {state === "waiting" && <AgainForm file={file} part={part} />}
        {!closed && <FileActs file={file} part={part} index={index} count={count} />}
      </div>
    </li>
  );
}

/** Accepted, yet others may not see it: said to the one who can still mend it, with how. */
function SeeingProblem({ problem }: { problem: string }) {
  const messages = useMessages();
  const { problems } = messages.fileContent;
  const known = problem === "heic" || problem === "codec" ? problems[problem] : null;
  return (
    <Notice tone="warning" title={known?.title}>
      <p>{known ? known.help : problemText(messages, problem)}</p>
    </Notice>
  );
}

/** The way to send the bytes of a file that was declared: also after the submission, until they are due. */
function AgainForm({ file, part }: Pick<PickedFileProps, "file" | "part">) {
  const { uploads } = useMessages();
  return (
    <form method="post" action={`?muc=${encodeURIComponent(part.key)}`} encType="multipart/form-data" className="pick-form" data-pick="" data-again={file.key}>
      <input type="hidden" name="intent" value="upload" />
      <input type="hidden" name="partKey" value={part.key} />
      <input type="hidden" name="key" value={file.key} />
      <label htmlFor={`again-${file.key}`}>
        {uploads.pickThis}
        <span className="sr-only"> – {file.name}</span>
      </label>
      <input type="file" id={`again-${file.key}`} name="file" className="input" accept={extensionsOf(part.families).join(",")} required />
      <div className="actions without-script">
        <SubmitButton kind="secondary" small>
          {uploads.send}
        </SubmitButton>
      </div>
    </form>
  );
}

function FileActs({ file, part, index, count }: Pick<PickedFileProps, "file" | "part" | "index" | "count">) {
  const { uploads } = useMessages();
  const about = (
    <>
      <input type="hidden" name="partKey" value={part.key} />
      <input type="hidden" name="key" value={file.key} />
    </>
  );
  return (
    <Disclosure summary={uploads.edit}>
      <form method="post" noValidate data-act="">
        {about}
        <TextField name="caption" id={`caption-${file.key}`} label={uploads.caption} value={file.caption} errors={[]} autoCapitalize="sentences" />
        <div className="actions">
          <SubmitButton intent="caption" kind="secondary" small>
            {uploads.saveCaption}
          </SubmitButton>
          {index > 0 && (
            <SubmitButton intent="up" kind="quiet" small>
              {uploads.up}
              <span className="sr-only"> – {uploads.upOf(file.name)}</span>
            </SubmitButton>
          )}
          {index < count - 1 && (
            <SubmitButton intent="down" kind="quiet" small>
              {uploads.down}
              <span className="sr-only"> – {uploads.downOf(file.name)}</span>
            </SubmitButton>
          )}
        </div>
      </form>
      <details className="confirm">
        <summary className="btn btn-danger btn-small">{uploads.remove}</summary>
        <form method="post" className="confirm-body" data-act="">
          {about}
          <p>{uploads.removeWill(file.name)}</p>
          <SubmitButton intent="remove" kind="danger" small>
            {uploads.removeDo}
          </SubmitButton>
        </form>
      </details>
    </Disclosure>
  );
}
