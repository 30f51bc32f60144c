import type { SubmissionResult } from "@conform-to/react";
import { useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";

interface LeftBehindProps {
  result: SubmissionResult<string[]>;
  /** what was typed and is worth keeping, with its label, by the name of the field */
  labels: Readonly<Record<string, string>>;
}

/**
 * The answer to a form that is not on the page any more, because somebody else decided the matter meanwhile: why nothing was stored, and
 * what was typed.
 */
export function LeftBehind({ result, labels }: LeftBehindProps) {
  const { leftBehind } = useMessages().common;
  const typed = (result.initialValue ?? {}) as Readonly<Record<string, unknown>>;
  const kept = Object.entries(labels).flatMap(([name, label]) => (typeof typed[name] === "string" && typed[name] !== "" ? [{ name, label, text: typed[name] }] : []));
  const reasons = new Set(Object.values(result.error ?? {}).flatMap((texts) => texts ?? []));
  return (
    <Notice tone="danger" title={leftBehind.title} live>
      {[...reasons].map((text) => (
        <p key={text}>{text}</p>
      ))}
      {kept.length > 0 && <p>{leftBehind.typed}</p>}
      <ul>
        {kept.map(({ name, label, text }) => (
          <li key={name}>
            {label}: <q className="whitespace-pre-line">{text}</q>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
