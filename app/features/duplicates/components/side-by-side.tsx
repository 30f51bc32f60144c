import type { MarkedSection, Piece } from "~/domain/duplicates/marked-text";
import { useFormats, useMessages } from "~/ui/locale";
import { Card, Disclosure, Mono } from "~/ui/primitives";
import { StateBadge } from "~/features/screening/components/state-badge";
import type { PairView } from "../pair-page.server";
import { Award } from "./pair-table";

/** Who the two are: code, title, edition, authors, state, prize. */
export function BothEntries({ view }: { view: PairView }) {
  const { page } = useMessages().duplicates;
  const { own, other } = view.pair;
  return (
    <div className="grid min-w-0 gap-4 md:grid-cols-2">
      <OneEntry label={page.own} entry={own} />
      <OneEntry label={page.other} entry={other} />
    </div>
  );
}

function OneEntry({ label, entry }: { label: string; entry: PairView["pair"]["own"] }) {
  const { duplicates } = useMessages();
  const { list } = useFormats();
  return (
    <Card look="quiet">
      <p className="eyebrow">{label}</p>
      <h2 className="mt-1 break-words">
        <Mono>{entry.code}</Mono> {entry.title}
      </h2>
      <p className="flex flex-wrap gap-1">
        <StateBadge entry={{ state: "SUBMITTED", screening: entry.screening, isOverdue: false }} />
        <Award entry={entry} />
      </p>
      <p>{entry.editionTitle}</p>
      <p className="muted">{[duplicates.authors(list(entry.authors)), entry.unitName].filter((text) => text !== "").join(" · ")}</p>
    </Card>
  );
}

function useSectionLabel(view: Pick<PairView, "labels" | "summaryKey">): (key: string) => string {
  const { page } = useMessages().duplicates;
  return (key) => {
    if (key === view.summaryKey) return page.summary;
    const label = view.labels[key] ?? key;
    return key.startsWith("@") ? page.file(label) : label;
  };
}

/** The passages the two have in common, the longest first, each as it stands in both. */
export function Passages({ view }: { view: PairView }) {
  const { page } = useMessages().duplicates;
  const { integer, percent } = useFormats();
  const labelOf = useSectionLabel(view);
  const { excerpts, passages, shares } = view;
  const share = (part: number) => percent(Math.round(part * 10_000), 10_000);
  return (
    <Card title={passages === 0 ? page.grounds : page.passages(integer(passages))}>
      {passages === 0 ? <p>{page.noPassages}</p> : <p className="muted">{page.shares(share(shares.shareOfFirst), share(shares.shareOfSecond))}</p>}
      {excerpts.map(({ words, first, second }, index) => (
        <section key={index} className="space-y-2 border-t border-line pt-3">
          <h3 id={`doan-${index + 1}`}>{page.passage(integer(index + 1), integer(words))}</h3>
          <div className="grid gap-4 md:grid-cols-2">
            {[first, second].map(({ section, text }, side) => (
              <div key={side}>
                <p className="muted">{labelOf(section)}</p>
                <blockquote className="whitespace-pre-line break-words">{text}</blockquote>
              </div>
            ))}
          </div>
        </section>
      ))}
      {passages > excerpts.length && <p className="muted">{page.more(integer(passages - excerpts.length))}</p>}
    </Card>
  );
}

/** Both texts from beginning to end, what is alike marked and numbered. */
export function WholeTexts({ view }: { view: PairView }) {
  const { page } = useMessages().duplicates;
  return (
    <Disclosure summary={page.whole}>
      <div className="grid gap-6 md:grid-cols-2">
        <WholeText view={view} title={`${page.own}: ${view.pair.own.code}`} sections={view.first} />
        <WholeText view={view} title={`${page.other}: ${view.pair.other.code}`} sections={view.second} />
      </div>
    </Disclosure>
  );
}

function WholeText({ view, title, sections }: { view: PairView; title: string; sections: readonly MarkedSection[] }) {
  const labelOf = useSectionLabel(view);
  return (
    <section className="min-w-0 space-y-3">
      <h3>{title}</h3>
      {sections.map(({ key, pieces }) => (
        <div key={key}>
          <p className="strong">{labelOf(key)}</p>
          <p className="whitespace-pre-line break-words">
            {pieces.map((piece, index) => (
              <MarkedPiece key={index} piece={piece} />
            ))}
          </p>
        </div>
      ))}
    </section>
  );
}

function MarkedPiece({ piece }: { piece: Piece }) {
  const { page } = useMessages().duplicates;
  const { integer } = useFormats();
  if (piece.passage === null) return <>{piece.text}</>;
  const number = integer(piece.passage);
  return (
    <mark title={page.marked(number)}>
      <sup aria-label={page.marked(number)}>{number}</sup> {piece.text}
    </mark>
  );
}
