import type { EntryStep } from "~/domain/entry/completeness";
import type { OpenRemark } from "~/domain/screening/remarks";
import { remarkLabel } from "~/features/screening/remark-labels";
import { useHref, useMessages } from "~/ui/locale";
import { Badge, Notice } from "~/ui/primitives";
import { stepPath } from "../steps";

interface RemarkListProps {
  entryId: string;
  remarks: readonly OpenRemark[];
  parts: readonly { key: string; label: string }[];
}

/** What the secretary asks for, each leading to the field where it is answered, with whether something changed there. */
export function RemarkList({ entryId, remarks, parts }: RemarkListProps) {
  const messages = useMessages();
  const href = useHref();
  const { entrant } = messages.supplement;
  if (remarks.length === 0) return null;
  const labels = new Map(parts.map(({ key, label }) => [key, label]));
  const open = remarks.filter(({ isAnswered }) => !isAnswered).length;
  return (
    <div className="space-y-2">
      <p className="strong">{entrant.title(open, remarks.length)}</p>
      <ul className="space-y-2">
        {remarks.map(({ place, text, isAnswered, step, field }) => (
          <li key={place}>
            <a href={`${href(stepPath(entryId, step))}#${field}`}>{remarkLabel(messages, labels, place)}</a>{" "}
            <Badge tone={isAnswered ? "success" : "warning"}>{isAnswered ? entrant.answered : entrant.open}</Badge>
            <span className="block whitespace-pre-line break-words">{text}</span>
          </li>
        ))}
      </ul>
      <p>{entrant.submit}</p>
    </div>
  );
}

/** The remark on the field of that name, right where it is answered. */
export function RemarkAt({ remarks, step, name }: { remarks: readonly OpenRemark[]; step: EntryStep; name: string }) {
  const { entrant } = useMessages().supplement;
  const remark = remarks.find((one) => one.step === step && one.field === name);
  if (!remark) return null;
  return (
    <Notice tone={remark.isAnswered ? "success" : "warning"}>
      <p className="strong">
        {entrant.here} <Badge tone={remark.isAnswered ? "success" : "warning"}>{remark.isAnswered ? entrant.answered : entrant.open}</Badge>
      </p>
      <p className="whitespace-pre-line break-words">{remark.text}</p>
    </Notice>
  );
}
