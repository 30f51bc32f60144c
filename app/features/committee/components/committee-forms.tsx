import type { SubmissionResult } from "@conform-to/react";
import type { CommitteePage } from "~/features/committee/page.server";
import { DateField, ErrorSummary, FormActions, NumberField, plainForm, SelectField, SubmitButton, TextField } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, ConfirmDisclosure } from "~/ui/primitives";
import { paths } from "~/paths";
import { memberConstraint } from "../schemas";

/** The form of one person: the one in hand, or a new one. */
export function MemberForm({ page, result }: { page: CommitteePage; result: SubmissionResult<string[]> | null }) {
  const { form: texts, remove } = useMessages().committee;
  const href = useHref();
  const { editing, newId, nextPosition, accounts, slug, committeeSlug } = page;
  const values = editing ? { ...editing, userId: editing.userId ?? "", validFrom: editing.validFrom ?? "", validTo: editing.validTo ?? "", position: String(editing.position) } : { id: newId, position: String(nextPosition) };
  const form = plainForm({ id: "thanh-phan", result, values: { ...values, version: String(editing?.version ?? 0) }, constraint: memberConstraint });
  // After a refusal the form goes on with the id it was sent with, and with the version that is stored now.
  const id = form.field("id").initialValue;
  const label = editing ? texts.change(editing.name) : texts.add;
  return (
    <Card title={label}>
      <form id={form.id} method="post" action={`${href(paths.committee(slug, committeeSlug, editing?.id))}#thanh-phan`} noValidate>
        <ErrorSummary form={form} labels={{ name: texts.name, post: texts.post, role: texts.role, position: texts.position, validFrom: texts.validFrom, validTo: texts.validTo, userId: texts.account }} />
        <input type="hidden" name="id" value={typeof id === "string" && id !== "" ? id : newId} />
        <input type="hidden" name="version" value={editing?.version ?? 0} />
        <TextField field={form.field("name")} label={texts.name} />
        <TextField field={form.field("post")} label={texts.post} help={texts.postHelp} required={false} />
        <TextField field={form.field("role")} label={texts.role} help={texts.roleHelp} />
        <NumberField field={form.field("position")} label={texts.position} />
        <DateField field={form.field("validFrom")} label={texts.validFrom} help={texts.termHelp} required={false} />
        <DateField field={form.field("validTo")} label={texts.validTo} required={false} />
        <SelectField field={form.field("userId")} label={texts.account} required={false} options={[{ value: "", label: texts.noAccount }, ...accounts]} />
        <FormActions note={editing && <a href={href(paths.committee(slug, committeeSlug))}>{texts.cancel}</a>}>
          <SubmitButton intent="save">{texts.save}</SubmitButton>
        </FormActions>
      </form>
      {editing && <ConfirmDisclosure label={remove.button} confirmLabel={remove.confirm} intent="remove" consequences={[remove.consequence(editing.name)]} fields={{ id: editing.id, version: String(editing.version) }} danger small />}
    </Card>
  );
}

/** What a judge is paid for a sheet. */
export function FeeForm({ fee, result }: { fee: number; result: SubmissionResult<string[]> | null }) {
  const { fee: texts } = useMessages().committee;
  const formats = useFormats();
  const form = plainForm({ id: "thu-lao", result, values: { fee: formats.integer(fee) } });
  return (
    <Card title={texts.title}>
      <form id={form.id} method="post" noValidate>
        <ErrorSummary form={form} labels={{ fee: texts.label }} />
        <input type="hidden" name="before" value={fee} />
        <TextField field={form.field("fee")} label={texts.label} help={texts.help} inputMode="numeric" autoComplete="off" size={14} suffix={texts.unit} />
        <FormActions>
          <SubmitButton intent="fee" kind="secondary">
            {texts.save}
          </SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}
