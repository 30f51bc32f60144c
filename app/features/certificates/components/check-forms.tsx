import type { SubmissionResult } from "@conform-to/react";
import { getZodConstraint } from "@conform-to/zod/v4";
import { Original } from "~/features/publicsite/components/original";
import { tierName } from "~/i18n/known-names";
import { paths } from "~/paths";
import { ErrorSummary, plainForm, SubmitButton, TextField } from "~/ui/forms";
import { useFormats, useHref, useLocale, useMessages } from "~/ui/locale";
import { Card, DescriptionList, EmptyState, LinkButton, Mono, Notice } from "~/ui/primitives";
import type { CertificateView } from "../check.server";
import { checkNameSchema } from "../schemas";

const CONSTRAINT = getZodConstraint(checkNameSchema);

/** A code to be checked, typed. */
export function CodeForm({ typed = "" }: { typed?: string }) {
  const { check } = useMessages().certificates;
  const href = useHref();
  const form = plainForm({ id: "ma-giay", values: { ma: typed } });
  return (
    <form method="get" action={href(paths.certificates())} className="check-form">
      <TextField field={form.field("ma")} label={check.code} help={check.codeHelp} autoComplete="off" />
      <SubmitButton>{check.submit}</SubmitButton>
    </form>
  );
}

/** `about`: of what no paper has the code, where it is not a certificate */
export function UnknownCode({ tooMany, about }: { tooMany: boolean; about?: { unknown: string; unknownHelp: string } }) {
  const { check } = useMessages().certificates;
  if (tooMany) return <Notice tone="warning">{check.tooMany}</Notice>;
  const { unknown, unknownHelp } = about ?? check;
  return (
    <EmptyState title={unknown}>
      <p>{unknownHelp}</p>
    </EmptyState>
  );
}

/** What a certificate says, and whether it holds. */
export function CertificateFacts({ certificate }: { certificate: CertificateView }) {
  const { check } = useMessages().certificates;
  const { date, dateTime, integer } = useFormats();
  const locale = useLocale();
  const href = useHref();
  const { state, changedAt, replacedByBook, kind, name, isErased, prize, title, entryCode, edition, decision, bookNumber, code } = certificate;
  const moment = changedAt ? dateTime(changedAt) : "";
  const help = { VALID: check.stateHelp.VALID, CORRECTED: check.stateHelp.CORRECTED(moment, replacedByBook === null ? "" : integer(replacedByBook)), REVOKED: check.stateHelp.REVOKED(moment) };
  return (
    <>
      <Notice tone={state === "VALID" ? "success" : "danger"} title={check.state[state]}>
        {help[state]}
      </Notice>
      <Card>
        <DescriptionList
          items={[
            { term: check.code, description: <Mono>{code}</Mono> },
            { term: check.name, description: name === null ? <span className="muted">{isErased ? check.nameErased : check.nameHidden}</span> : <strong>{name}</strong> },
            { term: check.as, description: check.kind[kind] },
            { term: check.prize, description: tierName(locale, { code: "", label: prize }) },
            { term: check.solution, description: <Original>{title}</Original> },
            { term: check.entryCode, description: <Mono>{entryCode}</Mono> },
            { term: check.edition, description: <Original>{edition.title}</Original> },
            { term: check.decision, description: check.decisionOf(decision.number, date(decision.date)) },
            { term: check.book, description: integer(bookNumber) },
          ]}
        />
        <p className="actions">
          <LinkButton href={href(paths.publishedEntry(entryCode))}>{check.seePublished}</LinkButton>
        </p>
      </Card>
    </>
  );
}

interface CompareProps {
  result: SubmissionResult<string[]> | null;
  answer: { name: string; isSame: boolean } | null;
}

/** For whoever has the paper in hand: the name on it is compared, none is shown. */
export function CompareForm({ result, answer }: CompareProps) {
  const { check } = useMessages().certificates;
  const form = plainForm({ id: "so-ten", result, constraint: CONSTRAINT });
  return (
    <Card title={check.compare}>
      <p>{check.compareLead}</p>
      {answer && (
        <Notice tone={answer.isSame ? "success" : "danger"} live>
          {answer.isSame ? check.same(answer.name) : check.different(answer.name)}
        </Notice>
      )}
      <form id={form.id} method="post" noValidate className="check-form">
        <ErrorSummary form={form} labels={{ name: check.typedName }} />
        <TextField field={form.field("name")} label={check.typedName} autoComplete="off" />
        <SubmitButton>{check.compareSubmit}</SubmitButton>
      </form>
    </Card>
  );
}

/** The page that checks without this server, to be kept. */
export function OfflineCheck() {
  const { check } = useMessages().certificates;
  const href = useHref();
  return (
    <Card title={check.offline} look="quiet">
      <p>{check.offlineLead}</p>
      <p className="actions">
        <LinkButton href={href(paths.offlineCheck())} download>
          {check.offlineLink}
        </LinkButton>
      </p>
    </Card>
  );
}
