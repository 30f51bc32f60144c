import type { SubmissionResult } from "@conform-to/react";
import { DateTimeField, ErrorSummary, FormActions, NumberField, plainForm, SelectField, SubmitButton, TextField } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import type { SessionRow } from "../queries-timetable.server";
import { sessionConstraint, typedBreaks } from "../schemas-timetable";

interface SessionFormProps {
  id: string;
  panels: readonly { id: string; name: string }[];
  result: SubmissionResult<string[]> | null;
  /** null: a new one */
  session?: SessionRow;
}

/** Panel, room and hours of a session. */
export function SessionForm({ id, panels, result, session }: SessionFormProps) {
  const { session: texts } = useMessages().timetable;
  const { dateTime } = useFormats();
  const values = session
    ? { panelId: session.panelId, room: session.room, startsAt: dateTime(session.startsAt), minutesPerEntry: String(session.minutesPerEntry), pauseMinutes: String(session.pauseMinutes), breaks: typedBreaks(session.breaks) }
    : { panelId: panels[0]?.id ?? "", minutesPerEntry: "15", pauseMinutes: "5" };
  const form = plainForm({ id: `buoi-${id}`, result, values, constraint: sessionConstraint });
  const labels = { panelId: texts.panel, room: texts.room, startsAt: texts.startsAt, minutesPerEntry: texts.minutes, pauseMinutes: texts.pause, breaks: texts.breaks };
  return (
    <form id={form.id} method="post" noValidate className="grid gap-3">
      <ErrorSummary form={form} labels={labels} />
      <input type="hidden" name="sessionId" value={id} />
      {session && <input type="hidden" name="version" value={session.version} />}
      <SelectField field={form.field("panelId")} label={texts.panel} options={panels.map((panel) => ({ value: panel.id, label: panel.name }))} required />
      <TextField field={form.field("room")} label={texts.room} help={texts.roomHelp} required />
      <DateTimeField field={form.field("startsAt")} label={texts.startsAt} required />
      <NumberField field={form.field("minutesPerEntry")} label={texts.minutes} required />
      <NumberField field={form.field("pauseMinutes")} label={texts.pause} />
      <TextField field={form.field("breaks")} label={texts.breaks} help={texts.breaksHelp} />
      <FormActions>
        <SubmitButton intent={session ? "change" : "add"} kind={session ? "secondary" : "primary"}>
          {session ? texts.save : texts.addButton}
        </SubmitButton>
      </FormActions>
    </form>
  );
}
