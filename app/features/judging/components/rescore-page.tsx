import type { SubmissionResult } from "@conform-to/react";
import { paths } from "~/paths";
import { CheckboxGroup, ErrorSummary, FormActions, plainForm, RadioGroup, SubmitButton, TextArea } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, DescriptionList, LinkButton, Mono, Notice } from "~/ui/primitives";
import type { RescorePageView, RescoreView } from "../queries-rescore.server";
import { closingConstraint, MINUTES_LENGTH } from "../schemas-jury";
import { RescoreScores } from "./rescore-scores";

interface RescorePageProps {
  view: RescorePageView & { slug: string; mayManage: boolean };
  result: SubmissionResult<string[]> | null;
  done: string | null;
}

/** One meeting: why, the scores before and after, and closing it with minutes. */
export function RescorePage({ view, result, done }: RescorePageProps) {
  const { jury } = useMessages();
  const { rescore } = jury;
  const href = useHref();
  const { entry, meeting, slug } = view;
  const print = (file: string) => href(paths.juryPaper(slug, file, { hop: meeting.id }));
  return (
    <>
      <PageHeader
        title={rescore.of(entry.code)}
        eyebrow={meeting.round}
        crumbs={[{ label: rescore.title, href: href(paths.rescores(slug)) }, { label: entry.code }]}
        meta={<RescoreState meeting={meeting} />}
        lead={
          <a href={href(paths.progressEntry(slug, entry.id))}>
            <Mono>{entry.code}</Mono> {entry.title}
          </a>
        }
      />
      {done === "mo" && !result && <Notice tone="success" live>{rescore.opened}</Notice>}
      {done === "dong" && !result && <Notice tone="success" live>{rescore.closed}</Notice>}
      <Facts meeting={meeting} />
      <RescoreScores meeting={meeting} />
      {meeting.state === "OPEN" ? (
        view.mayManage && <Closing view={view} result={result} />
      ) : (
        <>
          <Minutes view={view} />
          <p className="actions mt-4">
            <LinkButton href={print("bien-ban-thong-nhat.pdf")} icon="print">
              {rescore.print} (PDF)
            </LinkButton>
            <LinkButton href={print("bien-ban-thong-nhat.docx")}>{rescore.print} (DOCX)</LinkButton>
          </p>
        </>
      )}
    </>
  );
}

export function RescoreState({ meeting }: { meeting: Pick<RescoreView, "state" | "dueAt"> & { isDue?: boolean } }) {
  const { rescore } = useMessages().jury;
  const { dateTime } = useFormats();
  if (meeting.state !== "OPEN") return <Badge tone={meeting.state === "CHANGED" ? "info" : "success"}>{rescore.states[meeting.state]}</Badge>;
  return (
    <>
      <Badge tone="warning">{rescore.states.OPEN}</Badge> {meeting.isDue ? <Badge tone="danger">{rescore.isDue}</Badge> : <span className="muted">{rescore.until(dateTime(meeting.dueAt))}</span>}
    </>
  );
}

function Facts({ meeting }: { meeting: RescoreView }) {
  const { rescore } = useMessages().jury;
  const { dateTime } = useFormats();
  return (
    <DescriptionList
      items={[
        { term: rescore.reason, description: meeting.reason ?? rescore.erased },
        { term: rescore.openedAt, description: rescore.openedBy(meeting.openedBy, dateTime(meeting.openedAt)) },
        ...(meeting.closedAt ? [{ term: rescore.closedAt, description: rescore.closedBy(meeting.closedBy ?? "", dateTime(meeting.closedAt)) }] : []),
      ]}
    />
  );
}

function Minutes({ view: { meeting } }: { view: RescorePageView }) {
  const { rescore } = useMessages().jury;
  return (
    <Card title={rescore.minutes} className="mt-6">
      <p className="whitespace-pre-line">{meeting.minutes ?? rescore.erased}</p>
      <p>
        <span className="strong">{rescore.present}:</span> {meeting.present.join(", ")}
      </p>
    </Card>
  );
}

function Closing({ view, result }: { view: RescorePageView; result: SubmissionResult<string[]> | null }) {
  const { rescore } = useMessages().jury;
  const form = plainForm({ id: "ket-thuc", result, constraint: closingConstraint });
  const people = view.people.map(({ userId, code, name, inConflict, judges }) => {
    const hint = inConflict ? rescore.inConflict : judges ? rescore.scoredIt : undefined;
    return { value: userId, label: `${code} ${name}`, disabled: inConflict, ...(hint === undefined ? {} : { hint }) };
  });
  return (
    <Card title={rescore.close} className="mt-6">
      <p className="muted">{rescore.closeLead}</p>
      <form id={form.id} method="post" noValidate>
        <ErrorSummary form={form} labels={{ present: rescore.presentLabel, outcome: rescore.outcome, minutes: rescore.minutesLabel }} />
        <CheckboxGroup field={form.field("present")} label={rescore.presentLabel} options={people} required />
        <TextArea field={form.field("minutes")} label={rescore.minutesLabel} help={rescore.minutesHelp} rows={6} max={MINUTES_LENGTH} required />
        <RadioGroup
          field={form.field("outcome")}
          label={rescore.outcome}
          required
          options={(["KEPT", "CHANGED"] as const).map((value) => ({ value, label: rescore.outcomes[value], hint: rescore.outcomeHints[value] }))}
        />
        <FormActions>
          <SubmitButton intent="close">{rescore.closeButton}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}
