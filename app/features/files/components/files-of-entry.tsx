import type { ReactNode } from "react";
import type { PartRule } from "~/domain/contest/rules";
import { fileStateOf } from "~/domain/files/entry-files";
import { paths } from "~/paths";
import { useFormats, useMessages } from "~/ui/locale";
import { Badge, Card } from "~/ui/primitives";
import type { EntryFileView } from "../files-view";
import type { ShownFile } from "../shown-files.server";
import { FileList } from "./file-list";

interface FilesOfEntryProps {
  parts: readonly Pick<PartRule, "key" | "kind" | "label">[];
  files: readonly EntryFileView[];
  /** web addresses given in place of files, by key of the part */
  links: Readonly<Record<string, string>>;
  /** the same files with what was made of them, to be looked at in place */
  content?: readonly ShownFile[];
  /** link to the step where they are changed */
  aside?: ReactNode;
}

/** The files of an entry for its own people to read over: part by part, each with its state. Nothing where the contest asks for none. */
export function FilesOfEntry({ parts, files, links, content, aside }: FilesOfEntryProps) {
  const { entries } = useMessages();
  const shown = parts.filter((part) => part.kind === "FILE");
  if (shown.length === 0) return null;
  return (
    <Card title={entries.stepTitle.files} aside={aside}>
      {shown.map((part) => {
        const own = files.filter((file) => file.partKey === part.key);
        const link = links[part.key] ?? "";
        return (
          <section key={part.key}>
            <h3>{part.label}</h3>
            {own.length === 0 && link === "" && <p className="muted">{entries.review.none}</p>}
            {content && <FileList files={content.filter((file) => file.partKey === part.key)} withHelp />}
            {!content && own.length > 0 && (
              <ul className="picked-files">
                {own.map((file) => (
                  <FileLine key={file.key} file={file} />
                ))}
              </ul>
            )}
            {link !== "" && (
              <p className="break-words">
                <a href={link} rel="noopener noreferrer nofollow">
                  {link}
                </a>
              </p>
            )}
          </section>
        );
      })}
    </Card>
  );
}

function FileLine({ file }: { file: EntryFileView }) {
  const { uploads } = useMessages();
  const formats = useFormats();
  const state = fileStateOf(file);
  return (
    <li className="picked-file">
      {file.hasThumbnail && <img src={paths.file(file.id, "nho")} alt={file.caption || file.name} className="picked-thumb" loading="lazy" width="96" height="72" />}
      <div className="picked-body">
        <p className="picked-name">
          {file.isHere ? (
            <a href={paths.file(file.id)}>
              <bdi>{file.name}</bdi>
            </a>
          ) : (
            <bdi>{file.name}</bdi>
          )}{" "}
          <span className="muted">{formats.fileSize(file.size)}</span> {state !== "here" && <Badge tone={state === "waiting" ? "warning" : "danger"}>{uploads.state[state]}</Badge>}
        </p>
        {file.caption && <p>{file.caption}</p>}
      </div>
    </li>
  );
}
