export interface Article {
  /** null: text before the first heading */
  heading: string | null;
  /** paragraphs in order; lines that begin with "- " are items of a list */
  blocks: readonly ArticleBlock[];
}

export type ArticleBlock = { kind: "paragraph"; text: string } | { kind: "list"; items: readonly string[] };

const HEADING = /^(?:#{1,3}\s+(.+)|((?:Điều|Article)\s+\d+\s*[.:].*))$/i;

function blocksOf(lines: readonly string[]): ArticleBlock[] {
  const blocks: ArticleBlock[] = [];
  let items: string[] | null = null;
  for (const line of lines) {
    const item = /^[-•+]\s+(.+)$/.exec(line)?.[1];
    if (item === undefined) {
      items = null;
      blocks.push({ kind: "paragraph", text: line });
    } else if (items) {
      items.push(item);
    } else {
      items = [item];
      blocks.push({ kind: "list", items });
    }
  }
  return blocks;
}

/**
 * The rules as people type them: plain text, in which a line "Điều 3. Đối tượng" (or "# Đối tượng") is a heading
 * and lines beginning with "- " are a list. Empty lines only separate.
 */
export function articlesOf(text: string): Article[] {
  const articles: { heading: string | null; lines: string[] }[] = [];
  for (const raw of text.normalize("NFC").split("\n")) {
    const line = raw.trim();
    if (line === "") continue;
    const match = HEADING.exec(line);
    if (match) articles.push({ heading: (match[1] ?? match[2] ?? "").trim(), lines: [] });
    else if (articles.length === 0) articles.push({ heading: null, lines: [line] });
    else articles.at(-1)?.lines.push(line);
  }
  return articles.map(({ heading, lines }) => ({ heading, blocks: blocksOf(lines) }));
}
