import type { ReactNode } from "react";
import { PartContent } from "~/features/entries/components/part-content";
import { scoreFieldName } from "~/domain/judging/sheet-fields";
import { useFormats, useMessages } from "~/ui/locale";
import { Card, DescriptionList, type Definition } from "~/ui/primitives";
import type { SheetLine, SheetView } from "../queries-sheet.server";
import { FORM } from "./sheet-criterion";

type Dossier = SheetView["dossier"];

interface DossierTextProps {
  part: Dossier["parts"][number];
  /** those it is judged by, on a sheet that can be filled */
  criteria?: readonly Pick<SheetLine, "id" | "label" | "max">[];
  children?: ReactNode;
}

/** One part of the dossier as it was submitted. Files are shown as files; without an address in their place they are no text. */
export function DossierText({ part, criteria = [], children }: DossierTextProps) {
  const { scoreSheet, dossier, blind } = useMessages();
  const { integer } = useFormats();
  if (part.kind === "FILE" && part.text === "" && !part.isLinkHidden && part.hiddenFiles === 0 && !children) return null;
  return (
    <section className="dossier-part" id={`phan-${part.key}`} data-dossier-part={part.key} tabIndex={-1}>
      <Card title={part.label}>
        {part.isLinkHidden && <p className="muted">{dossier.linkHidden}</p>}
        {part.hiddenFiles > 0 && <p className="muted">{blind.hiddenFiles(integer(part.hiddenFiles))}</p>}
        {part.text.trim() === "" ? part.kind !== "FILE" && <p className="muted">{scoreSheet.sheet.emptyPart}</p> : <PartContent part={part} text={part.text} />}
        {children}
        <JudgedBy criteria={criteria} />
      </Card>
    </section>
  );
}

/** Links from a part back to the criteria it is judged by. */
function JudgedBy({ criteria }: { criteria: readonly Pick<SheetLine, "id" | "label" | "max">[] }) {
  const { scoreSheet } = useMessages();
  const { decimal } = useFormats();
  if (criteria.length === 0) return null;
  return (
    <p className="judged-by">
      <span className="muted">{scoreSheet.sheet.judgedBy}</span>
      {criteria.map(({ id, label, max }) => (
        <a key={id} href={`#${FORM}-${scoreFieldName(id)}`} data-to-criterion={id}>
          {label} <span className="num">/ {decimal(max)}</span>
        </a>
      ))}
    </p>
  );
}

/** Summary, and where the round is not blind, who stands behind the entry. */
export function DossierPeople({ dossier }: { dossier: Dossier }) {
  const { scoreSheet } = useMessages();
  const { sheet } = scoreSheet;
  const { people } = dossier;
  const items: Definition[] = people
    ? [
        { term: sheet.authors, description: people.authors.map(({ name, unit }) => [name, unit].filter(Boolean).join(" – ")).join("; ") },
        { term: sheet.owner, description: people.ownerName },
        { term: sheet.unit, description: people.unitName },
        { term: sheet.supervisor, description: [people.supervisor, people.supervisorUnit].filter(Boolean).join(" – ") },
      ].filter(({ description }) => description !== "")
    : [];
  if (dossier.summary.trim() === "" && items.length === 0) return null;
  return (
    <Card title={sheet.summary}>
      {dossier.summary && <div className="prose whitespace-pre-line">{dossier.summary}</div>}
      {items.length > 0 && <DescriptionList items={items} />}
    </Card>
  );
}
