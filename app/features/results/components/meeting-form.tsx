import type { SubmissionResult } from "@conform-to/react";
import { DateTimeField, ErrorSummary, FieldSet, FormActions, plainForm, SelectField, SubmitButton, TextArea, TextField } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { meetingDetailsConstraint } from "../schemas-meeting";
import type { RankingMeetingView } from "../meeting-view.server";

type Person = Omit<RankingMeetingView["people"][number], "as">;

interface MeetingFormProps {
  id: string;
  /** hidden fields: the id of a new meeting, or the version of one that is changed */
  hidden: Readonly<Record<string, string>>;
  people: readonly Person[];
  values: Readonly<Record<string, unknown>>;
  result: SubmissionResult<string[]> | null;
  intent: string;
  submit: string;
}

/** Who met where and when: opens a meeting, or changes its record. */
export function MeetingForm({ id, hidden, people, values, result, intent, submit }: MeetingFormProps) {
  const { rankingMeeting: texts } = useMessages();
  const { list } = useFormats();
  const labelOf = ({ name, post, roles, judgeCode }: Person) => {
    const about = [post, list(roles.map((role) => texts.roles[role])), judgeCode].filter(Boolean).join(" · ");
    return about === "" ? name : `${name} (${about})`;
  };
  const form = plainForm({ id, result, values, constraint: meetingDetailsConstraint });
  const labels = { title: texts.name, place: texts.place, heldAt: texts.heldAt, guests: texts.guests, notes: texts.notes };
  const everyone = people.map(({ userId, name }) => ({ value: userId, label: name }));
  const seats = (["present", "absent"] as const).map((value) => ({ value, label: texts.seats[value] }));
  return (
    <form id={form.id} method="post" noValidate>
      <ErrorSummary form={form} labels={labels} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={String(result?.initialValue?.[name] ?? value)} />
      ))}
      <TextField field={form.field("title")} label={texts.name} />
      <TextField field={form.field("place")} label={texts.place} />
      <DateTimeField field={form.field("heldAt")} label={texts.heldAt} help={texts.heldAtHelp} />
      <SelectField field={form.field("chairId")} label={texts.chair} options={everyone} markOptional />
      <SelectField field={form.field("secretaryId")} label={texts.secretary} options={everyone} markOptional />
      <FieldSet legend={texts.people} help={texts.peopleHelp}>
        <div className="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
          {people.map((person, index) => (
            <div key={person.userId}>
              <input type="hidden" name={`seats[${index}].user`} value={person.userId} />
              <SelectField field={form.field(`seats[${index}].as`)} label={labelOf(person)} options={seats} placeholder={texts.seats.none} />
            </div>
          ))}
        </div>
      </FieldSet>
      <TextArea field={form.field("guests")} label={texts.guests} help={texts.guestsHelp} rows={4} max={5_000} markOptional />
      <TextArea field={form.field("notes")} label={texts.notes} help={texts.notesHelp} rows={8} max={20_000} markOptional />
      <FormActions>
        <SubmitButton intent={intent}>{submit}</SubmitButton>
      </FormActions>
    </form>
  );
}
