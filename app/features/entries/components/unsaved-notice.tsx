import type { EntryStep } from "~/domain/entry/completeness";
import { useFormats, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import { gapLabel, gapText, isWrong } from "../gap-texts";
import type { StepAnswer } from "../step-answers";
import type { StepView } from "./step-frame";

interface UnsavedProps {
  answer: StepAnswer;
  step: EntryStep;
  view: StepView;
}

/**
 * What a save has to tell: things in it that cannot be right (they are kept), that the time is over, or that somebody else
 * saved meanwhile. Nothing that was typed is lost.
 */
export function UnsavedNotice({ answer, step, view }: UnsavedProps) {
  const { entries } = useMessages();
  if (answer.kind === "wrong") return <WrongFields step={step} view={view} />;
  if (answer.kind === "conflict") return <Conflict answer={answer} />;
  return (
    <Notice tone="danger" live title={answer.text}>
      <p>{entries.closedTyped}</p>
    </Notice>
  );
}

function WrongFields({ step, view }: Omit<UnsavedProps, "answer">) {
  const messages = useMessages();
  const formats = useFormats();
  const context = { messages, formats, authors: view.draft.authors, parts: view.parts };
  return (
    <Notice tone="warning" live title={messages.entries.wrongButKept}>
      <ul className="list-disc pl-5">
        {view.gaps
          .filter((gap) => gap.step === step && isWrong(gap))
          .map((gap) => (
            <li key={gap.field + gap.reason}>
              <a href={`#${gap.field}`}>
                {gapLabel(context, gap)}: {gapText(context, gap)}
              </a>
            </li>
          ))}
      </ul>
    </Notice>
  );
}

function Conflict({ answer }: { answer: Extract<StepAnswer, { kind: "conflict" }> }) {
  const { conflict: texts } = useMessages().saving;
  const removals = answer.conflicts.filter(({ kind }) => kind === "removal");
  const fields = answer.conflicts.filter(({ kind }) => kind !== "removal");
  return (
    <Notice tone="danger" live title={texts.title(answer.conflicts.length)}>
      {removals.map(({ name, label, heading }) => (
        <p key={name}>
          {texts.removal(label)} ({heading})
        </p>
      ))}
      {fields.length > 0 && <p>{texts.text}</p>}
      <ul className="list-disc pl-5">
        {fields.map(({ name, label, heading }) => (
          <li key={name}>
            <a href={`#${name}`}>{label}</a> – {heading}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
