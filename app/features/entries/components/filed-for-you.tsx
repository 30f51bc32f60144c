import type { SubmissionResult } from "@conform-to/react";
import type { Draft } from "~/domain/entry/draft";
import { useMessages } from "~/ui/locale";
import { Card, Disclosure, Notice } from "~/ui/primitives";
import type { ShownPart } from "../content-lines";
import { ConfirmationLines, type ConfirmationView, ConfirmForm } from "./confirmations";
import { EntryContent } from "./entry-content";

interface FiledForYouProps {
  filed: {
    content: Draft;
    fields: readonly { id: string; name: string }[];
    parts: readonly ShownPart[];
    kind: "TECHNICAL" | "YOUTH";
    seen: string;
    confirmation: ConfirmationView;
  };
  isExpired: boolean;
  result: SubmissionResult<string[]> | null;
}

/** All that was filed in somebody's name, for them to confirm or to say what should be corrected. */
export function FiledForYou({ filed, isExpired, result }: FiledForYouProps) {
  const { assisted } = useMessages();
  const { form } = assisted;
  const { state } = filed.confirmation;
  return (
    <div id="xac-nhan">
      <Card title={state === "outdated" ? form.headingAgain : form.heading}>
        {state === "confirmed" && <Notice tone="success" title={form.doneTitle} />}
        {state === "remarked" && (
          <Notice tone="info" title={form.remarkedTitle}>
            <p>{form.remarkedText}</p>
          </Notice>
        )}
        <ConfirmationLines confirmation={filed.confirmation} />
        <Disclosure summary={form.content} open={state !== "confirmed"}>
          <EntryContent draft={filed.content} fields={filed.fields} parts={filed.parts} kind={filed.kind} />
        </Disclosure>
        {!isExpired && state !== "confirmed" && <ConfirmForm id="form-xac-nhan" seen={filed.seen} result={result} />}
      </Card>
    </div>
  );
}
