import type { SubmissionResult } from "@conform-to/react";
import type { RankingView } from "~/features/results/ranking-view.server";
import { ErrorSummary, CheckboxGroup, FormActions, plainForm, SubmitButton, TextArea } from "~/ui/forms";
import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, ConfirmDisclosure, Notice } from "~/ui/primitives";

type Tie = RankingView["undecided"][number];

/** Ties at a quota line, each with the form in which the chair decides it. */
export function Ties({ ties, mayChoose, result }: { ties: readonly Tie[]; mayChoose: boolean; result: SubmissionResult<string[]> | null | undefined }) {
  const { results } = useMessages();
  if (ties.length === 0) return null;
  return (
    <section aria-labelledby="dong-hang">
      <h2 id="dong-hang">{results.ties.title}</h2>
      {ties.map((tie) => (
        <TieForm key={`${tie.tier} ${tie.field ?? ""}`} tie={tie} mayChoose={mayChoose} result={belongsTo(result, tie) ? result : null} />
      ))}
    </section>
  );
}

/** Whether the page still has the form of the tie that this is the answer to. */
export function isTieShown({ undecided, mayChoose }: Pick<RankingView, "undecided" | "mayChoose">, result: SubmissionResult<string[]> | null | undefined): boolean {
  return mayChoose && undecided.some((tie) => !tie.barred && belongsTo(result, tie));
}

function belongsTo(result: SubmissionResult<string[]> | null | undefined, { tier, field }: Tie): boolean {
  const typed = result?.initialValue as { tier?: string; field?: string } | undefined;
  return typed?.tier === tier && (typed.field ?? "") === (field ?? "");
}

function TieForm({ tie, mayChoose, result }: { tie: Tie; mayChoose: boolean; result: SubmissionResult<string[]> | null | undefined }) {
  const { results } = useMessages();
  const formats = useFormats();
  const { ties } = results;
  const form = plainForm({ id: `dong-hang-${tie.tier}-${tie.field ?? "chung"}`, result, constraint: { reason: { required: true } } });
  const options = tie.entries.map(({ code, title, mean }) => ({ value: code, label: `${code} – ${title}`, hint: mean === null ? undefined : formats.decimal(mean) }));
  return (
    <Card>
      <p>{ties.lead(tie.field ? `${tie.label} (${tie.field})` : tie.label, tie.left)}</p>
      {tie.barred ? (
        <Notice tone="warning">
          <p>{ties.barred}</p>
        </Notice>
      ) : mayChoose ? (
        <form id={form.id} method="post" noValidate>
          <ErrorSummary form={form} labels={{ entries: ties.choose, reason: ties.reason }} />
          <input type="hidden" name="tier" value={tie.tier} />
          <input type="hidden" name="field" value={tie.field ?? ""} />
          <CheckboxGroup field={form.field("entries")} label={ties.choose} options={options} />
          <TextArea field={form.field("reason")} label={ties.reason} help={ties.reasonHelp} />
          <FormActions>
            <SubmitButton intent="choose">{ties.submit}</SubmitButton>
          </FormActions>
        </form>
      ) : (
        <ul>
          {options.map(({ value, label }) => (
            <li key={value}>{label}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Choices that stand, with who made them and why; the chair may take them back until the result is proposed. */
export function ChoicesMade({ choices, stale, mayChoose, slug }: { choices: RankingView["choices"]; stale: boolean; mayChoose: boolean; slug: string }) {
  const { results, rankingMeeting } = useMessages();
  const href = useHref();
  const formats = useFormats();
  const { ties } = results;
  if (choices.length === 0) return null;
  return (
    <section aria-labelledby="da-quyet-dinh">
      <h2 id="da-quyet-dinh">{ties.made}</h2>
      {stale && (
        <Notice tone="warning">
          <p>{ties.stale}</p>
        </Notice>
      )}
      {choices.map((choice) => (
        <Card key={choice.id}>
          <p className="strong">
            {choice.label}
            {choice.field ? ` (${choice.field})` : ""}: {formats.list(choice.entries)}
          </p>
          {choice.reason && <p>{choice.reason}</p>}
          {choice.madeAt && <p className="muted">{ties.by(choice.madeBy ?? "", formats.dateTime(choice.madeAt))}</p>}
          {choice.meeting && <a href={href(paths.rankingMeeting(slug, choice.meeting))}>{rankingMeeting.quota.byVote}</a>}
          {mayChoose && !choice.meeting && (
            <ConfirmDisclosure label={ties.revoke} consequences={[ties.revokeConsequence]} confirmLabel={ties.revoke} intent="revoke" fields={{ choice: choice.id }} small />
          )}
        </Card>
      ))}
    </section>
  );
}
