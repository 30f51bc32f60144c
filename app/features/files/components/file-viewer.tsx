import { paths } from "~/paths";
import { useMessages } from "~/ui/locale";
import type { ShownFile } from "../shown-files.server";
import { useFileName } from "./file-name";

/** The content of a file in place: a photo that is enlarged where it stands, pages of a PDF, a film that seeks. */
export function FileViewer({ file }: { file: ShownFile }) {
  if (file.family === "DOCUMENT" && file.state === "ready") return <Words file={file} />;
  if (!file.isShowable) return null;
  if (file.family === "PHOTO") return <Photo file={file} />;
  return file.family === "PDF" ? <Paper file={file} /> : <Film file={file} />;
}

/** The copy in full is fetched only when it is opened. */
function Photo({ file }: { file: ShownFile }) {
  const { fileContent } = useMessages();
  const name = useFileName()(file);
  const { id, caption, width, height } = file;
  const size = width === null || height === null ? {} : { width, height };
  return (
    <details className="file-open">
      <summary aria-label={fileContent.list.enlarge(name)}>
        <img src={paths.file(id, file.hasThumbnail ? "nho" : undefined)} alt={caption || name} loading="lazy" className="file-thumbnail" />
      </summary>
      <img src={paths.file(id)} alt={caption || name} {...size} loading="lazy" className="file-large" />
    </details>
  );
}

function Paper({ file }: { file: ShownFile }) {
  const { fileContent } = useMessages();
  const name = useFileName()(file);
  const { list } = fileContent;
  return (
    <>
      {file.hasFirstPage && (
        <a href={paths.file(file.id)} target="_blank" rel="noopener noreferrer" className="file-page">
          <img src={paths.file(file.id, "trang-dau")} alt={`${list.open}: ${name}`} loading="lazy" />
        </a>
      )}
      <details className="file-open">
        <summary>{list.viewHere}</summary>
        <p className="muted text-sm">{list.noViewer}</p>
        <iframe src={paths.file(file.id)} title={name} loading="lazy" className="file-frame" />
      </details>
    </>
  );
}

/** A Word document by its words; its look is in the download. */
function Words({ file }: { file: ShownFile }) {
  const { fileContent } = useMessages();
  const name = useFileName()(file);
  return (
    <details className="file-open">
      <summary>{fileContent.list.readHere}</summary>
      <iframe src={paths.file(file.id, "chu")} title={name} loading="lazy" className="file-frame is-text" />
    </details>
  );
}

function Film({ file }: { file: ShownFile }) {
  const { fileContent } = useMessages();
  const name = useFileName()(file);
  const size = file.width === null || file.height === null ? {} : { width: file.width, height: file.height };
  return (
    <video controls preload="metadata" src={paths.file(file.id)} {...size} aria-label={file.caption || name} className="file-film">
      {fileContent.list.videoAlt}
    </video>
  );
}
