import { useFormats, useMessages } from "~/ui/locale";
import { ConfirmDisclosure, Notice } from "~/ui/primitives";
import type { FilesView } from "../files-view";
import { FileNames } from "./awaited-files";

/** What the secretary is told of files that were declared and did not come, and what can be decided. */
export function AwaitedForStaff({ files, mayDecide }: { files: Pick<FilesView, "awaited" | "dueAt" | "isOverdue">; mayDecide: boolean }) {
  const { due } = useMessages().uploads;
  const formats = useFormats();
  if (files.awaited.length === 0) return null;
  const text = files.dueAt === null ? due.staffSettled : files.isOverdue ? due.staffOverdue(formats.dateTime(files.dueAt)) : due.staffText(formats.dateTime(files.dueAt));
  return (
    <Notice tone={files.dueAt === null ? "info" : "warning"} title={due.staffTitle(formats.integer(files.awaited.length))}>
      <p>{text}</p>
      <FileNames files={files.awaited} />
      {mayDecide && files.dueAt !== null && (
        <ConfirmDisclosure label={due.without} confirmLabel={due.withoutDo} consequences={due.withoutWill} intent="withoutFiles" small />
      )}
    </Notice>
  );
}
