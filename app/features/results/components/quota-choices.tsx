import type { SubmissionResult } from "@conform-to/react";
import type { RankingView } from "~/features/results/ranking-view.server";
import { paths } from "~/paths";
import { ErrorSummary, FormActions, NumberField, plainForm, SelectField, SubmitButton, TextArea } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, ConfirmDisclosure, Disclosure } from "~/ui/primitives";

interface QuotaChoicesProps {
  view: Pick<RankingView, "quotaChoices" | "tiers" | "mayChoose">;
  slug: string;
  result: SubmissionResult<string[]> | null;
}

/** Tiers of which fewer prizes are given, with who decided and why; the chair's form where the chair decides alone. */
export function QuotaChoices({ view, slug, result }: QuotaChoicesProps) {
  const { rankingMeeting, results } = useMessages();
  const { integer, dateTime } = useFormats();
  const href = useHref();
  const texts = rankingMeeting.quota;
  return (
    <>
      {view.quotaChoices.length > 0 && (
        <section aria-labelledby="it-giai-hon">
          <h2 id="it-giai-hon">{texts.made}</h2>
          {view.quotaChoices.map(({ id, label, quota, full, meeting, reason, madeAt, madeBy }) => (
            <Card key={id}>
              <p className="strong">{quota === 0 ? texts.lineEmpty(label) : texts.line(label, integer(quota), integer(full))}</p>
              {reason && <p>{reason}</p>}
              {madeAt && <p className="muted">{results.ties.by(madeBy ?? "", dateTime(madeAt))}</p>}
              {meeting && <a href={href(paths.rankingMeeting(slug, meeting))}>{texts.byVote}</a>}
              {view.mayChoose && !meeting && <ConfirmDisclosure label={texts.revoke} consequences={[texts.revokeConsequence]} confirmLabel={texts.revoke} intent="revoke-quota" fields={{ choice: id }} small />}
            </Card>
          ))}
        </section>
      )}
      {view.mayChoose && view.tiers.length > 0 && <QuotaForm tiers={view.tiers} result={result} />}
    </>
  );
}

function QuotaForm({ tiers, result }: { tiers: RankingView["tiers"]; result: SubmissionResult<string[]> | null }) {
  const { rankingMeeting } = useMessages();
  const { integer } = useFormats();
  const texts = rankingMeeting.quota;
  const required = { required: true };
  const form = plainForm({ id: "so-giai", result, constraint: { quotaTier: required, quota: required, reason: required } });
  return (
    <Disclosure summary={texts.title} open={result !== null}>
      <p>{texts.lead}</p>
      <form id={form.id} method="post" noValidate>
        <ErrorSummary form={form} labels={{ quotaTier: texts.tier, quota: texts.quota, reason: texts.reason }} />
        <SelectField field={form.field("quotaTier")} label={texts.tier} options={tiers.map(({ code, label, quota }) => ({ value: code, label: texts.of(label, integer(quota)) }))} />
        <NumberField field={form.field("quota")} label={texts.quota} help={texts.quotaHelp} />
        <TextArea field={form.field("reason")} label={texts.reason} rows={3} max={2_000} />
        <FormActions>
          <SubmitButton intent="quota">{texts.chairSubmit}</SubmitButton>
        </FormActions>
      </form>
    </Disclosure>
  );
}
