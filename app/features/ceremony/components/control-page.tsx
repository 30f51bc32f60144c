import type { SubmissionResult } from "@conform-to/react";
import { paths } from "~/paths";
import { DateTimeField, plainForm, SubmitButton, TextField } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Button, Card, LinkButton, Notice } from "~/ui/primitives";
import type { Slide as SlideContent } from "../programme.server";
import { LiveStage, StepButtons } from "./live-stage";
import { type CeremonyHead, Slide } from "./slide";

export interface ControlView {
  slug: string;
  head: CeremonyHead;
  isPublished: boolean;
  stamp: string;
  step: number;
  steps: number;
  now: SlideContent;
  next: SlideContent | null;
}

interface ControlPageProps {
  view: ControlView;
  /** what came back from the form of time and place */
  result: SubmissionResult<string[]> | null;
  refusal: string | null;
  saved: boolean;
}

/** From where the ceremony is led: what is on the screen, what comes next, the two buttons; time and place. */
export function ControlPage({ view, result, refusal, saved }: ControlPageProps) {
  const { ceremony } = useMessages();
  const href = useHref();
  const here = href(paths.ceremony(view.slug));
  return (
    <>
      <PageHeader
        title={ceremony.title}
        lead={<p>{ceremony.lead}</p>}
        actions={
          <>
            <LinkButton href={href(paths.ceremonyScreen(view.slug))}>{ceremony.openScreen}</LinkButton>
            <LinkButton kind="quiet" href={href(paths.ceremonyOrder(view.slug))}>
              {ceremony.printOrder}
            </LinkButton>
          </>
        }
      />
      {refusal && <Notice tone="warning" live>{refusal}</Notice>}
      {saved && !refusal && <Notice tone="success" live>{ceremony.saved}</Notice>}
      {!view.isPublished && <Notice tone="warning">{ceremony.beforePublication}</Notice>}
      <LiveStage stateUrl={`${here}/trang-thai`} stamp={view.stamp}>
        <Control view={view} here={here} />
      </LiveStage>
      <p className="help my-4">
        {ceremony.keys} {ceremony.followed}
      </p>
      <WhenWhere head={view.head} result={result} />
    </>
  );
}

function Control({ view, here }: { view: ControlView; here: string }) {
  const { ceremony } = useMessages();
  const formats = useFormats();
  const { step, steps } = view;
  return (
    <>
      <Card title={ceremony.onScreen} aside={<span className="muted num">{ceremony.progress(formats.integer(step + 1), formats.integer(steps))}</span>}>
        <div className="stage-small">
          <Slide slide={view.now} head={view.head} />
        </div>
      </Card>
      <div className="my-4">
        <StepButtons action={here} back={here} step={step} steps={steps} />
      </div>
      <Card title={ceremony.upNext} look="quiet">
        {view.next ? (
          <div className="stage-small">
            <Slide slide={view.next} head={view.head} />
          </div>
        ) : (
          <p>{ceremony.nothingNext}</p>
        )}
      </Card>
      {step > 1 && (
        <form method="post" action={here} className="mt-4">
          <input type="hidden" name="intent" value="step" />
          <input type="hidden" name="from" value={step} />
          <input type="hidden" name="to" value="0" />
          <input type="hidden" name="back" value={here} />
          <Button type="submit" kind="quiet" small>
            {ceremony.restart}
          </Button>
        </form>
      )}
    </>
  );
}

function WhenWhere({ head, result }: { head: CeremonyHead; result: SubmissionResult<string[]> | null }) {
  const { ceremony } = useMessages();
  const formats = useFormats();
  const form = plainForm({ id: "ceremony", result, values: { at: head.at ? formats.dateTime(head.at) : "", place: head.place } });
  return (
    <Card title={ceremony.whenWhere} className="mt-8">
      <p className="help">{ceremony.whenWhereHelp}</p>
      <form id={form.id} method="post" noValidate>
        <input type="hidden" name="intent" value="plan" />
        <DateTimeField field={form.field("at")} label={ceremony.at} />
        <TextField field={form.field("place")} label={ceremony.place} />
        <SubmitButton kind="secondary">{ceremony.save}</SubmitButton>
      </form>
    </Card>
  );
}
