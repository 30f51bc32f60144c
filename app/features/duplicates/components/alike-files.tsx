import { paths } from "~/paths";
import { useFormats, useMessages } from "~/ui/locale";
import { Badge, Card } from "~/ui/primitives";
import type { PairView } from "../pair-page.server";

/** Files of the two that are the same or look the same, side by side. */
export function AlikeFiles({ view }: { view: Pick<PairView, "files"> }) {
  const { page } = useMessages().duplicates;
  if (view.files.length === 0) return null;
  return (
    <Card title={page.files}>
      {view.files.map(({ own, other, isSame }) => (
        <section key={`${own.id} ${other.id}`} className="space-y-2 border-t border-line pt-3">
          <Badge tone="warning">{isSame ? page.sameFile : page.alikePicture}</Badge>
          <div className="grid grid-cols-2 gap-4">
            <OneFile file={own} />
            <OneFile file={other} />
          </div>
        </section>
      ))}
    </Card>
  );
}

function OneFile({ file }: { file: PairView["files"][number]["own"] }) {
  const { page } = useMessages().duplicates;
  const { fileSize } = useFormats();
  return (
    <div className="min-w-0">
      {file.mayOpen && file.hasThumbnail && <img src={paths.file(file.id, "nho")} alt={file.name} loading="lazy" className="max-w-full" />}
      <p className="break-words">{file.mayOpen ? <a href={paths.file(file.id)} aria-label={page.openFile(file.name)}>{file.name}</a> : file.name}</p>
      <p className="muted">{fileSize(file.size)}</p>
    </div>
  );
}
