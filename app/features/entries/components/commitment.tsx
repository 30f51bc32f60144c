import { CheckboxField } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Card } from "~/ui/primitives";

/** The commitment to read and to tick; never ticked beforehand, and asked again at every submission. */
export function CommitmentField({ commitment, error }: { commitment: { text: string; version: string }; error: string | undefined }) {
  const { dossier } = useMessages();
  return (
    <Card title={dossier.commitment.title}>
      <p className="whitespace-pre-line">{commitment.text}</p>
      <CheckboxField id="commitment" name="commitment" checkedValue={commitment.version} label={dossier.commitment.tick} errors={error ? [error] : []} required />
    </Card>
  );
}

/** What was affirmed, by whom and when, in the words of then. */
export function AffirmedCommitment({ commitment }: { commitment: { text: string; at: Date; byName: string } | null }) {
  const { dossier } = useMessages();
  const formats = useFormats();
  if (!commitment) return null;
  return (
    <Card title={dossier.commitment.title}>
      <p className="whitespace-pre-line">{commitment.text}</p>
      <p className="muted">✓ {dossier.commitment.affirmed(commitment.byName, formats.dateTime(commitment.at))}</p>
    </Card>
  );
}
