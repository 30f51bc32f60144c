import type { SubmissionResult } from "@conform-to/react";
import { CheckboxField, ErrorSummary, FormActions, plainForm, SubmitButton, TextField } from "~/ui/forms";
import { useMessages } from "~/ui/locale";
import { Card, Disclosure } from "~/ui/primitives";
import { authorityConstraint } from "../schemas";

export interface AuthorityReply {
  /** id of the authority it was about */
  about: string;
  result: SubmissionResult<string[]>;
}

interface Authority {
  id: string;
  version: number;
  name: string;
  letterheadParent: string;
  letterheadBody: string;
  signerTitle: string;
  signerName: string;
  place: string;
  withEmblem: boolean;
}

/** Letterheads and signatories of the authorities, and a form for another one. */
export function AuthorityForms({ authorities, newId, reply }: { authorities: readonly Authority[]; newId: string; reply: AuthorityReply | undefined }) {
  const texts = useMessages().commendations.authority;
  const isNew = reply !== undefined && !authorities.some(({ id }) => id === reply.about);
  const empty: Authority = { id: isNew ? reply.about : newId, version: 0, name: "", letterheadParent: "", letterheadBody: "", signerTitle: "", signerName: "", place: "", withEmblem: false };
  return (
    <>
      {authorities.length === 0 && <p className="muted">{texts.none}</p>}
      {authorities.map((authority) => (
        <Disclosure key={authority.id} summary={authority.name} open={reply?.about === authority.id}>
          <AuthorityForm authority={authority} result={reply?.about === authority.id ? reply.result : null} />
        </Disclosure>
      ))}
      <Card title={texts.add}>
        <AuthorityForm authority={empty} result={isNew ? reply.result : null} />
      </Card>
    </>
  );
}

function AuthorityForm({ authority, result }: { authority: Authority; result: SubmissionResult<string[]> | null }) {
  const texts = useMessages().commendations.authority;
  const form = plainForm({ id: `co-quan-${authority.id}`, result, values: { ...authority, withEmblem: authority.withEmblem ? "on" : "" }, constraint: authorityConstraint });
  const labels = { name: texts.name, letterheadParent: texts.letterheadParent, letterheadBody: texts.letterheadBody, signerTitle: texts.signerTitle, signerName: texts.signerName, place: texts.place };
  return (
    <form id={form.id} method="post" noValidate className="grid gap-3">
      <ErrorSummary form={form} labels={labels} />
      <input type="hidden" name="id" value={authority.id} />
      <input type="hidden" name="version" value={authority.version} />
      <TextField field={form.field("name")} label={texts.name} help={texts.nameHelp} />
      <TextField field={form.field("letterheadParent")} label={texts.letterheadParent} />
      <TextField field={form.field("letterheadBody")} label={texts.letterheadBody} />
      <TextField field={form.field("signerTitle")} label={texts.signerTitle} />
      <TextField field={form.field("signerName")} label={texts.signerName} help={texts.signerNameHelp} />
      <TextField field={form.field("place")} label={texts.place} />
      <CheckboxField field={form.field("withEmblem")} label={texts.withEmblem} help={texts.withEmblemHelp} />
      <FormActions>
        <SubmitButton>{texts.save}</SubmitButton>
      </FormActions>
    </form>
  );
}
