import type { PartRule } from "~/domain/contest/rules";
import { useMessages } from "~/ui/locale";
import { Card } from "~/ui/primitives";
import type { ShownFile } from "../shown-files.server";
import { FileList } from "./file-list";

/** All files of an entry, part by part in the order of the dossier; nothing where there is none. */
export function FilesByPart({ parts, files }: { parts: readonly Pick<PartRule, "key" | "label">[]; files: readonly ShownFile[] }) {
  const { fileContent } = useMessages();
  if (files.length === 0) return null;
  const keys = [...new Set(files.map(({ partKey }) => partKey))];
  return (
    <Card title={fileContent.list.title}>
      {keys.map((key) => (
        <section key={key}>
          <h3>{parts.find((part) => part.key === key)?.label ?? key}</h3>
          <FileList files={files.filter(({ partKey }) => partKey === key)} />
        </section>
      ))}
    </Card>
  );
}
