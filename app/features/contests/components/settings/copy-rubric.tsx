import type { SubmissionResult } from "@conform-to/react";
import { plainForm, SelectField } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { ConfirmDisclosure } from "~/ui/primitives";
import { ScoringReason, type SavedSheets } from "./scoring-reason";

/** A rubric that can be copied; `edition` is null for the present one. */
export interface RubricSource {
  id: string;
  edition: string | null;
  round: string;
  field: string | null;
  criteria: number;
}

interface CopyRubricProps {
  sources: readonly RubricSource[];
  version: number;
  saved: SavedSheets;
  /** what the action answered for this form */
  result: SubmissionResult<string[]> | null;
}

/** Puts a copy of another rubric in place of the present one, after asking. */
export function CopyRubric({ sources, version, saved, result }: CopyRubricProps) {
  const { copy } = useMessages().rounds;
  const { integer } = useFormats();
  const form = plainForm({ id: "chep-bo-tieu-chi", result });
  if (sources.length === 0) return <p className="muted">{copy.none}</p>;
  const options = sources.map(({ id, criteria, ...source }) => ({ value: id, label: copy.source({ ...source, criteria: integer(criteria) }) }));
  return (
    <ConfirmDisclosure label={copy.title} confirmLabel={copy.submit} consequences={[copy.consequence]} intent="copy-rubric" fields={{ version: String(version) }} open={result !== null}>
      <SelectField field={form.field("from")} label={copy.from} required options={options} />
      <ScoringReason form={form} saved={saved} />
    </ConfirmDisclosure>
  );
}
