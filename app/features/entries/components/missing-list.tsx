import { ENTRY_STEPS, type EntryStep, type Gap } from "~/domain/entry/completeness";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, Disclosure } from "~/ui/primitives";
import { gapWords, type GapWords } from "../gap-texts";
import { gapPath, stepPath } from "../steps";
import type { StepView } from "./step-frame";

/** Every gap of the entry in words, in the order of the form. */
export function useGapWords(view: StepView): (GapWords & { step: EntryStep; href: string })[] {
  const messages = useMessages();
  const formats = useFormats();
  const href = useHref();
  const context = { messages, formats, authors: view.draft.authors, parts: view.parts, waitingFor: (key: string) => view.waiting[key] ?? [] };
  return view.gaps.map((gap: Gap) => ({ ...gapWords(context, gap), step: gap.step, href: href(gapPath(view.entry.id, gap)) }));
}

type Item = ReturnType<typeof useGapWords>[number];

/** What is missing, why it matters, and the way to the field where it is mended. */
export function GapItems({ items }: { items: readonly Item[] }) {
  const { dossier } = useMessages();
  return (
    <ul className="list-disc space-y-1 pl-5">
      {items.map((item) => (
        <li key={item.field + item.text} data-gap={item.isMissing ? item.field : undefined}>
          <a href={item.href}>
            {item.label}: {item.text}
          </a>
          {item.why && <span className="hint">{dossier.why(item.why)}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Below every step: what this one still lacks, and folded away what the others do. A script replaces it as things are filled in. */
export function MissingList({ view, step }: { view: StepView; step: EntryStep }) {
  const { entries, dossier } = useMessages();
  const href = useHref();
  const items = useGapWords(view);
  const here = items.filter((item) => item.step === step);
  const others = ENTRY_STEPS.filter((one) => one !== step && items.some((item) => item.step === one));
  return (
    <div id="con-thieu" data-completeness>
      <Card look="quiet">
        {here.length === 0 ? (
          <p>✓ {entries.complete}</p>
        ) : (
          <>
            <p>{entries.missingHere(here.length)}</p>
            <GapItems items={here} />
          </>
        )}
        {others.map((one) => (
          <Disclosure key={one} summary={`${entries.step[one]}: ${dossier.missingCount(items.filter((item) => item.step === one).length)}`}>
            <GapItems items={items.filter((item) => item.step === one)} />
          </Disclosure>
        ))}
        <p>
          <a href={href(stepPath(view.entry.id, "submit"))}>{items.length === 0 ? entries.nothingMissing : entries.missingLine(items.length)}</a>
        </p>
      </Card>
    </div>
  );
}
