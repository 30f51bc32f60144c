import type { ConsentParty } from "~/domain/entry/consent";
import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { LinkButton, Notice } from "~/ui/primitives";

interface ConsentLackingProps {
  entryId: string;
  authors: readonly { key: string; fullName: string }[];
  /** whose consent to take part is missing, by author */
  waiting: Readonly<Record<string, readonly ConsentParty[]>>;
}

/** Of a submitted entry: whose consent to take part is missing, or was taken back, and what follows from it. */
export function ConsentLacking({ entryId, authors, waiting }: ConsentLackingProps) {
  const { consent, entries } = useMessages();
  const formats = useFormats();
  const href = useHref();
  const lacking = authors.flatMap(({ key, fullName }) => (waiting[key] ?? []).map((party) => `${entries.party[party]} (${fullName})`));
  if (lacking.length === 0) return null;
  return (
    <Notice tone="warning" title={consent.lacking.title}>
      <p>{consent.lacking.text(formats.list(lacking))}</p>
      <p>{consent.lacking.follows}</p>
      <div className="actions mt-3">
        <LinkButton href={href(paths.entryConsents(entryId))}>{consent.lacking.ask}</LinkButton>
      </div>
    </Notice>
  );
}
