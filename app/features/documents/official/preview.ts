import { articleTitle, type Block, END_MARK, NATIONAL_MOTTO, NATIONAL_TITLE, type Paper, RECIPIENTS_TITLE, type Words } from "~/platform/render/paper";

/** A paper for the screen: its words in their order, without pictures and measures. */
export type PreviewBlock =
  | { kind: "head"; issuer: readonly string[]; nation: readonly string[] }
  | { kind: "heading"; level: "title" | "subtitle" | "section" | "sub"; text: string }
  | { kind: "text"; text: string; isCentred: boolean }
  | { kind: "table"; columns: readonly string[]; rows: readonly (readonly string[])[]; /** rows that are not shown */ more: number }
  | { kind: "signatures"; columns: readonly { lines: readonly string[]; name: string }[] };

/** Rows of a table that are shown: enough to see that it is the right one. */
const MOST_ROWS = 12;

const plain = (words: Words): string => (typeof words === "string" ? words : words.map(({ text }) => text).join(""));

export function previewOf(paper: Paper): PreviewBlock[] {
  return paper.sections.flatMap(({ blocks }) => blocks.flatMap(shown));
}

function shown(block: Block): PreviewBlock[] {
  switch (block.kind) {
    case "head": {
      const { parent, body, number } = block.issuer ?? { body: "" };
      return [{ kind: "head", issuer: [parent ?? "", body, number ?? ""].filter(Boolean), nation: [NATIONAL_TITLE, NATIONAL_MOTTO, block.placeAndDate ?? ""].filter(Boolean) }];
    }
    case "heading":
      return [{ kind: "heading", level: block.level, text: block.text }];
    case "paragraph":
      return [{ kind: "text", text: `${plain(block.text)}${block.endMark ? END_MARK : ""}`, isCentred: block.align === "center" }];
    case "article":
      return [{ kind: "heading", level: "sub", text: articleTitle(block) }, { kind: "text", text: block.text, isCentred: false }];
    case "table":
      return [{ kind: "table", columns: block.header === false ? [] : block.columns.map(({ title }) => title), rows: block.rows.slice(0, MOST_ROWS).map((row) => row.map(plain)), more: Math.max(0, block.rows.length - MOST_ROWS) }];
    case "signatures":
      return [
        {
          kind: "signatures",
          columns: block.columns.map((column) =>
            "recipients" in column ? { lines: [RECIPIENTS_TITLE, ...column.recipients], name: "" } : { lines: [column.above ?? "", ...column.lines, column.note ?? ""].filter(Boolean), name: column.name ?? "" },
          ),
        },
      ];
    case "group":
      return block.blocks.flatMap(shown);
    default:
      return [];
  }
}
