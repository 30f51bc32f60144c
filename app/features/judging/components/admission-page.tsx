import { paths } from "~/paths";
import { DecimalField, FormActions, NumberField, SubmitButton, TextArea } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { LinkButton, Notice } from "~/ui/primitives";
import type { AdmissionView } from "../queries-admission.server";
import { AdmissionTable } from "./admission-table";

interface AdmissionPageProps {
  view: AdmissionView & { slug: string; mayConfigure: boolean; mayAssign: boolean };
  answer: { text: string; entryIds: readonly string[]; reason: string } | undefined;
  search: URLSearchParams;
}

const LONGEST_REASON = 2000;

/** Who goes on to a later round: ticked in advance as the rule of the round before says, with the ground beside, confirmed as one list. */
export function AdmissionPage({ view, answer, search }: AdmissionPageProps) {
  const { judging, progress, rounds } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const { admission } = rounds;
  const { round } = view;
  const hasRule = view.rule.from !== null || view.rule.most !== null;
  const saved = search.get("da");
  return (
    <>
      <PageHeader
        title={admission.title(round.name)}
        lead={admission.lead(view.previous)}
        crumbs={[
          view.mayAssign ? { label: judging.assignments.title, href: href(paths.assignments(view.slug, round.code)) } : { label: progress.title, href: href(paths.progress(view.slug)) },
          { label: judging.assignments.admit },
        ]}
      />
      {answer && <Notice tone="danger" live>{answer.text}</Notice>}
      {!answer && saved !== null && /^\d{1,6}$/.test(saved) && <Notice tone="success" live>{admission.saved(integer(Number(saved)))}</Notice>}
      {view.hidden > 0 && <Notice tone="warning">{admission.hiddenNote(view.hidden)}</Notice>}
      {view.open > 0 && <Notice tone="warning">{admission.openNote(integer(view.open))}</Notice>}
      {hasRule ? <Rule view={view} /> : <Preselect view={view} search={search} />}
      <Ties view={view} />
      <p className="my-3">{admission.now(integer(view.admitted))}</p>
      <form method="post">
        <input type="hidden" name="roundId" value={round.id} />
        <input type="hidden" name="mark" value={view.mark} />
        <AdmissionTable view={view} ticked={answer ? new Set(answer.entryIds) : null} />
        {hasRule && view.mayDecide && view.rows.length > 0 && (
          <TextArea name="reason" label={admission.reason} help={admission.reasonHelp} value={answer?.reason ?? ""} rows={3} max={LONGEST_REASON} errors={[]} />
        )}
        {view.rows.length > 0 && (
          <FormActions sticky>
            <SubmitButton>{admission.save}</SubmitButton>
          </FormActions>
        )}
      </form>
    </>
  );
}

/** The rule of the round before, and how many it lets go on. */
function Rule({ view }: Pick<AdmissionPageProps, "view">) {
  const { admission } = useMessages().rounds;
  const { integer, decimal } = useFormats();
  const href = useHref();
  const { from, most, perField } = view.rule;
  const bounds = [
    ...(from === null ? [] : [admission.ruleFrom(decimal(from))]),
    ...(most === null ? [] : [perField ? admission.ruleMostPerField(integer(most)) : admission.ruleMost(integer(most))]),
  ];
  return (
    <Notice title={admission.rule}>
      <p>
        {bounds.join("; ")}. {admission.proposed(integer(view.proposed))}
      </p>
      {view.mayConfigure && (
        <LinkButton small href={href(paths.editionSettings(view.slug, "tieu-chi"))}>
          {admission.toRule}
        </LinkButton>
      )}
    </Notice>
  );
}

/** Without a rule: ticks in advance by number or score. */
function Preselect({ view, search }: Pick<AdmissionPageProps, "view" | "search">) {
  const { admission } = useMessages().rounds;
  return (
    <>
      <p className="muted">{admission.noRule}</p>
      <form method="get" className="mb-4 flex flex-wrap items-end gap-3 [&_.field]:mb-0">
        <input type="hidden" name="vong" value={view.round.code} />
        <NumberField name="lay" label={admission.top} value={search.get("lay")} />
        <DecimalField name="tu" label={admission.from} value={search.get("tu")} />
        <SubmitButton kind="secondary">{admission.preselect}</SubmitButton>
      </form>
    </>
  );
}

function Ties({ view }: Pick<AdmissionPageProps, "view">) {
  const { rounds } = useMessages();
  const { integer } = useFormats();
  const { admission, reasons } = rounds;
  return view.ties.map(({ field, codes, places }) => (
    <Notice key={codes.join()} tone="warning" title={admission.tieTitle}>
      <p>
        {field !== null && <strong>{field}: </strong>}
        {admission.tieNote(integer(places), integer(codes.length))}
      </p>
      <p>{codes.join(", ")}</p>
      {!view.mayDecide && <p>{reasons.chair_decides}</p>}
    </Notice>
  ));
}
