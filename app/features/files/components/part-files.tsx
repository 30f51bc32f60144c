import { partField } from "~/domain/entry/completeness";
import { extensionsOf } from "~/domain/files/families";
import type { FieldErrors } from "~/features/entries/components/form-start";
import { FieldNote, SubmitButton, TextField } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Card, Disclosure } from "~/ui/primitives";
import { limitsText } from "../file-texts";
import type { EntryFileView, FilePartView } from "../files-view";
import { PickedFile } from "./picked-file";

interface PartFilesProps {
  part: FilePartView;
  files: readonly EntryFileView[];
  /** the web address given in place of files; after a mistake what was typed */
  link: string;
  errors: FieldErrors;
  /** nothing may be changed any more */
  closed: boolean;
}

/** One part that is filled in with files: what it takes is said first, then its files, then the way to add some. */
export function PartFiles(props: PartFilesProps) {
  const { part, files, errors, closed } = props;
  const messages = useMessages();
  const { uploads } = messages;
  const formats = useFormats();
  const field = partField(part.key);
  return (
    <Card title={part.label} aside={part.required ? undefined : <span className="optional">{uploads.optional}</span>}>
      <div id={field} className="part-files" data-part={part.key} data-families={part.families.join(" ")} data-max-bytes={part.maxFileBytes} data-takes-link={part.acceptsLink ? "" : undefined}>
        <FieldNote name={field} />
        {part.guidance && <p className="whitespace-pre-line">{part.guidance}</p>}
        <p className="strong" id={`${field}-limits`}>{limitsText({ messages, formats }, part)}</p>
        <p className="help">{uploads.extensions(extensionsOf(part.families).join(" "))}</p>
        {part.criteria.map((criterion) => (
          <p key={criterion.label} className="help">
            {messages.entries.help.judged(formats.score(criterion.max), criterion.label)}
          </p>
        ))}
        <PartHelp part={part} />
        {(errors[field] ?? []).map((text) => (
          <p key={text} className="field-error whitespace-pre-line">
            {text}
          </p>
        ))}
        <ul id={`files-${part.key}`} className="picked-files" aria-label={uploads.listOf(part.label)} data-swap="">
          {files.map((file, index) => (
            <PickedFile key={file.key} file={file} part={part} index={index} count={files.length} errors={errors} closed={closed} />
          ))}
        </ul>
        {!closed && <PickForm part={part} count={files.length} />}
        {!closed && part.acceptsLink && <LinkForm part={part} link={props.link} errors={errors[`link-${part.key}`] ?? []} />}
        {closed && props.link !== "" && <p className="break-words">{props.link}</p>}
      </div>
    </Card>
  );
}

function PartHelp({ part }: { part: FilePartView }) {
  const { uploads } = useMessages();
  return (
    <>
      {part.why && (
        <Disclosure summary={uploads.why}>
          <p className="whitespace-pre-line">{part.why}</p>
        </Disclosure>
      )}
      {part.example && (
        <Disclosure summary={uploads.example}>
          <p className="whitespace-pre-line">{part.example}</p>
        </Disclosure>
      )}
    </>
  );
}

/** Works by itself as a form with files; the script takes over the picking and uploads in pieces that survive a cut. */
function PickForm({ part, count }: { part: FilePartView; count: number }) {
  const { uploads } = useMessages();
  const formats = useFormats();
  const id = `pick-${part.key}`;
  const isFull = count >= part.maxFiles;
  return (
    <div id={`add-${part.key}`} data-swap="">
      {isFull && <p className="help">{uploads.full(formats.integer(part.maxFiles))}</p>}
      {!isFull && (
        <form method="post" action={`?muc=${encodeURIComponent(part.key)}`} encType="multipart/form-data" className="pick-form" data-pick="">
          <input type="hidden" name="intent" value="upload" />
          <input type="hidden" name="partKey" value={part.key} />
          <label htmlFor={id} className="strong">
            {count === 0 ? uploads.pick : uploads.pickMore}
            <span className="sr-only"> – {part.label}</span>
          </label>
          <input
            type="file"
            id={id}
            name="file"
            className="input"
            multiple={part.maxFiles > 1}
            accept={extensionsOf(part.families).join(",")}
            aria-describedby={`${partField(part.key)}-limits`}
            required
          />
          <div className="actions without-script">
            <SubmitButton kind="secondary">{uploads.send}</SubmitButton>
          </div>
        </form>
      )}
    </div>
  );
}

function LinkForm({ part, link, errors }: { part: FilePartView; link: string; errors: readonly string[] }) {
  const { uploads } = useMessages();
  const name = `link-${part.key}`;
  return (
    <form method="post" noValidate className="link-form" data-act="">
      <input type="hidden" name="intent" value="link" />
      <input type="hidden" name="partKey" value={part.key} />
      <TextField name="link" id={name} label={uploads.linkLabel} help={uploads.linkHelp} value={link} errors={errors} type="url" inputMode="url" autoCapitalize="none" autoComplete="off" />
      <SubmitButton kind="secondary" small>
        {uploads.linkSave}
      </SubmitButton>
    </form>
  );
}
