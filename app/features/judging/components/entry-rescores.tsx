import type { SubmissionResult } from "@conform-to/react";
import { paths } from "~/paths";
import { DateTimeField, plainForm, TextArea } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, ConfirmDisclosure, LinkButton, Notice } from "~/ui/primitives";
import type { RescoreChance, RescoreView } from "../queries-rescore.server";
import { rescoreConstraint } from "../schemas-jury";
import { RescoreState } from "./rescore-page";
import { RescoreScores } from "./rescore-scores";

export interface OpeningAnswer {
  roundId: string;
  text: string | null;
  result: SubmissionResult<string[]>;
}

interface EntryRescoresProps {
  slug: string;
  meetings: readonly RescoreView[];
  chances: readonly RescoreChance[];
  answer: OpeningAnswer | undefined;
}

/** The meetings on an entry, with original scores beside the new ones, and the form that opens one. */
export function EntryRescores({ slug, meetings, chances, answer }: EntryRescoresProps) {
  const { rescore } = useMessages().jury;
  const href = useHref();
  if (meetings.length === 0 && chances.length === 0) return null;
  return (
    <section id="hop" className="mt-8 grid gap-4">
      <h2>{rescore.forEntry}</h2>
      {answer?.text && <Notice tone="danger" live>{answer.text}</Notice>}
      {meetings.map((meeting) => (
        <Card
          key={meeting.id}
          level={3}
          title={meeting.round}
          aside={<RescoreState meeting={meeting} />}
          actions={<LinkButton href={href(paths.rescore(slug, meeting.id))}>{rescore.see}</LinkButton>}
        >
          <p>
            <span className="strong">{rescore.reason}:</span> {meeting.reason ?? rescore.erased}
          </p>
          <RescoreScores meeting={meeting} />
        </Card>
      ))}
      {chances.map((chance) => (
        <Opening key={chance.roundId} chance={chance} answer={answer?.roundId === chance.roundId ? answer : undefined} />
      ))}
    </section>
  );
}

function Opening({ chance, answer }: { chance: RescoreChance; answer: OpeningAnswer | undefined }) {
  const { rescore } = useMessages().jury;
  const form = plainForm({ id: `hop-${chance.roundId}`, result: answer?.result ?? null, values: { dueAt: new Date(chance.dueAt).toISOString() }, constraint: rescoreConstraint });
  return (
    <ConfirmDisclosure
      label={rescore.openIn(chance.round)}
      confirmLabel={rescore.openButton}
      consequences={rescore.openConsequences}
      intent="rescore"
      fields={{ id: chance.id, roundId: chance.roundId }}
      open={answer !== undefined}
    >
      <Spread spread={chance.spread} />
      <TextArea field={form.field("reason")} label={rescore.reason} rows={2} required />
      <DateTimeField field={form.field("dueAt")} label={rescore.due} required />
    </ConfirmDisclosure>
  );
}

/** Whether the rules ask for the meeting: how far the sheets are apart, beside what is allowed. */
function Spread({ spread }: Pick<RescoreChance, "spread">) {
  const { rescore } = useMessages().jury;
  const { decimal } = useFormats();
  if (!spread) return null;
  const points = decimal(spread.points);
  if (spread.allowed === null) return <p>{rescore.spreadFree(points)}</p>;
  const allowed = decimal(spread.allowed);
  return <p className="strong">{spread.isAbove ? rescore.spreadAbove(points, allowed) : rescore.spreadWithin(points, allowed)}</p>;
}
