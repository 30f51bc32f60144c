import type { SubmissionResult } from "@conform-to/react";
import { paths } from "~/paths";
import { CheckboxField, ErrorSummary, FieldSet, FormActions, plainForm, type PlainForm, RadioGroup, SelectField, SubmitButton, TextArea, TextField } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Button, Disclosure, LinkButton, Notice } from "~/ui/primitives";
import { GROUNDS_LENGTH, KINDS, proposalConstraint, RECIPIENTS } from "../schemas";
import type { ProposalView } from "../view.server";

interface Props {
  slug: string;
  view: ProposalView;
  result: SubmissionResult<string[]> | null;
}

/** Whom the published result speaks for, to be taken into the proposal. */
export function Suggestions({ view }: Pick<Props, "view">) {
  const texts = useMessages().commendations.propose;
  const { integer } = useFormats();
  return (
    <Disclosure summary={texts.suggestions}>
      {view.suggestions.length === 0 ? (
        <p className="muted">{texts.noSuggestions}</p>
      ) : (
        <form method="get" className="grid gap-2">
          <p className="muted">{texts.suggestionsHelp}</p>
          {view.suggestions.map(({ key, kind, name, detail, entries, awarded, prize }) => (
            <label key={key} className="choice">
              <input type="checkbox" name="chon" value={key} />
              <span>
                {name} <span className="muted">– {kind === "UNIT" ? texts.unit(integer(entries), integer(awarded)) : texts.supervisor(detail, prize, integer(awarded))}</span>
              </span>
            </label>
          ))}
          <div className="actions">
            <Button kind="secondary">{texts.take}</Button>
          </div>
        </form>
      )}
    </Disclosure>
  );
}

/** A proposal for several recipients at once: rows that stay empty are left out. */
export function ProposalForm({ slug, view, result }: Props) {
  const messages = useMessages().commendations;
  const texts = messages.propose;
  const href = useHref();
  const values = { kind: "COMMENDATION", money: "0", authorityId: view.authorities.length === 1 ? view.authorities[0]?.id : "", rows: view.rows };
  const form = plainForm({ id: "de-nghi", result, values, constraint: proposalConstraint });
  if (view.authorities.length === 0) {
    return (
      <Notice>
        <p>{messages.list.noAuthority}</p>
        <LinkButton href={href(paths.commendationAuthorities(slug))}>{texts.toAuthorities}</LinkButton>
      </Notice>
    );
  }
  const label = (name: string) => {
    const row = /^rows\[(\d+)\]\.(\w+)$/.exec(name);
    const ofRow: Readonly<Record<string, string>> = { name: texts.name, detail: texts.detail, grounds: texts.grounds };
    if (row) return `${texts.row(String(Number(row[1]) + 1))} – ${ofRow[row[2] ?? ""] ?? ""}`;
    return { kind: texts.kind, authorityId: texts.authority, money: texts.money }[name];
  };
  const typed = result?.initialValue?.["rows"];
  const count = Math.max(view.rows.length, Array.isArray(typed) ? typed.length : 0);
  return (
    <form id={form.id} method="post" noValidate className="grid gap-3">
      <ErrorSummary form={form} labels={label} />
      <RadioGroup field={form.field("kind")} label={texts.kind} options={KINDS.map((value) => ({ value, label: messages.kind[value] }))} />
      <SelectField field={form.field("authorityId")} label={texts.authority} options={view.authorities.map(({ id, name }) => ({ value: id, label: name }))} />
      <TextField field={form.field("money")} label={texts.money} help={texts.moneyHelp} inputMode="numeric" size={14} />
      {Array.from({ length: count }, (_, index) => (
        <RowFields key={index} form={form} index={index} />
      ))}
      <FormActions>
        <SubmitButton>{texts.save}</SubmitButton>
      </FormActions>
    </form>
  );
}

function RowFields({ form, index }: { form: PlainForm; index: number }) {
  const messages = useMessages().commendations;
  const texts = messages.propose;
  const field = (name: string) => form.field(`rows[${index}].${name}`);
  const id = field("id");
  return (
    <FieldSet legend={texts.row(String(index + 1))}>
      <input type="hidden" name={id.name} value={String(id.initialValue ?? "")} />
      <SelectField field={field("recipientKind")} label={texts.recipientKind} placeholder={null} options={RECIPIENTS.map((value) => ({ value, label: messages.recipientKind[value] }))} />
      <TextField field={field("name")} label={texts.name} />
      <TextField field={field("detail")} label={texts.detail} />
      <TextArea field={field("grounds")} label={texts.grounds} help={texts.groundsHelp} rows={2} max={GROUNDS_LENGTH} />
      <CheckboxField field={field("mayPublish")} label={texts.mayPublish} help={texts.mayPublishHelp} />
    </FieldSet>
  );
}
