import type { SubmissionResult } from "@conform-to/react";
import { getZodConstraint } from "@conform-to/zod/v4";
import type { ScreeningAct } from "~/domain/screening/acts";
import { remarkPlaces } from "~/domain/screening/remarks";
import { DateField, ErrorSummary, type PlainForm, plainForm, TextArea } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Card, ConfirmDisclosure, Disclosure, Notice } from "~/ui/primitives";
import type { ScreenedEntryView } from "../entry-page.server";
import { remarkLabel } from "../remark-labels";
import { MOST_REASON, rejectSchema, remarkField, reopenSchema, supplementSchema } from "../schemas";

const CONSTRAINTS = { supplement: getZodConstraint(supplementSchema), reject: getZodConstraint(rejectSchema), reopen: getZodConstraint(reopenSchema) };

/** What a refused act hands back: the form as typed, and whether somebody else was first. */
export interface RefusedAct {
  act: ScreeningAct;
  result: SubmissionResult<string[]>;
  isLate: boolean;
}

type View = Pick<ScreenedEntryView, "entry" | "may" | "barred" | "acts" | "parts">;

/** The acts the entry allows now, each telling what it does before it is done. */
export function Decide({ view, refused }: { view: View; refused: RefusedAct | null }) {
  const { screening } = useMessages();
  const texts = screening.acts;
  const { may, barred } = view;
  return (
    <Card title={texts.title}>
      {refused && <Refusal view={view} refused={refused} />}
      {barred === "conflict_of_interest" && <p>{texts.inConflict}</p>}
      {barred === "wrong_phase" && <p>{texts.wrongPhase}</p>}
      {barred === "forbidden" && <p>{texts.viewOnly}</p>}
      {!barred && may.length === 0 && <p>{texts.none}</p>}
      <div className="grid gap-3">
        {may.map((act) => (
          <Act key={act} act={act} view={view} refused={refused?.act === act ? refused : null} />
        ))}
      </div>
    </Card>
  );
}

function Refusal({ view, refused }: { view: View; refused: RefusedAct }) {
  const { screening } = useMessages();
  const { dateTime } = useFormats();
  const texts = screening.acts;
  const [last] = view.acts;
  if (!refused.isLate) {
    // Where there is no form of the act to show it in, what was wrong is said here.
    return refused.act !== "qualify" && view.may.includes(refused.act) ? null : <ErrorSummary form={plainForm({ id: refused.act, result: refused.result })} />;
  }
  return (
    <Notice tone="warning" title={texts.conflictTitle} live>
      <p>{last ? texts.conflictBy(last.actorName ?? "", screening.state[last.to], dateTime(last.at)) : texts.changedByEntrant}</p>
      <p>{texts.conflictText}</p>
      <Typed refused={refused} isShown={!view.may.includes(refused.act)} />
    </Notice>
  );
}

/** What was typed into the form of an act that is no longer possible. */
function Typed({ refused, isShown }: { refused: RefusedAct; isShown: boolean }) {
  const typed = refused.result.initialValue?.["reason"];
  return isShown && typeof typed === "string" ? <blockquote className="whitespace-pre-line">{typed}</blockquote> : null;
}

function Act({ act, view, refused }: { act: ScreeningAct; view: View; refused: RefusedAct | null }) {
  const texts = useMessages().screening.acts;
  const labels = { qualify: texts.doQualify, supplement: texts.doSupplement, reject: texts.doReject, reopen: texts.doReopen };
  const consequences = { qualify: texts.qualifyWill, supplement: [texts.supplementWill], reject: [texts.rejectWill], reopen: texts.reopenWill };
  return (
    <ConfirmDisclosure
      label={texts[act]}
      consequences={consequences[act]}
      confirmLabel={labels[act]}
      intent={act}
      fields={{ version: String(view.entry.version) }}
      danger={act === "reject"}
      {...(refused ? { open: true } : {})}
    >
      {act !== "qualify" && <ActFields act={act} parts={view.parts} result={refused?.result ?? null} />}
    </ConfirmDisclosure>
  );
}

function ActFields({ act, parts, result }: { act: Exclude<ScreeningAct, "qualify">; parts: View["parts"]; result: SubmissionResult<string[]> | null }) {
  const { screening, supplement } = useMessages();
  const texts = screening.acts;
  const labels = { supplement: supplement.ask.general, reject: texts.rejectReason, reopen: texts.reopenReason };
  const form = plainForm({ id: act, result, constraint: CONSTRAINTS[act] });
  return (
    <>
      <ErrorSummary form={form} labels={{ due: texts.due, reason: labels[act] }} />
      {act === "supplement" && <DateField field={form.field("due")} label={texts.due} help={texts.dueHelp} />}
      <TextArea field={form.field("reason")} label={labels[act]} rows={4} max={MOST_REASON} markOptional />
      {act === "supplement" && <RemarkFields form={form} parts={parts} />}
    </>
  );
}

/** A field for each place of the entry, opened where something is to be said. */
function RemarkFields({ form, parts }: { form: PlainForm; parts: View["parts"] }) {
  const messages = useMessages();
  const { ask } = messages.supplement;
  const labels = new Map(parts.map(({ key, label }) => [key, label]));
  return (
    <fieldset className="space-y-2">
      <legend className="strong">{ask.title}</legend>
      <p className="help">{ask.help}</p>
      {remarkPlaces(parts).map((place) => {
        const field = form.field(remarkField(place));
        const label = remarkLabel(messages, labels, place);
        return (
          <Disclosure key={place} summary={label} open={Boolean(field.initialValue) || (field.errors ?? []).length > 0}>
            <TextArea field={field} label={ask.remark(label)} rows={3} max={MOST_REASON} />
          </Disclosure>
        );
      })}
    </fieldset>
  );
}
