import { chosenOption, readTable } from "~/domain/entry/part-values";
import { useMessages } from "~/ui/locale";
import { Table } from "~/ui/primitives";
import type { ShownPart } from "../content-lines";

/** What stands in a part, as its kind is read: text with its lines, the answer by its label, a table drawn as one, a link to open. */
export function PartContent({ part, text }: { part: ShownPart; text: string }) {
  const { entries } = useMessages();
  if (text === "") return <span className="muted">{entries.review.none}</span>;
  switch (part.kind) {
    case "TABLE":
      return <PartTable part={part} text={text} />;
    case "CHOICE":
      return <p>{chosenOption(text, part.options)?.label ?? text}</p>;
    case "FILE":
      return <PartLink address={text} />;
    case "TEXT":
      return <span className="block whitespace-pre-line break-words">{text}</span>;
  }
}

function PartTable({ part, text }: { part: ShownPart; text: string }) {
  const rows = readTable(text, part.options).map((cells, index) => ({ cells, index }));
  return (
    <Table
      caption={part.label}
      rows={rows}
      rowKey={({ index }) => String(index)}
      columns={part.options.map(({ key, label }, at) => ({
        key,
        header: label,
        primary: at === 0,
        cell: ({ cells }: (typeof rows)[number]) => <span className="whitespace-pre-line break-words">{cells[key] ?? "–"}</span>,
      }))}
    />
  );
}

/** Only addresses of the web become links: whatever else was typed is text. */
function PartLink({ address }: { address: string }) {
  if (!/^https?:\/\//i.test(address)) return <span className="break-words">{address}</span>;
  return (
    <a href={address} rel="noopener noreferrer nofollow" target="_blank" className="break-words">
      {address}
    </a>
  );
}
