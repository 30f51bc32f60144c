import type { SubmissionResult } from "@conform-to/react";
import { DateTimeField, ErrorSummary, FormActions, plainForm, SubmitButton, TextArea } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Notice, Table } from "~/ui/primitives";
import { extensionConstraint } from "../schemas";
import type { RoundName } from "./date-fields";

type Moment = Date | string;

/** Dates as an action sends them. */
export interface SentDates {
  closesAt: Moment;
  screeningEndsAt: Moment;
  rounds: readonly { code: string; startsAt: Moment; endsAt: Moment }[];
  judgingEndsAt: Moment;
  announcementAt: Moment | null;
}

interface ExtensionFormProps {
  version: number;
  newId: string;
  roundNames: readonly RoundName[];
  result: SubmissionResult<string[]> | null;
  preview: { before: SentDates; after: SentDates } | null;
}

/** The new deadline and its reason; before it is done, which later dates move along. */
export function ExtensionForm({ version, newId, roundNames, result, preview }: ExtensionFormProps) {
  const { extend } = useMessages().editions;
  const form = plainForm({ id: "gia-han", result, values: { id: newId }, constraint: extensionConstraint });
  return (
    <form id={form.id} method="post" noValidate>
      <ErrorSummary form={form} labels={{ to: extend.to, reason: extend.reason }} />
      <input type="hidden" name="id" value={String(form.field("id").initialValue ?? newId)} />
      <input type="hidden" name="version" value={version} />
      <DateTimeField field={form.field("to")} label={extend.to} />
      <TextArea field={form.field("reason")} label={extend.reason} help={extend.reasonHelp} rows={3} max={1000} />
      {preview && <MovedDates {...preview} roundNames={roundNames} />}
      <FormActions>
        {preview && <SubmitButton intent="extend">{extend.submit}</SubmitButton>}
        <SubmitButton intent="preview" kind={preview ? "secondary" : "primary"}>
          {extend.preview}
        </SubmitButton>
      </FormActions>
    </form>
  );
}

function MovedDates({ before, after, roundNames }: { before: SentDates; after: SentDates; roundNames: readonly RoundName[] }) {
  const { extend, fields } = useMessages().editions;
  const { dateTime } = useFormats();
  const nameOf = (code: string) => roundNames.find((round) => round.code === code)?.name ?? code;
  const pairs: { what: string; from: Moment | null; to: Moment | null }[] = [
    { what: fields.closesAt, from: before.closesAt, to: after.closesAt },
    { what: fields.screeningEndsAt, from: before.screeningEndsAt, to: after.screeningEndsAt },
    ...before.rounds.flatMap((round, index) => [
      { what: fields.roundStartsAt(nameOf(round.code)), from: round.startsAt, to: after.rounds[index]?.startsAt ?? null },
      { what: fields.roundEndsAt(nameOf(round.code)), from: round.endsAt, to: after.rounds[index]?.endsAt ?? null },
    ]),
    { what: fields.judgingEndsAt, from: before.judgingEndsAt, to: after.judgingEndsAt },
    { what: fields.announcementAt, from: before.announcementAt, to: after.announcementAt },
  ];
  const moved = pairs.filter(({ from, to }) => from && to && new Date(from).getTime() !== new Date(to).getTime());
  return (
    <Notice tone="warning" title={extend.moved}>
      <Table
        caption={extend.moved}
        rows={moved}
        rowKey={({ what }) => what}
        columns={[
          { key: "what", header: extend.what, primary: true, cell: ({ what }) => what },
          { key: "before", header: extend.before, cell: ({ from }) => (from ? dateTime(from) : "") },
          { key: "after", header: extend.after, cell: ({ to }) => (to ? dateTime(to) : "") },
        ]}
      />
      {moved.length === 1 && <p>{extend.noneMoved}</p>}
    </Notice>
  );
}
