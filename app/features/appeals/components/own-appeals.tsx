import type { SubmissionResult } from "@conform-to/react";
import type { Evidence as EvidenceView } from "~/domain/results/evidence";
import { paths } from "~/paths";
import { ErrorSummary, plainForm, TextArea } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, ConfirmDisclosure, Notice } from "~/ui/primitives";
import { appealConstraint, GROUNDS_LENGTH } from "../schemas";
import { Evidence } from "./evidence";

type Moment = Date | string;

/** Until when appeals are taken, in words. */
export function WindowLine({ window, now }: { window: { end: Moment | null; isOpen: boolean; isTaken: boolean; isPublished: boolean }; now: Moment }) {
  const { own } = useMessages().appeals;
  const { dateTime, remaining } = useFormats();
  if (!window.isTaken) return <p>{own.notTaken}</p>;
  if (!window.isPublished || window.end === null) return <p>{own.notYet}</p>;
  return <p>{window.isOpen ? own.openUntil(dateTime(window.end), remaining(window.end, now)) : own.closed(dateTime(window.end))}</p>;
}

export function AppealForm({ newId, result }: { newId: string; result: SubmissionResult<string[]> | null }) {
  const { own } = useMessages().appeals;
  const form = plainForm({ id: "khieu-nai", result, constraint: appealConstraint });
  return (
    <Card>
      <p>{own.lead}</p>
      <ConfirmDisclosure label={own.send} consequences={own.sendWill} confirmLabel={own.send} intent="file" fields={{ id: newId }} open={result !== null}>
        <ErrorSummary form={form} labels={{ grounds: own.grounds }} />
        <TextArea field={form.field("grounds")} label={own.grounds} help={own.groundsHelp} max={GROUNDS_LENGTH} rows={8} />
      </ConfirmDisclosure>
    </Card>
  );
}

interface OwnAppealView {
  id: string;
  number: string;
  state: "RECEIVED" | "ANSWERED" | "WITHDRAWN";
  filedAt: Moment;
  grounds: string | null;
  outcome: "UPHELD" | "PARTLY_UPHELD" | "REJECTED" | null;
  answer: string | null;
  answeredAt: Moment | null;
  evidence: EvidenceView | null;
}

const TONES = { RECEIVED: "info", ANSWERED: "success", WITHDRAWN: "neutral" } as const;

/** One appeal with its receipt and, where there is one, the answer. */
export function OwnAppealCard({ appeal, mayWithdraw }: { appeal: OwnAppealView; mayWithdraw: boolean }) {
  const { own, state, outcome } = useMessages().appeals;
  const { dateTime } = useFormats();
  return (
    <Card title={own.receipt(appeal.number)}>
      <p>
        <Badge tone={TONES[appeal.state]}>{state[appeal.state]}</Badge> {own.filed(dateTime(appeal.filedAt))}
      </p>
      <p className="whitespace-pre-line">{appeal.grounds ?? own.erased}</p>
      {appeal.state === "ANSWERED" && appeal.outcome && appeal.answeredAt && (
        <section className="space-y-3">
          <h3>
            {own.answer}: {outcome[appeal.outcome]}
          </h3>
          <p className="muted">{own.answered(dateTime(appeal.answeredAt))}</p>
          <p className="whitespace-pre-line">{appeal.answer ?? own.erased}</p>
          {appeal.evidence && <Evidence evidence={appeal.evidence} level={4} />}
        </section>
      )}
      {appeal.state === "RECEIVED" && mayWithdraw && <ConfirmDisclosure small label={own.withdraw} consequences={own.withdrawWill} confirmLabel={own.withdraw} intent="withdraw" fields={{ id: appeal.id }} danger />}
    </Card>
  );
}

/** Whom to ask about the result. */
export function AppealContact({ contact }: { contact: string }) {
  const { own } = useMessages().appeals;
  if (contact === "") return null;
  return (
    <p className="whitespace-pre-line">
      {own.contact} {contact}
    </p>
  );
}

/** The line on the page of an entry that leads to its appeals. */
export function AppealsOfEntry({ entryId, line, now }: { entryId: string; line: { end: Moment | null; isOpen: boolean; isWaiting: boolean; isAnswered: boolean; hasAny: boolean; contact: string } | null; now: Moment }) {
  const { own } = useMessages().appeals;
  const { dateTime, remaining } = useFormats();
  const href = useHref();
  if (!line) return null;
  return (
    <Notice tone={line.isAnswered ? "success" : "info"}>
      <p>
        {line.isAnswered ? own.hasAnswer : line.isWaiting ? own.waiting : ""} {line.end && (line.isOpen ? own.openUntil(dateTime(line.end), remaining(line.end, now)) : own.closed(dateTime(line.end)))}{" "}
        {(line.isOpen || line.hasAny) && <a href={href(paths.entryAppeal(entryId))}>{own.link}</a>}
      </p>
      <AppealContact contact={line.contact} />
    </Notice>
  );
}
