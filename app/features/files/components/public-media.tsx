import { paths } from "~/paths";
import { useMessages } from "~/ui/locale";
import type { ShownFile } from "../shown-files.server";
import { useFileName } from "./file-name";

/** Photos and films of a published entry, the first one large. Each is fetched by an address that asks for everybody's consent again. */
export function PublicMedia({ files }: { files: readonly ShownFile[] }) {
  const { fileContent } = useMessages();
  const nameOf = useFileName();
  if (files.length === 0) return null;
  return (
    <section aria-labelledby="anh-video">
      <h2 id="anh-video">{fileContent.list.public}</h2>
      <ul className="media-list">
        {files.map((file, index) => {
          const words = nameOf(file);
          return (
            <li key={file.id}>
              {file.family === "VIDEO" ? (
                <video controls preload="metadata" src={paths.file(file.id)} aria-label={words} />
              ) : (
                <a href={paths.file(file.id)} aria-label={fileContent.list.enlarge(words)}>
                  <picture>
                    {index === 0 && <source media="(min-width: 48rem)" srcSet={paths.file(file.id)} />}
                    <img src={paths.file(file.id, file.hasThumbnail ? "nho" : undefined)} alt={words} loading="lazy" />
                  </picture>
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
