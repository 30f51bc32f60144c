import type { SubmissionResult } from "@conform-to/react";
import { paths } from "~/paths";
import { CheckboxField, ErrorSummary, FormActions, plainForm, SubmitButton, TextField } from "~/ui/forms";
import { useHref, useMessages } from "~/ui/locale";
import { Card, LinkButton } from "~/ui/primitives";
import { templateConstraint } from "../schemas";
import type { wordsInForce } from "../words-in-force.server";

export interface TemplateReply {
  result: SubmissionResult<string[]>;
  /** what is wrong with a picture */
  pictures: { emblem?: string; signature?: string };
}

interface TemplateFormProps {
  slug: string;
  template: Awaited<ReturnType<typeof wordsInForce>>;
  reply: TemplateReply | undefined;
}

/** The words and pictures all certificates of the edition bear. */
export function TemplateForm({ slug, template, reply }: TemplateFormProps) {
  const { template: texts } = useMessages().certificates;
  const href = useHref();
  const form = plainForm({ id: "mau-giay", result: reply?.result ?? null, values: template, constraint: templateConstraint });
  const labels = { heading: texts.heading, authority: texts.authority, signerTitle: texts.signerTitle, signerName: texts.signerName, place: texts.place };
  return (
    <Card>
      <form id={form.id} method="post" encType="multipart/form-data" noValidate className="grid gap-3">
        <ErrorSummary form={form} labels={labels} />
        <input type="hidden" name="version" value={template.version} />
        <TextField field={form.field("heading")} label={texts.heading} required />
        <TextField field={form.field("authority")} label={texts.authority} required />
        <TextField field={form.field("signerTitle")} label={texts.signerTitle} required />
        <TextField field={form.field("signerName")} label={texts.signerName} help={texts.signerNameHelp} />
        <TextField field={form.field("place")} label={texts.place} required />
        <PictureField name="emblem" label={texts.emblem} has={template.emblemFileId !== null} removeLabel={texts.removeEmblem} error={reply?.pictures.emblem} />
        <PictureField name="signature" label={texts.signature} has={template.signatureFileId !== null} removeLabel={texts.removeSignature} error={reply?.pictures.signature} />
        <FormActions>
          <SubmitButton>{texts.save}</SubmitButton>
          <LinkButton kind="quiet" href={`${href(paths.certificatesPdf(slug))}?mau=1`}>
            {texts.preview}
          </LinkButton>
        </FormActions>
      </form>
    </Card>
  );
}

interface PictureProps {
  name: "emblem" | "signature";
  label: string;
  has: boolean;
  removeLabel: string;
  error: string | undefined;
}

function PictureField({ name, label, has, removeLabel, error }: PictureProps) {
  const { template: texts } = useMessages().certificates;
  const id = `mau-${name}`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div id={`${id}-help`} className="help">
        {has && `${texts.pictureNow} `}
        {texts.pictureHelp}
      </div>
      <input id={id} type="file" name={name} accept="image/jpeg,image/png" aria-describedby={`${id}-help`} className="input" />
      {error && <p className="field-error">{error}</p>}
      {has && <CheckboxField field={{ id: `${id}-remove`, name: `${name}-remove`, errors: [] }} label={removeLabel} />}
    </div>
  );
}
