import { ErrorSummary, FieldSet, FormActions, plainForm, SubmitButton, TextArea, TextField } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Card, ConfirmDisclosure } from "~/ui/primitives";
import { REASON_LENGTH, revokeConstraint } from "../schemas";
import type { SpecialAwardView } from "../view.server";
import type { AwardReply } from "./award-reply";

interface ListProps {
  view: SpecialAwardView;
  reply: AwardReply | undefined;
}

/** Who has the award, who had it, and why. */
export function GivenList({ view, reply }: ListProps) {
  const texts = useMessages().specialAwards.page;
  return (
    <section aria-labelledby="da-trao">
      <h2 id="da-trao">{texts.given}</h2>
      {view.given.length === 0 && <p className="muted">{texts.noneGiven}</p>}
      <ul className="grid gap-3">
        {view.given.map((row) => (
          <li key={row.id}>
            <Given row={row} />
            {view.mayGive && row.revokedAt === null && <RevokeAct row={row} reply={reply} />}
          </li>
        ))}
      </ul>
      {view.left === 0 && <p>{texts.full}</p>}
    </section>
  );
}

type Row = SpecialAwardView["given"][number];

function Given({ row }: { row: Row }) {
  const texts = useMessages().specialAwards.page;
  const { dateTime } = useFormats();
  const why = [row.hasVote ? texts.byVote : "", row.reason === null ? "" : texts.byReason(row.reason)].filter((text) => text !== "");
  return (
    <p>
      <strong>{row.name}</strong> {row.entryCode !== null && `(${texts.ofEntry(row.entryCode)})`} <span className="muted">{[texts.givenBy(row.madeBy ?? "", dateTime(row.madeAt)), ...why].join(" · ")}</span>
      {row.revokedAt !== null && (
        <span>
          {" "}
          – {texts.revoked(dateTime(row.revokedAt))}
          {row.revokedReason !== null && `. ${texts.byReason(row.revokedReason)}`}
        </span>
      )}
    </p>
  );
}

function RevokeAct({ row, reply }: { row: Row; reply: AwardReply | undefined }) {
  const texts = useMessages().specialAwards.page;
  const mine = reply?.intent === "revoke" && reply.about === row.id ? reply : undefined;
  const form = plainForm({ id: `thu-${row.id}`, result: mine?.result ?? null, constraint: revokeConstraint });
  return (
    <ConfirmDisclosure small danger label={texts.revoke} consequences={texts.revokeWill} confirmLabel={texts.doRevoke} intent="revoke" fields={{ id: row.id, about: row.id }} open={mine !== undefined}>
      <ErrorSummary form={form} labels={{ reason: texts.reason }} />
      <TextArea field={form.field("reason")} label={texts.reason} max={REASON_LENGTH} rows={2} />
    </ConfirmDisclosure>
  );
}

/** Giving what the committee chooses: to a unit, a collective, or an author of an entry. */
export function ChooseForm({ view, reply }: ListProps) {
  const texts = useMessages().specialAwards.page;
  if (!view.mayGive || view.isCorrected || view.left === 0) return null;
  const mine = reply?.intent === "give" ? reply : undefined;
  const form = plainForm({ id: "chon", result: mine?.result ?? null });
  return (
    <Card title={texts.chosen}>
      <form id={form.id} method="post" noValidate className="grid gap-3">
        <ErrorSummary form={form} labels={{ name: texts.name, entry: texts.entry, author: texts.author, reason: texts.reason }} />
        <input type="hidden" name="id" value={mine?.id ?? view.newId} />
        <TextField field={form.field("name")} label={texts.name} help={texts.nameHelp} list="don-vi" />
        <datalist id="don-vi">
          {view.unitNames.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <FieldSet legend={texts.entry} help={texts.authorHelp}>
          <TextField field={form.field("entry")} label={texts.entry} size={16} />
          <TextField field={form.field("author")} label={texts.author} />
        </FieldSet>
        <TextArea field={form.field("reason")} label={texts.reason} help={view.hasVote ? texts.hasVote : texts.reasonHelp} max={REASON_LENGTH} rows={3} required={!view.hasVote} />
        <FormActions>
          <SubmitButton intent="give">{texts.give}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}
