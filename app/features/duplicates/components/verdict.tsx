import type { SubmissionResult } from "@conform-to/react";
import { getZodConstraint } from "@conform-to/zod/v4";
import { ErrorSummary, plainForm, TextArea } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Card, ConfirmDisclosure, Notice } from "~/ui/primitives";
import type { PairView } from "../pair-page.server";
import { MOST_NOTE, type PairAct, verdictSchema } from "../schemas";

/** What a refused act hands back: the form as typed. */
export interface RefusedVerdict {
  act: PairAct;
  result: SubmissionResult<string[]>;
}

const CONSTRAINT = getZodConstraint(verdictSchema);

/** What was decided about the pair, or the two ways to decide. */
export function Verdict({ view, refused }: { view: Pick<PairView, "verdict" | "barred">; refused: RefusedVerdict | null }) {
  const { duplicates } = useMessages();
  const { dateTime } = useFormats();
  const texts = duplicates.verdict;
  const { verdict, barred } = view;
  const stands = verdict !== null && !verdict.isOutdated;
  return (
    <Card title={texts.title}>
      <p className="muted">{texts.help}</p>
      {verdict && <p className="strong">{texts.judged(duplicates.judgement[verdict.judgement], verdict.actorName ?? "", dateTime(verdict.at))}</p>}
      {verdict?.isOutdated && <Notice tone="warning">{texts.outdated}</Notice>}
      {verdict?.note && <blockquote className="whitespace-pre-line">{verdict.note}</blockquote>}
      {refused && (stands || refused.act === "reopen") && <Late refused={refused} />}
      {barred === "forbidden" && <p>{texts.viewOnly}</p>}
      {barred === "wrong_phase" && <p>{texts.wrongPhase}</p>}
      {!barred && (
        <div className="grid gap-3">
          {stands ? (
            <ConfirmDisclosure label={texts.reopen} consequences={texts.reopenWill} confirmLabel={texts.doReopen} intent="reopen" />
          ) : (
            (["different", "same"] as const).map((act) => <Decision key={act} act={act} result={refused?.act === act ? refused.result : null} />)
          )}
        </div>
      )}
    </Card>
  );
}

/** Somebody was first: what was typed is not lost. */
function Late({ refused }: { refused: RefusedVerdict }) {
  const typed = refused.result.initialValue?.["note"];
  return (
    <>
      <ErrorSummary form={plainForm({ id: refused.act, result: refused.result })} />
      {typeof typed === "string" && <blockquote className="whitespace-pre-line">{typed}</blockquote>}
    </>
  );
}

function Decision({ act, result }: { act: "same" | "different"; result: SubmissionResult<string[]> | null }) {
  const texts = useMessages().duplicates.verdict;
  const form = plainForm({ id: act, result, constraint: CONSTRAINT });
  const isSame = act === "same";
  return (
    <ConfirmDisclosure label={isSame ? texts.same : texts.different} consequences={isSame ? texts.sameWill : texts.differentWill} confirmLabel={isSame ? texts.doSame : texts.doDifferent} intent={act} {...(result ? { open: true } : {})}>
      <ErrorSummary form={form} labels={{ note: texts.note }} />
      <TextArea field={form.field("note")} label={texts.note} help={texts.noteHelp} rows={3} max={MOST_NOTE} />
    </ConfirmDisclosure>
  );
}
