import { problemText } from "~/features/files/file-texts";
import { paths } from "~/paths";
import { useFormats, useMessages } from "~/ui/locale";
import { cx } from "~/ui/cx";
import { Badge, Icon, Notice } from "~/ui/primitives";
import type { ShownFile, ShownFileState } from "../shown-files.server";
import { useFileName } from "./file-name";
import { FileViewer } from "./file-viewer";

const TONES = { waiting: "warning", refused: "danger", processing: "info", failed: "danger", ready: "neutral" } as const satisfies Record<ShownFileState, string>;

interface FileListProps {
  files: readonly ShownFile[];
  /** to the people of the entry: how to get a file that everybody sees */
  withHelp?: boolean;
}

/** Files one below the other: what each is, how it stands, and its content in place. Works without scripts. */
export function FileList({ files, withHelp = false }: FileListProps) {
  if (files.length === 0) return null;
  return (
    <ul className="file-list">
      {files.map((file) => (
        <li key={file.id} className={cx("file-item", file.family === "PHOTO" && file.isShowable && "is-photo")}>
          <FileHead file={file} />
          <FileProblem file={file} withHelp={withHelp} />
          <FileViewer file={file} />
          <FileLinks file={file} />
        </li>
      ))}
    </ul>
  );
}

function FileHead({ file }: { file: ShownFile }) {
  const { fileContent } = useMessages();
  const nameOf = useFileName();
  const facts = useFacts(file);
  return (
    <div className="file-head">
      <p>
        <strong className="file-name">{nameOf(file)}</strong>
        {file.state !== "ready" && <Badge tone={TONES[file.state]}>{fileContent.states[file.state]}</Badge>}
      </p>
      {file.caption !== "" && <p>{file.caption}</p>}
      <p className="muted text-sm">{facts}</p>
    </div>
  );
}

function useFacts({ family, name, size, pages, seconds, width, height }: ShownFile): string {
  const { fileContent } = useMessages();
  const { fileSize, integer } = useFormats();
  const { list } = fileContent;
  const clock = (total: number) => `${Math.floor(total / 60)}:${String(Math.floor(total % 60)).padStart(2, "0")}`;
  return [
    ...(name === null ? [] : [fileContent.family[family]]),
    fileSize(size),
    ...(pages === null ? [] : [list.pages(integer(pages))]),
    ...(seconds === null ? [] : [list.length(clock(seconds))]),
    ...(width === null || height === null ? [] : [list.pixels(String(width), String(height))]),
  ].join(" · ");
}

function FileProblem({ file: { state, problem }, withHelp }: { file: ShownFile; withHelp: boolean }) {
  const messages = useMessages();
  const { problems, viewerProblems } = messages.fileContent;
  if (problem === null || state === "waiting" || state === "processing") return null;
  if (problem === "heic" || problem === "codec") {
    if (!withHelp) return <p className="muted text-sm">{viewerProblems[problem]}</p>;
    return (
      <Notice tone="warning" title={problems[problem].title}>
        <p>{problems[problem].help}</p>
      </Notice>
    );
  }
  return withHelp ? <Notice tone="danger">{problemText(messages, problem)}</Notice> : null;
}

function FileLinks({ file: { id, state, family, isShowable, hasOriginal } }: { file: ShownFile }) {
  const { fileContent } = useMessages();
  const { list } = fileContent;
  if (state === "waiting" || state === "refused") return null;
  return (
    <p className="file-links">
      {isShowable && family !== "VIDEO" && (
        <a href={paths.file(id)} target="_blank" rel="noopener noreferrer">
          {list.open}
        </a>
      )}
      {state === "ready" && (
        <a href={paths.fileDownload(id)}>
          <Icon name="download" /> {list.download}
        </a>
      )}
      {hasOriginal && <a href={paths.fileDownload(id, "goc")}>{list.original}</a>}
    </p>
  );
}
