import type { SubmissionResult } from "@conform-to/react";
import { UNNAMED } from "~/domain/people/erasure";
import { CheckboxGroup, plainForm, TextArea } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Badge, Button, Card, ConfirmDisclosure, Notice } from "~/ui/primitives";

export interface ShownRequest {
  id: string;
  kind: string;
  text: string | null;
  askedAt: Date | string;
  dueOn: string;
  answeredAt: Date | string | null;
  name: string;
  contact: string;
  isLate: boolean;
}

/** Requests about personal data, those that wait first; each says by when it is answered. */
export function RequestsCard({ requests }: { requests: readonly ShownRequest[] }) {
  const { retention, myData } = useMessages();
  const texts = retention.personal.requests;
  const formats = useFormats();
  const kinds: Readonly<Record<string, string>> = myData.request.kinds;
  return (
    <Card title={texts.title}>
      {requests.length === 0 && <p className="muted">{texts.none}</p>}
      <ul className="space-y-4">
        {requests.map((request) => (
          <li key={request.id} className="space-y-1">
            <p>
              <strong>{kinds[request.kind] ?? request.kind}</strong>{" "}
              {request.answeredAt ? <Badge tone="success">{texts.answered(formats.date(request.answeredAt))}</Badge> : <Badge tone={request.isLate ? "danger" : "warning"}>{request.isLate ? texts.late : texts.due(formats.date(request.dueOn))}</Badge>}
            </p>
            <p className="muted">{texts.from(request.name, request.contact)} · {formats.dateTime(request.askedAt)}</p>
            <p className="whitespace-pre-line">{request.text ?? texts.erased}</p>
            {!request.answeredAt && (
              <form method="post">
                <input type="hidden" name="id" value={request.id} />
                <Button kind="secondary" small name="intent" value="answer" title={texts.answerHelp}>{texts.answer}</Button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface Places {
  papers: readonly string[];
  letters: number;
  texts: number;
  honours: number;
}

/** Where the name will stay, because somebody else is called so. */
function NamesakePlaces({ places }: { places: Places }) {
  const { erase } = useMessages().retention.personal;
  const formats = useFormats();
  const said = [
    ...(places.papers.length > 0 ? [erase.places.papers(places.papers.join(", "))] : []),
    ...(["letters", "texts", "honours"] as const).flatMap((key) => (places[key] > 0 ? [erase.places[key](formats.integer(places[key]))] : [])),
  ];
  if (said.length === 0) return null;
  return (
    <Notice tone="warning" title={erase.namesakes}>
      {erase.namesakesBefore} {said.join("; ")}.
    </Notice>
  );
}

/** After the act: in how many places the name stayed. `typed`: what the address says. */
export function NamesakesLeft({ typed }: { typed: string | null }) {
  const { erase } = useMessages().retention.personal;
  const formats = useFormats();
  const count = /^[1-9]\d{0,5}$/.test(typed ?? "") ? Number(typed) : 0;
  return count > 0 ? <Notice tone="warning" title={erase.namesakesAfter(formats.integer(count))} /> : null;
}

interface SharedName {
  name: string;
  codes: readonly string[];
}

interface EraseProps {
  namesakes: Places | null;
  /** supervisors under other names with the telephone number of the account */
  sharedNumber?: readonly SharedName[];
  bar: string | null;
  consequences: readonly string[];
  answer: { text: string | null; result: SubmissionResult<string[]> | null } | undefined;
}

/** Asks, says what will happen, and takes the grounds; or says what stands in the way. */
export function EraseCard({ bar, namesakes, sharedNumber = [], consequences, answer }: EraseProps) {
  const { personal } = useMessages().retention;
  const { erase: texts } = personal;
  const bars: Readonly<Record<string, string>> = personal.bars;
  const form = plainForm({ id: "xoa", result: answer?.result ?? null });
  return (
    <Card title={texts.title}>
      {answer?.text && <Notice tone="danger" live title={answer.text} />}
      {namesakes && <NamesakePlaces places={namesakes} />}
      {bar ? (
        <Notice tone="warning" title={bars[bar] ?? bar} />
      ) : (
        <ConfirmDisclosure label={texts.open} consequences={consequences} irreversible confirmLabel={texts.submit} intent="erase" danger open={answer !== undefined}>
          <TextArea field={form.field("reason")} label={texts.reason} help={texts.reasonHelp} required rows={3} max={1000} />
          {sharedNumber.length > 0 && (
            <CheckboxGroup field={form.field("alsoCalled")} label={texts.shared} help={texts.sharedHelp} markOptional={false} options={sharedNumber.map(({ name, codes }) => ({ value: name, label: texts.sharedName(name === UNNAMED ? texts.unnamed : name, codes.join(", ")) }))} />
          )}
          <p>
            <label className="flex items-start gap-3 py-2">
              <input type="checkbox" name="sure" required className="mt-1 size-5 shrink-0" /> <span>{texts.sure}</span>
            </label>
          </p>
        </ConfirmDisclosure>
      )}
    </Card>
  );
}
