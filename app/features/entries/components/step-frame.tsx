import type { ReactNode } from "react";
import { ENTRY_STEPS, type EntryStep, type Gap } from "~/domain/entry/completeness";
import type { PartRule } from "~/domain/contest/rules";
import type { ConsentParty } from "~/domain/entry/consent";
import { type Draft, EMPTY_DRAFT } from "~/domain/entry/draft";
import type { OpenRemark } from "~/domain/screening/remarks";
import { paths } from "~/paths";
import { FieldNotes } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { ConfirmDisclosure, Notice, Steps } from "~/ui/primitives";
import type { ShownPart } from "../content-lines";
import type { Keeping } from "../keeping.server";
import type { StepAnswer } from "../step-answers";
import { stepPath, stepStates } from "../steps";
import { FieldConflict } from "./field-conflict";
import { KeepingProvider } from "./keeping-context";
import { MissingList } from "./missing-list";
import { RemarkAt, RemarkList } from "./remarks";
import { UnsavedNotice } from "./unsaved-notice";

/** What the frame of a step shows of the entry; the view of the form (`editPage`) has it all. */
export interface StepView {
  entry: {
    id: string;
    code: string | null;
    state: string;
    screening: string;
    screeningReason: string | null;
    hasDraft: boolean;
    isSubmitted: boolean;
    savedAt: Date | null;
    savedByName: string | null;
    /** of a dossier on paper */
    postmarkedOn: string | null;
  };
  edition: { title: string; kind: "TECHNICAL" | "YOUTH" };
  fields: readonly { id: string; name: string }[];
  parts: readonly (ShownPart & Pick<PartRule, "why">)[];
  draft: Draft;
  gaps: readonly Gap[];
  waiting: Readonly<Record<string, readonly ConsentParty[]>>;
  closed: "deadline_passed" | "not_open" | "entry_rejected" | null;
  until: Date;
  isSupplement: boolean;
  /** what the secretary asks to add, place by place */
  remarks: readonly OpenRemark[];
  keeping: Keeping;
  now: Date;
}

/** One step of the form: where we are, whether it is saved, what is closed, and below what is still missing. */
export function StepFrame({ view, step, answer, children }: { view: StepView; step: EntryStep; answer?: StepAnswer | undefined; children: ReactNode }) {
  const { entries, paper } = useMessages();
  const formats = useFormats();
  const href = useHref();
  const { entry, edition } = view;
  const states = stepStates(view.draft.authors.length === 0 && !view.draft.title ? EMPTY_DRAFT : view.draft, view.gaps);
  const heading = step === "description" ? entries.stepTitle.description[edition.kind] : entries.stepTitle[step];
  return (
    <div className="mx-auto max-w-3xl space-y-5">
      <PageHeader
        crumbs={[{ label: entries.myEntries.title, href: href(paths.myEntries()) }, { label: crumbTitle(entry.code ?? (view.draft.title || entries.myEntries.untitled)), href: href(paths.entry(entry.id)) }, { label: entries.step[step] }]}
        eyebrow={edition.title}
        title={heading}
        meta={entry.savedAt && <SavedAt at={entry.savedAt} by={entry.savedByName} />}
      />
      <div id="steps" data-swap="">
        <Steps
          items={ENTRY_STEPS.map((name) => ({ label: entries.step[name], href: href(stepPath(entry.id, name)), state: states[name], current: name === step }))}
        />
      </div>
      {entry.postmarkedOn && <Notice tone="info">{paper.keying(formats.date(entry.postmarkedOn))}</Notice>}
      {view.closed && <ClosedNotice view={view} closed={view.closed} />}
      {view.isSupplement && !view.closed && (
        <Notice tone="warning" title={entries.receipt.supplementTitle}>
          {entry.screeningReason && <p className="whitespace-pre-line">{entry.screeningReason}</p>}
          <RemarkList entryId={entry.id} remarks={view.remarks} parts={view.parts} />
          <p>{entries.receipt.supplementDue(formats.dateTime(view.until), formats.remaining(view.until, view.now))}</p>
        </Notice>
      )}
      {!view.closed && entry.isSubmitted && entry.code && <BesideNotice view={view} code={entry.code} />}
      {answer && <UnsavedNotice answer={answer} step={step} view={view} />}
      <KeepingProvider value={{ keeping: view.keeping, isOpen: view.closed === null, savedAt: entry.savedAt, answer }}>
        <FieldNotes value={(name) => <NotesAt view={view} step={step} name={name} answer={answer} />}>{children}</FieldNotes>
      </KeepingProvider>
      <div id="missing" data-swap="">
        {!view.closed && step !== "submit" && <MissingList view={view} step={step} />}
      </div>
      {!view.isSupplement && !view.closed && <p className="muted">{entries.begin.deadline(formats.dateTime(view.until), formats.remaining(view.until, view.now))}</p>}
    </div>
  );
}

function NotesAt({ view, step, name, answer }: { view: StepView; step: EntryStep; name: string; answer: StepAnswer | undefined }) {
  return (
    <>
      {view.closed === null && <RemarkAt remarks={view.remarks} step={step} name={name} />}
      <ConflictAt name={name} answer={answer} />
    </>
  );
}

/** What somebody else saved in this field meanwhile, beside what was typed here. */
function ConflictAt({ name, answer }: { name: string; answer: StepAnswer | undefined }) {
  const conflict = answer?.kind === "conflict" ? answer.conflicts.find((one) => one.name === name && one.kind !== "removal") : undefined;
  return conflict ? <FieldConflict conflict={conflict} /> : null;
}

const CRUMB_LENGTH = 26;

/** A title short enough for the way back at the top of a phone's page. */
export const crumbTitle = (title: string) => (title.length > CRUMB_LENGTH ? `${title.slice(0, CRUMB_LENGTH - 1).trimEnd()}…` : title);

function SavedAt({ at, by }: { at: Date; by: string | null }) {
  const { entries } = useMessages();
  const formats = useFormats();
  const moment = formats.dateTime(at);
  return <span className="muted">✓ {by ? entries.savedBy(by, moment) : entries.saved(moment)}</span>;
}

function ClosedNotice({ view, closed }: { view: StepView; closed: NonNullable<StepView["closed"]> }) {
  const { entries } = useMessages();
  const formats = useFormats();
  return (
    <Notice tone="danger">
      <p>{closed === "deadline_passed" ? entries.closed.deadline_passed(formats.dateTime(view.until)) : entries.closed[closed]}</p>
    </Notice>
  );
}

function BesideNotice({ view, code }: { view: StepView; code: string }) {
  const { entries } = useMessages();
  const href = useHref();
  const { beside } = entries;
  if (view.entry.state === "WITHDRAWN") return null;
  return (
    <Notice tone="info" title={view.entry.hasDraft ? beside.title : undefined}>
      <p>{view.entry.hasDraft ? beside.text(code) : beside.noChanges(code)}</p>
      {view.entry.hasDraft && (
        <ConfirmDisclosure
          label={beside.discard}
          confirmLabel={beside.discardDo}
          consequences={beside.discardWill}
          irreversible
          small
          intent="discard"
          action={href(paths.entry(view.entry.id))}
        />
      )}
    </Notice>
  );
}
