import type { FieldErrors } from "~/features/entries/components/form-start";
import { stepPath } from "~/features/entries/steps";
import { paths } from "~/paths";
import { useFormats, useHref, useLocale, useMessages } from "~/ui/locale";
import { LinkButton } from "~/ui/primitives";
import { limitText } from "../file-texts";
import type { FilePartView, FilesView } from "../files-view";
import { AwaitedFiles } from "./awaited-files";
import { PartFiles } from "./part-files";

interface FilesFormProps {
  view: {
    entry: { id: string };
    parts: readonly FilePartView[];
    draft: { parts: Readonly<Record<string, string>> };
    files: FilesView;
    closed: string | null;
    userId: string;
    /** no key: others use this device, too, so that nothing is kept on it */
    keeping: { deviceKey: string | null };
    now: Date;
  };
  errors: FieldErrors;
  /** a web address that was refused, as typed */
  typedLink: { field: string; link: string } | null;
}

/** Step 4: the files of the entry, part by part. Everything is kept at once, so there is nothing to save at the end. */
export function FilesForm({ view, errors, typedLink }: FilesFormProps) {
  const { uploads } = useMessages();
  const formats = useFormats();
  const href = useHref();
  const { files, closed } = view;
  const parts = view.parts.filter((part) => part.kind === "FILE");
  const linkOf = (key: string) => (typedLink?.field === `link-${key}` ? typedLink.link : (view.draft.parts[key] ?? ""));
  // Once nothing may be changed, what counts is shown, not a draft beside it that can no longer be submitted.
  const shown = closed !== null && files.submitted ? files.submitted : files.inHand;
  const isOpen = closed === null || files.awaited.length > 0;
  return (
    <div id="files" className="space-y-5" {...(isOpen ? { "data-uploads": view.entry.id, "data-user": view.userId, "data-acts": href(paths.entryFileActs(view.entry.id)), ...(view.keeping.deviceKey === null ? {} : { "data-on-device": "" }) } : {})}>
      <p className="lead">{parts.length === 0 ? uploads.none : uploads.lead}</p>
      <div id="files-awaited" data-swap="">
        <AwaitedFiles files={files} now={view.now} />
      </div>
      {closed === null && parts.some((part) => part.families.includes("PHOTO")) && <ShrinkBox />}
      {parts.map((part) => (
        <PartFiles
          key={part.key}
          part={part}
          files={shown.filter((file) => file.partKey === part.key)}
          link={linkOf(part.key)}
          errors={errors}
          closed={closed !== null}
        />
      ))}
      {parts.length > 0 && (
        <p id="files-used" className="help" data-swap="">
          {uploads.used(files.used === 0 ? "0 MB" : formats.fileSize(files.used), limitText(formats, files.most))}
        </p>
      )}
      {isOpen && <ScriptTexts />}
      {closed === null && (
        <div className="actions">
          <LinkButton kind="primary" href={href(stepPath(view.entry.id, "consents"))}>
            {uploads.next}
          </LinkButton>
        </div>
      )}
      <p id="upload-news" className="sr-only" role="status" aria-live="polite" />
    </div>
  );
}

/** Off until somebody wishes it; only the script can do it, so that it is not shown without. */
function ShrinkBox() {
  const { uploads } = useMessages();
  return (
    <div className="choices with-script">
      <label className="choice">
        <input type="checkbox" id="shrink" />
        <span>
          {uploads.shrink}
          <span className="hint">{uploads.shrinkHelp}</span>
        </span>
      </label>
    </div>
  );
}

/** The words of the script, in the language of the page. */
function ScriptTexts() {
  const { uploads } = useMessages();
  const locale = useLocale();
  const texts = { ...uploads.script, reasons: uploads.reasons, locale };
  return <script type="application/json" id="upload-texts" dangerouslySetInnerHTML={{ __html: JSON.stringify(texts).replace(/</g, "\\u003c") }} />;
}
