import type { SubmissionResult } from "@conform-to/react";
import type { ReactNode } from "react";
import { paths } from "~/paths";
import { CheckboxGroup, ErrorSummary, FormActions, NumberField, plainForm, type PlainForm, SelectField, SubmitButton, TextArea } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, Disclosure, Notice } from "~/ui/primitives";
import type { VoteSubject } from "~/domain/results/votes";
import type { Matters, RankingMeetingView } from "../meeting-view.server";

type Result = SubmissionResult<string[]> | null;

interface VoteFormsProps {
  slug: string;
  meeting: Pick<RankingMeetingView, "mayVoteMost"> & { matters: Matters };
  /** one ready-made id a form, so that one sent twice is one vote */
  newIds: readonly string[];
  result: Result;
}

/** A form for everything that can be put to the vote now: what waits for a decision first. */
export function VoteForms({ slug, meeting, newIds, result }: VoteFormsProps) {
  const { rankingMeeting: texts } = useMessages();
  const { integer, decimal } = useFormats();
  const href = useHref();
  const { ties, spreads, tiers, specialAwards } = meeting.matters;
  const idAt = (index: number) => newIds[index] ?? "";
  const most = meeting.mayVoteMost;
  const entryOptions = (entries: Matters["spreads"]) => entries.map(({ code, title, mean }) => ({ value: code, label: `${code} – ${title}`, hint: mean === null ? undefined : decimal(mean) }));
  return (
    <>
      {ties.map((tie) => (
        <Card key={`${tie.tier} ${tie.field ?? ""}`} title={texts.tie.title(tie.fieldName === null ? tie.label : `${tie.label} (${tie.fieldName})`)} level={3}>
          {tie.barred ? (
            <Notice tone="warning">{texts.tie.barred}</Notice>
          ) : (
            <VoteForm subject="TIE" newId={idAt(0)} about={{ tier: tie.tier, field: tie.field ?? "" }} question={texts.tie.proposed(tie.label)} most={most} result={result}>
              {(form) => (
                <>
                  <p>{texts.tie.lead(integer(tie.left))}</p>
                  <CheckboxGroup field={form.field("entries")} label={texts.tie.choose} options={entryOptions(tie.entries)} />
                </>
              )}
            </VoteForm>
          )}
        </Card>
      ))}
      {spreads.length > 0 && (
        <Card title={texts.spread.title} level={3}>
          <p>
            {texts.spread.lead} <a href={href(paths.rescores(slug))}>{texts.spread.toRescores}</a>
          </p>
          <VoteForm subject="SPREAD" newId={idAt(1)} question={texts.spread.proposed} most={most} result={result}>
            {(form) => <CheckboxGroup field={form.field("entries")} label={texts.spread.choose} options={entryOptions(spreads)} />}
          </VoteForm>
        </Card>
      )}
      {tiers.length > 0 && (
        <Disclosure summary={texts.quota.title} open={typedSubject(result) === "QUOTA"}>
          <p>{texts.quota.lead}</p>
          <VoteForm subject="QUOTA" newId={idAt(2)} question={texts.quota.proposed} most={most} result={result}>
            {(form) => (
              <>
                <SelectField field={form.field("tier")} label={texts.quota.tier} options={tiers.map(({ code, label, quota }) => ({ value: code, label: texts.quota.of(label, integer(quota)) }))} required />
                <NumberField field={form.field("quota")} label={texts.quota.quota} help={texts.quota.quotaHelp} required />
              </>
            )}
          </VoteForm>
        </Disclosure>
      )}
      {specialAwards.length > 0 && (
        <Disclosure summary={texts.special.title} open={typedSubject(result) === "SPECIAL_AWARD"}>
          <VoteForm subject="SPECIAL_AWARD" newId={idAt(3)} question={texts.special.proposed} most={most} result={result}>
            {(form) => <SelectField field={form.field("specialAwardId")} label={texts.special.award} options={specialAwards.map(({ id, label }) => ({ value: id, label }))} required />}
          </VoteForm>
        </Disclosure>
      )}
      <Disclosure summary={texts.other.title} open={typedSubject(result) === "OTHER"}>
        <VoteForm subject="OTHER" newId={idAt(4)} question="" most={most} result={result} />
      </Disclosure>
    </>
  );
}

const typedOf = (result: Result) => result?.initialValue as { subject?: string; tier?: string; field?: string } | undefined;
const typedSubject = (result: Result) => typedOf(result)?.subject;

/** Whether the page still has the form that this is the answer to. */
export function hasVoteForm({ ties, spreads, tiers, specialAwards }: Matters, result: Result): boolean {
  const typed = typedOf(result);
  switch (typed?.subject) {
    case "TIE":
      return ties.some(({ tier, field, barred }) => !barred && tier === typed.tier && (field ?? "") === (typed.field ?? ""));
    case "SPREAD":
      return spreads.length > 0;
    case "QUOTA":
      return tiers.length > 0;
    case "SPECIAL_AWARD":
      return specialAwards.length > 0;
    default:
      return typed?.subject === "OTHER";
  }
}

interface VoteFormProps {
  subject: VoteSubject;
  newId: string;
  /** hidden fields that say what the question is about */
  about?: Readonly<Record<string, string>>;
  question: string;
  most: number;
  result: Result;
  children?: (form: PlainForm) => ReactNode;
}

function VoteForm({ subject, newId, about = {}, question, most, result, children }: VoteFormProps) {
  const { rankingMeeting } = useMessages();
  const { integer } = useFormats();
  const { votes, quota, tie, special } = rankingMeeting;
  const typed = typedOf(result);
  const isTyped = typed?.subject === subject && Object.entries(about).every(([name, value]) => (typed[name as "tier" | "field"] ?? "") === value);
  const own = isTyped ? result : null;
  const required = { required: true };
  const form = plainForm({
    id: `bieu-quyet-${[subject, about["tier"], about["field"]].filter(Boolean).join("-")}`.toLowerCase(),
    result: own,
    values: { question, present: most === 0 ? "" : String(most) },
    constraint: { question: required, present: required, inFavour: required, against: required },
  });
  const labels = { question: votes.question, present: votes.present, inFavour: votes.inFavour, against: votes.against, tier: quota.tier, quota: quota.quota, entries: tie.choose, specialAwardId: special.award };
  return (
    <form id={form.id} method="post" noValidate>
      <ErrorSummary form={form} labels={labels} />
      <input type="hidden" name="id" value={String(form.field("id").initialValue ?? newId)} />
      <input type="hidden" name="subject" value={subject} />
      {Object.entries(about).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children?.(form)}
      <TextArea field={form.field("question")} label={votes.question} rows={2} max={2_000} />
      <div className="grid gap-x-6 sm:grid-cols-3">
        <NumberField field={form.field("present")} label={votes.present} help={votes.presentHelp(integer(most))} />
        <NumberField field={form.field("inFavour")} label={votes.inFavour} />
        <NumberField field={form.field("against")} label={votes.against} />
      </div>
      <FormActions>
        <SubmitButton intent="vote">{votes.submit}</SubmitButton>
      </FormActions>
    </form>
  );
}
