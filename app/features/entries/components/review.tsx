import type { EligibilityConcern } from "~/domain/entry/eligibility";
import { TEXT_LIMITS } from "~/domain/entry/completeness";
import { filesWaitedFor } from "~/domain/files/entry-files";
import { FileNames } from "~/features/files/components/awaited-files";
import { FilesOfEntry } from "~/features/files/components/files-of-entry";
import type { FilesView } from "~/features/files/files-view";
import type { ShownFile } from "~/features/files/shown-files.server";
import { FormActions, SubmitButton, TextArea } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, LinkButton, Notice } from "~/ui/primitives";
import { paths } from "~/paths";
import { stepPath } from "../steps";
import { EntryContent } from "./entry-content";
import { type FieldErrors, formName, FormStart } from "./form-start";
import { SaveState } from "./save-actions";
import { CommitmentField } from "./commitment";
import { GapItems, useGapWords } from "./missing-list";
import type { StepView } from "./step-frame";

export interface ReviewView extends StepView {
  /** stands for all that is shown: submitting sends exactly this */
  version: string;
  token: string;
  files: FilesView;
  /** the same files with what was made of them */
  content: readonly ShownFile[];
  concerns: readonly EligibilityConcern[];
  /** what has to be affirmed; null: nothing */
  commitment: { text: string; version: string } | null;
  rules: { birthDateFrom: string | null; birthDateTo: string | null; createdSinceYear: number | null };
}

/** The last step: what is missing, what will be sent, who sees it, until when it can be changed, and the button. */
export function Review({ view, errors, commitmentError }: { view: ReviewView; errors: FieldErrors; commitmentError?: string | undefined }) {
  const { entries } = useMessages();
  const href = useHref();
  const editLink = (step: "basics" | "authors" | "description" | "files") =>
    view.closed ? null : (
      <a href={href(stepPath(view.entry.id, step))} aria-label={entries.review.edit(entries.step[step])}>
        {entries.review.edit(entries.step[step]).split(" ")[0]}
      </a>
    );
  return (
    <>
      <p className="lead">{entries.review.lead}</p>
      {view.gaps.length > 0 && !view.closed && <Missing view={view} />}
      {view.concerns.length > 0 && <Concerns view={view} errors={errors} />}
      <EntryContent draft={view.draft} fields={view.fields} parts={view.parts} kind={view.edition.kind} edit={editLink} />
      <FilesOfEntry parts={view.parts} files={view.files.inHand} links={view.draft.parts} content={view.content} aside={editLink("files")} />
      <WhoSees view={view} />
      {!view.closed && <SubmitForm view={view} commitmentError={commitmentError} />}
    </>
  );
}

function Missing({ view }: { view: ReviewView }) {
  const { review } = useMessages().entries;
  const items = useGapWords(view);
  return (
    <Notice tone="warning" title={review.missingTitle(items.length)}>
      <p>{review.missingText}</p>
      <GapItems items={items} />
    </Notice>
  );
}

function Concerns({ view, errors }: { view: ReviewView; errors: FieldErrors }) {
  const { entries } = useMessages();
  const formats = useFormats();
  const { concern: texts } = entries;
  const nameOf = (key: string) => view.draft.authors.find((author) => author.key === key)?.fullName || entries.field.authors;
  const lineOf = (concern: EligibilityConcern) => {
    if (concern.kind === "created_too_early") return texts.created_too_early(view.rules.createdSinceYear ?? 0);
    const limit = concern.kind === "too_old" ? view.rules.birthDateFrom : view.rules.birthDateTo;
    return texts[concern.kind](nameOf(concern.authorKey), formats.date(limit ?? ""));
  };
  return (
    <Card title={texts.title} look="strong">
      <ul className="list-disc space-y-1 pl-5">
        {view.concerns.map((concern) => (
          <li key={lineOf(concern)}>{lineOf(concern)}</li>
        ))}
      </ul>
      <p>{texts.text}</p>
      {!view.closed && (
        <form name={formName(view.token)} method="post" noValidate>
          <FormStart token={view.token} />
          <TextArea
            name="eligibilityNote"
            id="eligibilityNote"
            label={entries.field.eligibilityNote}
            help={texts.help}
            value={view.draft.eligibilityNote}
            errors={errors["eligibilityNote"] ?? []}
            max={TEXT_LIMITS.note}
            required
            rows={4}
          />
          <SaveState />
          <SubmitButton intent="save" kind="secondary">
            {texts.save}
          </SubmitButton>
        </form>
      )}
    </Card>
  );
}

function WhoSees({ view }: { view: ReviewView }) {
  const { entries } = useMessages();
  const formats = useFormats();
  const { review } = entries;
  const until = view.isSupplement ? review.untilSupplement : review.until;
  return (
    <Card title={review.whoSees} look="quiet">
      <ul className="list-disc space-y-1 pl-5">
        {review.sees.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {!view.closed && (
        <>
          <h3>{review.untilTitle}</h3>
          <p>{until(formats.dateTime(view.until), formats.remaining(view.until, view.now))}</p>
        </>
      )}
    </Card>
  );
}

function SubmitForm({ view, commitmentError }: { view: ReviewView; commitmentError: string | undefined }) {
  const { entries, uploads } = useMessages();
  const formats = useFormats();
  const href = useHref();
  const { review } = entries;
  const isSubmitted = view.entry.isSubmitted && !view.entry.hasDraft && view.entry.state === "SUBMITTED";
  if (isSubmitted) {
    return (
      <div className="actions">
        <p>{review.submitted}</p>
        <LinkButton href={href(paths.entry(view.entry.id))}>{review.toReceipt}</LinkButton>
      </div>
    );
  }
  const waiting = filesWaitedFor(view.files.inHand);
  if (view.gaps.length > 0) return <p className="strong">{review.missingTitle(view.gaps.length)}.</p>;
  const label = view.entry.state === "WITHDRAWN" ? review.submitAgain : view.entry.isSubmitted ? review.resubmit : review.submit;
  return (
    <form method="post" noValidate>
      <input type="hidden" name="version" value={view.version} />
      {view.commitment && <CommitmentField commitment={view.commitment} error={commitmentError} />}
      {waiting.length > 0 && (
        <Notice tone="warning">
          <p>{uploads.due.beforeSubmit(formats.integer(waiting.length), formats.integer(view.files.dueHours))}</p>
          <FileNames files={waiting} />
        </Notice>
      )}
      <FormActions sticky>
        <SubmitButton intent="submit">{label}</SubmitButton>
      </FormActions>
    </form>
  );
}
