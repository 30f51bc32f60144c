import { DateTimeField, ErrorSummary, FormActions, plainForm, SubmitButton } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Card, Notice } from "~/ui/primitives";
import type { DecisionReply } from "./decision-acts";

interface ScheduleFormProps {
  version: string;
  /** the minute that is set */
  at: Date | string | null;
  reply: DecisionReply | undefined;
  now: Date | string;
}

const INTENTS = ["preview", "schedule"];

/** The minute of publication: typed, shown as it would be, then set. */
export function ScheduleForm({ version, at, reply, now }: ScheduleFormProps) {
  const { schedule } = useMessages().stages;
  const formats = useFormats();
  const mine = reply && INTENTS.includes(reply.intent) ? reply : undefined;
  if (mine?.preview) return <SchedulePreview version={version} minute={mine.preview} now={now} />;
  const form = plainForm({ id: "hen-gio", result: mine?.result ?? null, values: at ? { publishAt: formats.dateTime(at) } : {}, constraint: { publishAt: { required: true } } });
  return (
    <Card title={at ? schedule.change : schedule.title}>
      <form id={form.id} method="post" noValidate>
        <ErrorSummary form={form} labels={{ publishAt: schedule.minute }} />
        <input type="hidden" name="version" value={version} />
        <DateTimeField field={form.field("publishAt")} label={schedule.minute} help={schedule.minuteHelp} />
        <FormActions>
          <SubmitButton intent="preview">{schedule.preview}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}

function SchedulePreview({ version, minute, now }: { version: string; minute: Date | string; now: Date | string }) {
  const { schedule } = useMessages().stages;
  const formats = useFormats();
  return (
    <Notice tone="info" live title={schedule.previewTitle(formats.dateTime(minute))}>
      <p>{schedule.previewText(formats.remaining(minute, now))}</p>
      <form method="post">
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="publishAt" value={formats.dateTime(minute)} />
        <FormActions>
          <SubmitButton intent="schedule">{schedule.confirm}</SubmitButton>
          <a href="?">{schedule.again}</a>
        </FormActions>
      </form>
    </Notice>
  );
}
