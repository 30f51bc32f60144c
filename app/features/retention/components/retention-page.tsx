import type { SubmissionResult } from "@conform-to/react";
import { DateField, FormActions, NumberField, plainForm, SubmitButton, TextArea } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Badge, Card, DescriptionList, Notice } from "~/ui/primitives";
import type { RetentionView } from "../retention-view.server";

export interface RetentionAnswer {
  intent: string;
  text: string | null;
  result: SubmissionResult<string[]> | null;
}

type View = Omit<RetentionView, "at" | "clearedAt" | "postponed"> & { at: Date | string; clearedAt: Date | string | null; postponed: { to: Date | string; reason: string } | null };

const TONES = { kept: "neutral", announced: "warning", due: "danger", cleared: "success" } as const;

/** When private data goes, what goes and what stays, and the two forms to change it. */
export function RetentionPage({ view, answer }: { view: View; answer: RetentionAnswer | undefined }) {
  const { retention } = useMessages();
  const formats = useFormats();
  const { stage, months, isPublished, holdings, postponed } = view;
  const counts = holdings ? Object.entries(holdings).filter(([, count]) => count > 0) : [];
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <div className="space-y-5">
        <Card title={retention.whenTitle}>
          <DescriptionList
            items={[
              { term: retention.at, description: <><strong>{formats.date(view.at)}</strong> <Badge tone={TONES[stage]}>{retention.stage[stage]}</Badge></> },
              { term: retention.length, description: isPublished ? retention.rule(months) : retention.ruleUnpublished(months) },
            ]}
          />
          {view.clearedAt && <p>{retention.clearedAt(formats.dateTime(view.clearedAt))}</p>}
          {postponed && stage !== "cleared" && <p>{retention.postponedTo(formats.date(postponed.to))} {postponed.reason}</p>}
          {holdings && holdings.openAppeals + holdings.openCorrections + holdings.openDecisions > 0 && <Notice tone="warning" title={retention.contested} />}
        </Card>
        {stage !== "cleared" && <Forms view={view} answer={answer} />}
      </div>
      <div className="space-y-5">
        {counts.length > 0 && (
          <Card title={retention.holdings}>
            <ul className="list-disc pl-5">
              {counts.map(([what, count]) => (
                <li key={what}>{formats.integer(count)} {retention.counts[what as keyof typeof retention.counts]}</li>
              ))}
            </ul>
          </Card>
        )}
        <Card title={retention.goesTitle}>
          <Lines lines={retention.goes} />
          <p className="muted">{retention.backups}</p>
        </Card>
        <Card title={retention.staysTitle}>
          <Lines lines={retention.stays} />
        </Card>
      </div>
    </div>
  );
}

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <ul className="list-disc pl-5">
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);

function Forms({ view, answer }: { view: View; answer: RetentionAnswer | undefined }) {
  const { set, postpone } = useMessages().retention;
  const resultOf = (intent: string) => (answer?.intent === intent ? answer.result : null);
  const months = plainForm({ id: "thoi-han", result: resultOf("months"), values: { months: String(view.months) } });
  const later = plainForm({ id: "hoan", result: resultOf("postpone") });
  const version = <input type="hidden" name="version" value={view.version} />;
  return (
    <>
      <Card title={set.title}>
        <form id={months.id} method="post" noValidate className="grid gap-3">
          {version}
          <NumberField field={months.field("months")} label={set.months} help={set.help} required />
          <FormActions>
            <SubmitButton intent="months">{set.submit}</SubmitButton>
          </FormActions>
        </form>
      </Card>
      <Card title={postpone.title}>
        <form id={later.id} method="post" noValidate className="grid gap-3">
          {version}
          <DateField field={later.field("to")} label={postpone.to} required />
          <TextArea field={later.field("reason")} label={postpone.reason} help={postpone.reasonHelp} required rows={3} max={1000} />
          <FormActions>
            <SubmitButton intent="postpone">{postpone.submit}</SubmitButton>
          </FormActions>
        </form>
      </Card>
    </>
  );
}
