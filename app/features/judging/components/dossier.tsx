import type { ReactNode } from "react";
import { PartContent } from "~/features/entries/components/part-content";
import { useMessages } from "~/ui/locale";
import { Card, DescriptionList, type Definition } from "~/ui/primitives";
import type { SheetView } from "../queries-sheet.server";

type Dossier = SheetView["dossier"];

/** One part of the dossier as it was submitted. Files are shown as files; without an address in their place they are no text. */
export function DossierText({ part, children }: { part: Dossier["parts"][number]; children?: ReactNode }) {
  const { judging, dossier } = useMessages();
  if (part.kind === "FILE" && part.text === "" && !part.isLinkHidden && !children) return null;
  return (
    <Card title={part.label}>
      {part.isLinkHidden && <p className="muted">{dossier.linkHidden}</p>}
      {part.text.trim() === "" ? part.kind !== "FILE" && <p className="muted">{judging.sheet.emptyPart}</p> : <PartContent part={part} text={part.text} />}
      {children}
    </Card>
  );
}

/** Summary, and where the round is not blind, who stands behind the entry. */
export function DossierPeople({ dossier }: { dossier: Dossier }) {
  const { judging } = useMessages();
  const { sheet } = judging;
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
