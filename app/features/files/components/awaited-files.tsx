import type { ReactNode } from "react";
import { useFormats, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import type { EntryFileView, FilesView } from "../files-view";

/** Files of the submitted version whose bytes are still to come: until when, and after that who decides. */
export function AwaitedFiles({ files, now, children }: { files: Pick<FilesView, "awaited" | "dueAt" | "isOverdue">; now: Date; children?: ReactNode }) {
  const { due } = useMessages().uploads;
  const formats = useFormats();
  if (files.awaited.length === 0 || files.dueAt === null) return null;
  const moment = formats.dateTime(files.dueAt);
  return (
    <Notice tone="warning" title={due.title(formats.integer(files.awaited.length))}>
      <p>{files.isOverdue ? due.overdue(moment) : due.text(moment, formats.remaining(files.dueAt, now))}</p>
      <FileNames files={files.awaited} />
      {children}
    </Notice>
  );
}

/** Names and sizes as declared. */
export function FileNames({ files }: { files: readonly Pick<EntryFileView, "key" | "name" | "size" | "caption">[] }) {
  const formats = useFormats();
  return (
    <ul className="list-disc pl-5">
      {files.map((file) => (
        <li key={file.key} className="break-words">
          <bdi>{file.name}</bdi> <span className="muted">({formats.fileSize(file.size)})</span>
        </li>
      ))}
    </ul>
  );
}
