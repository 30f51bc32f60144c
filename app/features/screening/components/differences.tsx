import { type ContentContext, type ContentLine, type Difference, differencesOf, linesOfStep } from "~/features/entries/content-lines";
import { useMessages } from "~/ui/locale";
import type { ScreenedEntryView } from "../entry-page.server";
import { type Change, wordDifference } from "../word-difference";

type VersionRecord = ScreenedEntryView["submissions"][number];

const STEPS = ["basics", "authors", "description", "note"] as const;

/** Everything one version says differently from another, files by their names. */
export function changesBetween(context: ContentContext, filesLabel: string, before: VersionRecord, after: VersionRecord): Difference[] {
  const files = (version: VersionRecord): ContentLine[] =>
    context.parts.flatMap(({ key, label }) => {
      const names = version.files.filter(({ partKey }) => partKey === key).map(({ name }) => name);
      return names.length === 0 ? [] : [{ key: `files-${key}`, label: `${label} – ${filesLabel}`, value: names.join("\n") }];
    });
  return [...STEPS.flatMap((step) => differencesOf(linesOfStep(context, before, step), linesOfStep(context, after, step))), ...differencesOf(files(before), files(after))];
}

/** Changes side by side, words that came or went marked. */
export function Differences({ changes }: { changes: readonly Difference[] }) {
  const { screening } = useMessages();
  if (changes.length === 0) return <p>{screening.entry.noDifference}</p>;
  return (
    <div className="compare space-y-4">
      {changes.map((change) => (
        <OneDifference key={change.key} change={change} />
      ))}
    </div>
  );
}

function OneDifference({ change }: { change: Difference }) {
  const { screening, supplement } = useMessages();
  const { review } = supplement;
  const words = wordDifference(change.stored, change.typed);
  const { emptyValue } = screening.entry;
  return (
    <section className="space-y-2 border-t border-line pt-3">
      <h4 className="strong">{change.label}</h4>
      {!words && <p className="muted">{review.tooLong}</p>}
      <div className="grid gap-4 sm:grid-cols-2">
        <div className="min-w-0">
          <p className="muted">{review.before}</p>
          <Side words={words} without="added" text={change.stored || emptyValue} />
        </div>
        <div className="min-w-0">
          <p className="muted">{review.after}</p>
          <Side words={words} without="removed" text={change.typed || emptyValue} />
        </div>
      </div>
    </section>
  );
}

/** One of the two texts: what it holds, what is only in it marked. */
function Side({ words, without, text }: { words: readonly Change[] | null; without: "added" | "removed"; text: string }) {
  const { review } = useMessages().supplement;
  const own = words?.filter(({ kind }) => kind !== without) ?? [];
  if (own.length === 0) return <p className="whitespace-pre-line break-words">{text}</p>;
  return (
    <p className="whitespace-pre-line break-words">
      {own.map(({ text: words, kind }, index) => {
        if (kind === "added") return <ins key={index} title={review.added}>{words}</ins>;
        return kind === "removed" ? <del key={index} title={review.removed}>{words}</del> : words;
      })}
    </p>
  );
}
