import type { SubmissionResult } from "@conform-to/react";
import { paths } from "~/paths";
import { CheckboxField, ErrorSummary, FormActions, plainForm, SelectField, SubmitButton, TextArea, TextField } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, ConfirmDisclosure, DescriptionList, LinkButton } from "~/ui/primitives";
import { changeConstraint, dropConstraint, GROUNDS_LENGTH, KINDS, REASON_LENGTH, RECIPIENTS } from "../schemas";
import type { CommendationView } from "../view.server";
import { StateBadge } from "./commendation-list";

export interface CommendationReply {
  intent: string;
  result: SubmissionResult<string[]>;
}

interface Props {
  slug: string;
  view: CommendationView;
  reply: CommendationReply | undefined;
}

/** What is proposed, where it stands, and what may be done with it. */
export function CommendationPage({ slug, view, reply }: Props) {
  return (
    <>
      <Facts slug={slug} view={view} />
      {view.mayChange && <ChangeForm view={view} result={reply?.intent === "change" ? reply.result : null} />}
      {view.mayCorrect && <CorrectForm view={view} result={reply?.intent === "correct" ? reply.result : null} />}
      {view.mayDrop && <DropAct view={view} result={reply?.intent === "drop" ? reply.result : null} />}
    </>
  );
}

function Facts({ slug, view }: Omit<Props, "reply">) {
  const messages = useMessages().commendations;
  const { one, propose, list } = messages;
  const { money } = useFormats();
  const href = useHref();
  const { row } = view;
  const items = [
    { term: list.column.state, description: <StateBadge state={row.state} /> },
    { term: list.column.kind, description: messages.kind[row.kind] },
    { term: propose.recipientKind, description: messages.recipientKind[row.recipientKind] },
    { term: propose.detail, description: row.recipientDetail || "–" },
    { term: propose.grounds, description: row.grounds ?? one.erased },
    { term: list.column.authority, description: row.authorityName },
    ...(row.money > 0 ? [{ term: propose.money, description: money(row.money) }] : []),
    ...(row.bookNumber === null ? [] : [{ term: one.book, description: row.bookNumber }]),
    ...(row.recipientKind === "PERSON" ? [{ term: one.correct, description: row.mayPublish ? one.yes : one.no }] : []),
    ...(row.reason === null ? [] : [{ term: one.reason, description: row.reason }]),
  ];
  return (
    <Card title={one.facts}>
      <DescriptionList items={items} />
      <div className="actions">
        {row.letterId !== null && (
          <LinkButton kind="quiet" href={href(paths.commendationLetter(slug, row.letterId))}>
            {one.seeLetter}
          </LinkButton>
        )}
        {view.isPrintable && <LinkButton href={`${paths.commendationsPdf(slug)}?giay=${row.id}`}>{one.print}</LinkButton>}
      </div>
    </Card>
  );
}

interface FormProps {
  view: CommendationView;
  result: SubmissionResult<string[]> | null;
}

function ChangeForm({ view, result }: FormProps) {
  const messages = useMessages().commendations;
  const { one, propose } = messages;
  const { row } = view;
  const values = { ...row, name: row.recipientName, detail: row.recipientDetail, grounds: row.grounds ?? "" };
  const form = plainForm({ id: "sua", result, values, constraint: changeConstraint });
  return (
    <Card title={one.change}>
      <form id={form.id} method="post" noValidate className="grid gap-3">
        <ErrorSummary form={form} labels={{ name: propose.name, detail: propose.detail, grounds: propose.grounds, money: propose.money }} />
        <input type="hidden" name="version" value={row.version} />
        <SelectField field={form.field("kind")} label={propose.kind} placeholder={null} options={KINDS.map((value) => ({ value, label: messages.kind[value] }))} />
        <SelectField field={form.field("recipientKind")} label={propose.recipientKind} placeholder={null} options={RECIPIENTS.map((value) => ({ value, label: messages.recipientKind[value] }))} />
        <TextField field={form.field("name")} label={propose.name} />
        <TextField field={form.field("detail")} label={propose.detail} />
        <TextArea field={form.field("grounds")} label={propose.grounds} help={propose.groundsHelp} rows={3} max={GROUNDS_LENGTH} />
        <TextField field={form.field("money")} label={propose.money} inputMode="numeric" size={14} />
        <CheckboxField field={form.field("mayPublish")} label={propose.mayPublish} help={propose.mayPublishHelp} />
        <FormActions>
          <SubmitButton intent="change">{one.save}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}

function CorrectForm({ view, result }: FormProps) {
  const { one, propose } = useMessages().commendations;
  const { row } = view;
  const form = plainForm({ id: "chinh", result, values: { mayPublish: row.mayPublish, bookNumber: row.bookNumber ?? "" } });
  return (
    <Card title={one.correct}>
      <form id={form.id} method="post" noValidate className="grid gap-3">
        <ErrorSummary form={form} labels={{ bookNumber: one.book }} />
        <input type="hidden" name="version" value={row.version} />
        {view.mayNumber && <TextField field={form.field("bookNumber")} label={one.book} size={14} />}
        {row.recipientKind === "PERSON" && <CheckboxField field={form.field("mayPublish")} label={propose.mayPublish} help={propose.mayPublishHelp} />}
        <FormActions>
          <SubmitButton intent="correct">{one.save}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}

function DropAct({ view, result }: FormProps) {
  const { one } = useMessages().commendations;
  const form = plainForm({ id: "thoi", result, constraint: dropConstraint });
  return (
    <ConfirmDisclosure danger irreversible label={one.drop} consequences={one.dropWill} confirmLabel={one.doDrop} intent="drop" fields={{ version: String(view.row.version) }} open={result !== null}>
      <ErrorSummary form={form} labels={{ reason: one.reason }} />
      <TextArea field={form.field("reason")} label={one.reason} rows={2} max={REASON_LENGTH} />
    </ConfirmDisclosure>
  );
}
