import { DateTimeField, NumberField, type PlainForm } from "~/ui/forms";
import { useMessages } from "~/ui/locale";

export interface RoundName {
  code: string;
  name: string;
}

/** All dates of an edition in their order; a round's code travels along. */
export function DateFields({ form, rounds }: { form: PlainForm; rounds: readonly RoundName[] }) {
  const { editions, ui } = useMessages();
  const { fields } = editions;
  return (
    <div className="grid items-end gap-x-6 sm:grid-cols-2">
      <DateTimeField field={form.field("opensAt")} label={fields.opensAt} help={ui.form.dateTimeHint} />
      <DateTimeField field={form.field("closesAt")} label={fields.closesAt} help={fields.closesAtHelp} />
      <div className="sm:col-span-2">
        <NumberField field={form.field("graceMinutes")} label={fields.graceMinutes} help={fields.graceHelp} />
        <DateTimeField field={form.field("screeningEndsAt")} label={fields.screeningEndsAt} help="" />
      </div>
      {rounds.map(({ code, name }, index) => (
        <RoundDates key={code} form={form} code={code} name={name} index={index} />
      ))}
      <DateTimeField field={form.field("judgingEndsAt")} label={fields.judgingEndsAt} help="" />
      <DateTimeField field={form.field("announcementAt")} label={fields.announcementAt} help="" required={false} markOptional />
    </div>
  );
}

function RoundDates({ form, code, name, index }: RoundName & { form: PlainForm; index: number }) {
  const { fields } = useMessages().editions;
  return (
    <>
      <input type="hidden" name={`rounds[${index}].code`} value={code} />
      <DateTimeField field={form.field(`rounds[${index}].startsAt`)} label={fields.roundStartsAt(name)} required help="" />
      <DateTimeField field={form.field(`rounds[${index}].endsAt`)} label={fields.roundEndsAt(name)} required help="" />
    </>
  );
}

type DateLabels = ReturnType<typeof useMessages>["editions"]["fields"];

/** The label of a date's field by its name, for the list of errors. */
export function dateLabel(fields: DateLabels, rounds: readonly RoundName[], name: string): string | undefined {
  const match = /^rounds\[(\d+)\]\.(startsAt|endsAt)$/.exec(name);
  if (match) {
    const round = rounds[Number(match[1])]?.name ?? "";
    return match[2] === "startsAt" ? fields.roundStartsAt(round) : fields.roundEndsAt(round);
  }
  const text = fields[name as keyof DateLabels];
  return typeof text === "string" ? text : undefined;
}
