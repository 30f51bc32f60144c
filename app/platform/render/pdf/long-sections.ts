import type { Block, PaperSection, Table } from "../paper";

/** Laying out a section costs the square of its length: a table with more rows than this goes on in a section of its own. */
const MOST_ROWS = 60;
const ROWS_AT_ONCE = 40;

/** A section, or a part of one whose pages count on from the part before. */
export interface SectionPart extends PaperSection {
  continues: boolean;
}

/** The section in parts that are quickly laid out: a long table begins a new page after some dozens of rows. Nothing is left out. */
export function partsOf(section: PaperSection): SectionPart[] {
  const pages: Block[][] = [[]];
  for (const block of section.blocks) {
    const pieces = block.kind === "table" ? tableParts(block) : [block];
    pieces.forEach((piece, index) => {
      if (index > 0) pages.push([]);
      pages.at(-1)?.push(piece);
    });
  }
  return pages.map((blocks, index) => ({ ...section, blocks, continues: index > 0 }));
}

function tableParts(table: Table): Table[] {
  const { rows, closing, keepLast, ...rest } = table;
  if (rows.length <= MOST_ROWS) return [table];
  const parts: Table[] = [];
  let from = 0;
  while (rows.length - from > MOST_ROWS) {
    parts.push({ ...rest, rows: rows.slice(from, from + ROWS_AT_ONCE) });
    from += ROWS_AT_ONCE;
  }
  return [...parts, { ...rest, rows: rows.slice(from), ...(closing ? { closing } : {}), ...(keepLast === undefined ? {} : { keepLast }) }];
}
