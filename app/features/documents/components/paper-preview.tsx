import { useFormats, useMessages } from "~/ui/locale";
import type { PreviewBlock } from "../official/preview";

/** The words of a paper as they will be printed, on something that looks like a sheet. */
export function PaperPreview({ title, blocks, isIssued }: { title: string; blocks: readonly PreviewBlock[]; isIssued: boolean }) {
  const { kind } = useMessages().paperDesk;
  const heading = isIssued ? kind.issuedOf(title) : kind.previewOf(title);
  return (
    <section>
      <h2>{heading}</h2>
      <div className="paper-leaf" role="region" lang="vi" aria-label={heading} tabIndex={0}>
        {blocks.map((block, index) => (
          <SheetBlock key={index} block={block} />
        ))}
      </div>
    </section>
  );
}

function SheetBlock({ block }: { block: PreviewBlock }) {
  switch (block.kind) {
    case "head":
      return (
        <div className="paper-leaf-head">
          <Lines lines={block.issuer} />
          <Lines lines={block.nation} />
        </div>
      );
    case "heading":
      return <p className={`paper-leaf-${block.level}`}>{block.text}</p>;
    case "text":
      return <p className={block.isCentred ? "paper-leaf-centred" : "paper-leaf-text"}>{block.text}</p>;
    case "table":
      return <SheetTable block={block} />;
    case "signatures":
      return (
        <div className="paper-leaf-signatures">
          {block.columns.map((column, index) => (
            <div key={index}>
              <Lines lines={column.lines} />
              {column.name && <p className="paper-leaf-name">{column.name}</p>}
            </div>
          ))}
        </div>
      );
  }
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <div>
      {lines.map((line, index) => (
        <p key={index}>{line}</p>
      ))}
    </div>
  );
}

function SheetTable({ block }: { block: Extract<PreviewBlock, { kind: "table" }> }) {
  const { kind } = useMessages().paperDesk;
  const { integer } = useFormats();
  return (
    <>
      <table>
        {block.columns.length > 0 && (
          <thead>
            <tr>
              {block.columns.map((title, index) => (
                <th key={index} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {block.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, place) => (
                <td key={place}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {block.more > 0 && <p className="paper-leaf-centred">{kind.moreRows(integer(block.more))}</p>}
    </>
  );
}
