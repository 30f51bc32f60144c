import { useFormats, useMessages } from "~/ui/locale";
import { Badge, Card } from "~/ui/primitives";
import type { ScreenedEntryView } from "../entry-page.server";
import { remarkLabel } from "../remark-labels";
import { changesBetween, Differences } from "./differences";
import { useContentContext } from "./dossier";

/** What was asked for last, what became of each remark, and all that changed since. */
export function SupplementReview({ view }: { view: Pick<ScreenedEntryView, "supplement" | "parts" | "fields"> }) {
  const messages = useMessages();
  const { dateTime } = useFormats();
  const context = useContentContext(view);
  const { supplement } = view;
  if (!supplement) return null;
  const texts = messages.supplement.review;
  const labels = new Map(view.parts.map(({ key, label }) => [key, label]));
  const isBack = supplement.before.id !== supplement.after.id;
  return (
    <Card title={texts.title}>
      <p className="muted">
        {texts.asked(dateTime(supplement.at))} {!isBack && texts.waiting}
      </p>
      {supplement.reason !== "" && <blockquote className="whitespace-pre-line">{supplement.reason}</blockquote>}
      <ul className="space-y-2">
        {supplement.remarks.map(({ place, text, isAnswered }) => (
          <li key={place}>
            <strong>{remarkLabel(messages, labels, place)}</strong> {isBack && <Badge tone={isAnswered ? "success" : "warning"}>{isAnswered ? texts.answered : texts.open}</Badge>}
            <span className="block whitespace-pre-line break-words">{text}</span>
          </li>
        ))}
      </ul>
      {isBack && (
        <>
          <h3>{texts.changes(supplement.after.number)}</h3>
          <Differences changes={changesBetween(context, texts.files, supplement.before, supplement.after)} />
        </>
      )}
    </Card>
  );
}
