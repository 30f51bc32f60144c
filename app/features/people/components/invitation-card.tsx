import type { SubmissionResult } from "@conform-to/react";
import type { InvitationView } from "~/features/people/accept-invitation.server";
import { peopleConstraints } from "~/features/people/schemas";
import { paths } from "~/paths";
import { CheckboxField, ErrorSummary, FormActions, plainForm, SubmitButton, TextField } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, DescriptionList, LinkButton, Notice } from "~/ui/primitives";

type Open = Extract<InvitationView, { state: "open" }>;

/** What is offered: role, contest, unit, until when. */
export function InvitationFacts({ invitation }: { invitation: Open }) {
  const { auth, common } = useMessages();
  const { dateTime } = useFormats();
  const { facts, wholeSystem } = auth.invitation;
  const { role, edition, unitName, panelName, signInName, expiresAt } = invitation;
  const items = [
    { term: facts.role, description: common.role[role] },
    { term: facts.edition, description: edition?.title ?? wholeSystem },
    ...(unitName ? [{ term: facts.unit, description: unitName }] : []),
    ...(panelName ? [{ term: facts.panel, description: panelName }] : []),
    ...(signInName ? [{ term: facts.signInName, description: signInName }] : []),
    { term: facts.until, description: dateTime(expiresAt) },
  ];
  return <DescriptionList items={items} />;
}

interface StepProps {
  invitation: Open;
  result: SubmissionResult<string[]> | null | undefined;
  /** the person signed in, with the sign-in name as written */
  reader: { name: string; signInName: string } | null;
  /** this page, to come back to */
  here: string;
}

/** What the reader does next, by what is known of them. */
export function InvitationStep(props: StepProps) {
  const { auth } = useMessages();
  const href = useHref();
  switch (props.invitation.step) {
    case "create":
      return <CreateStep {...props} />;
    case "sign_in":
      return (
        <Card>
          <p>{auth.invitation.signInLead}</p>
          <LinkButton kind="primary" href={href(paths.signIn(props.here))}>
            {auth.invitation.signIn}
          </LinkButton>
        </Card>
      );
    case "accept":
    case "other_account":
      return <AcceptStep {...props} />;
  }
}

function CreateStep({ invitation, result }: StepProps) {
  const { auth } = useMessages();
  const { field } = auth;
  const constraint = invitation.signInName === "" ? peopleConstraints.signUp : peopleConstraints.join;
  const form = plainForm({ id: "nhan-loi", result, values: { name: invitation.name }, constraint });
  return (
    <Card title={auth.invitation.create}>
      <p>{auth.invitation.createLead}</p>
      <form id={form.id} method="post" noValidate>
        <ErrorSummary form={form} labels={{ name: field.name, signInName: field.signInName, password: field.password }} />
        <TextField field={form.field("name")} label={field.name} help={field.nameHelp} autoComplete="name" autoCapitalize="words" />
        {invitation.signInName === "" ? (
          <TextField field={form.field("signInName")} label={field.signInName} autoComplete="username" autoCapitalize="none" spellCheck={false} />
        ) : (
          // For password managers, which keep the name beside the password.
          <input type="hidden" name="username" autoComplete="username" value={invitation.signInName} />
        )}
        <TextField field={form.field("password")} label={field.password} help={field.newPasswordHelp} type="password" autoComplete="new-password" />
        <FormActions>
          <SubmitButton intent="create">{auth.invitation.create}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}

function AcceptStep({ invitation, result, reader }: StepProps) {
  const { auth } = useMessages();
  const href = useHref();
  const { invitation: texts } = auth;
  const form = plainForm({ id: "nhan-loi", result });
  const present = reader ? `${reader.name} (${reader.signInName})` : "";
  const isOther = invitation.step === "other_account";
  return (
    <Card>
      <form id={form.id} method="post" noValidate>
        <ErrorSummary form={form} />
        {isOther ? (
          <>
            <Notice tone="warning" title={texts.otherTitle}>
              <p>{texts.otherText(invitation.name || invitation.signInName, present)}</p>
            </Notice>
            <CheckboxField field={form.field("confirmed")} label={texts.otherConfirm} />
          </>
        ) : (
          reader && <p>{texts.acceptAs(reader.name, reader.signInName)}</p>
        )}
        <FormActions>
          <SubmitButton intent="accept">{texts.accept}</SubmitButton>
          {isOther && <a href={href(paths.signOut())}>{auth.signOut.submit}</a>}
        </FormActions>
      </form>
    </Card>
  );
}
