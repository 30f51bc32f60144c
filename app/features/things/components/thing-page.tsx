import type { SubmissionResult } from "@conform-to/react";
import { isCondition, THING_CONDITIONS } from "~/domain/things/things";
import { paths } from "~/paths";
import { ErrorSummary, FormActions, plainForm, RadioGroup, SubmitButton, TextArea, TextField } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, DescriptionList, Disclosure, LinkButton, Mono, Notice, Timeline } from "~/ui/primitives";
import type { ThingView } from "../queries.server";
import { moveConstraint, returnConstraint } from "../schemas";

export interface ThingAnswer {
  intent: string;
  text: string | null;
  result: SubmissionResult<string[]> | null;
}

interface ThingPageProps {
  slug: string;
  thing: ThingView;
  answer: ThingAnswer | undefined;
  /** what was just done */
  done: string | null;
}

/** One thing: where it is, how it is, whose it is, and every hand it went through. */
export function ThingPage({ slug, thing, answer, done }: ThingPageProps) {
  const { things } = useMessages();
  const href = useHref();
  const { page: texts } = things;
  const said: Record<string, string> = { nhan: texts.received, chuyen: texts.moved, tra: texts.returned };
  const message = done === null || answer ? undefined : said[done];
  return (
    <>
      <PageHeader
        eyebrow={<Mono>{thing.code}</Mono>}
        title={thing.description}
        crumbs={[{ label: things.title, href: href(paths.things(slug)) }, { label: thing.code }]}
        meta={thing.isReturned ? <Badge>{texts.isReturned}</Badge> : undefined}
        actions={
          <>
            {!thing.isReturned && <LinkButton href={href(paths.thingLabels(slug, thing.id))}>{texts.label}</LinkButton>}
            <LinkButton href={href(paths.thingSlip(slug, thing.id))}>{texts.slip}</LinkButton>
          </>
        }
      />
      {message && <Notice tone="success" live>{message}</Notice>}
      {answer?.text && <Notice tone="danger" live>{answer.text}</Notice>}
      {thing.gotWorse && <Notice tone="warning">{texts.worse}</Notice>}
      <div className="grid gap-6">
        <Card>
          <DescriptionList
            items={[
              { term: texts.entry, description: <a href={href(paths.screenEntry(slug, thing.entry.id))}>{`${thing.entry.code} – ${thing.entry.title}`}</a> },
              { term: texts.unit, description: thing.entry.unitName || "–" },
              ...(thing.isReturned ? [] : [{ term: texts.placeNow, description: thing.place }]),
            ]}
          />
        </Card>
        {thing.photoFileId && (
          <figure>
            <img src={paths.thingPhoto(slug, thing.id)} alt={texts.photo} className="thing-photo" loading="lazy" />
            <figcaption className="muted">{texts.photo}</figcaption>
          </figure>
        )}
        <History thing={thing} />
        {!thing.isReturned && (
          <>
            <Disclosure summary={texts.move} open={answer?.intent === "move"}>
              <ActForm act="move" thing={thing} result={answer?.intent === "move" ? answer.result : null} />
            </Disclosure>
            <Disclosure summary={texts.giveBack} open={answer?.intent === "return"}>
              <p className="muted">{texts.giveBackHelp}</p>
              <ActForm act="return" thing={thing} result={answer?.intent === "return" ? answer.result : null} />
            </Disclosure>
          </>
        )}
      </div>
    </>
  );
}

function History({ thing }: { thing: ThingView }) {
  const { things } = useMessages();
  const { dateTime } = useFormats();
  const { page: texts } = things;
  const items = thing.moves.map((move) => {
    const person = move.personName === "" ? [] : [move.kind === "RETURNED" ? texts.takenBy(move.personName) : texts.broughtBy(move.personName)];
    const parts = [conditionText(things, move.condition), ...(move.place === "" ? [] : [texts.at(move.place)]), ...person, texts.by(move.actorName), ...(move.note === "" ? [] : [move.note])];
    return { label: things.kind[move.kind], when: dateTime(move.at), state: "done" as const, note: parts.join(" · ") };
  });
  return (
    <section>
      <h2>{texts.history}</h2>
      <Timeline items={items} label={texts.history} />
    </section>
  );
}

/** The word for a condition; what was written otherwise is shown as it stands. */
export function conditionText(things: ReturnType<typeof useMessages>["things"], condition: string): string {
  return isCondition(condition) ? things.condition[condition] : condition || things.noCondition;
}

function ActForm({ act, thing, result }: { act: "move" | "return"; thing: ThingView; result: SubmissionResult<string[]> | null }) {
  const { things } = useMessages();
  const { page: texts, receive } = things;
  const isMove = act === "move";
  const form = plainForm({ id: isMove ? "chuyen" : "tra", result, values: {}, constraint: isMove ? moveConstraint : returnConstraint });
  const labels = { place: texts.newPlace, personName: texts.takenByField, condition: texts.conditionNow, note: receive.note };
  return (
    <form id={form.id} method="post" noValidate className="grid gap-3">
      <ErrorSummary form={form} labels={labels} />
      <input type="hidden" name="seen" value={thing.version} />
      {isMove ? (
        <TextField field={form.field("place")} label={texts.newPlace} help={receive.placeHelp} required />
      ) : (
        <TextField field={form.field("personName")} label={texts.takenByField} autoCapitalize="words" required />
      )}
      <RadioGroup field={form.field("condition")} label={texts.conditionNow} options={THING_CONDITIONS.map((value) => ({ value, label: things.condition[value] }))} required />
      <TextArea field={form.field("note")} label={receive.note} rows={2} />
      <FormActions>
        <SubmitButton intent={act} kind="secondary">
          {isMove ? texts.moveSubmit : texts.giveBackSubmit}
        </SubmitButton>
      </FormActions>
    </form>
  );
}
