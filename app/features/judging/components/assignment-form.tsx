import { CheckboxField, SubmitButton } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Mono, Notice } from "~/ui/primitives";
import type { AssignmentsView, EligibleJudge } from "../queries-assignments.server";
import type { AssignmentAnswer } from "./assignments-page";

interface AssignmentFormProps {
  entry: AssignmentsView["rows"][number];
  roundId: string;
  eligible: readonly EligibleJudge[];
  answer: AssignmentAnswer | undefined;
  closeHref: string;
}

/** Everybody who may judge the entry's field, ticked where assigned. */
export function AssignmentForm({ entry, roundId, eligible, answer, closeHref }: AssignmentFormProps) {
  const { judging } = useMessages();
  const { assignments } = judging;
  const held = entry.assigned.map(({ judgeId }) => judgeId);
  const ticked = new Set(answer?.wanted ?? held);
  if (eligible.length === 0) return <Notice tone="warning">{assignments.noEligible}</Notice>;
  return (
    <form method="post" className="grid w-full gap-2">
      <input type="hidden" name="roundId" value={roundId} />
      <input type="hidden" name="entryId" value={entry.id} />
      {held.map((id) => (
        <input key={id} type="hidden" name="before" value={id} />
      ))}
      <fieldset>
        <legend>{assignments.editing(entry.code)}</legend>
        {eligible.map((judge) => (
          <JudgeChoice key={judge.id} judge={judge} isTicked={ticked.has(judge.id)} isHeld={held.includes(judge.id)} />
        ))}
      </fieldset>
      {answer?.reason === "sheets_begun" && <CheckboxField name="confirmed" label={assignments.confirmBegun} />}
      <div className="actions">
        <SubmitButton>{assignments.save}</SubmitButton>
        <a href={closeHref} className="inline-block px-2 py-3">
          {assignments.cancel}
        </a>
      </div>
    </form>
  );
}

function JudgeChoice({ judge, isTicked, isHeld }: { judge: EligibleJudge; isTicked: boolean; isHeld: boolean }) {
  const { judging } = useMessages();
  const { integer } = useFormats();
  const { assignments } = judging;
  const isFull = judge.maxLoad !== null && judge.load >= judge.maxLoad;
  const notes = [
    assignments.loadOf(integer(judge.load), judge.maxLoad === null ? null : integer(judge.maxLoad)),
    judge.inConflict && assignments.inConflict,
    isFull && !isHeld && assignments.full,
  ].filter(Boolean);
  return (
    <label className="choice">
      <input type="checkbox" name="judge" value={judge.id} defaultChecked={isTicked} disabled={judge.inConflict || (isFull && !isHeld)} />
      <span>
        <Mono>{judge.code}</Mono> {judge.name}
        <span className="hint">{notes.join(" · ")}</span>
      </span>
    </label>
  );
}
