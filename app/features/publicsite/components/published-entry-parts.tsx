import type { ReactNode } from "react";
import { paths } from "~/paths";
import { useHref, useMessages } from "~/ui/locale";
import { Original } from "./original";

/** A text of the dossier that everybody may read, a paragraph a line. */
export function PublicText({ id, title, text, empty }: { id: string; title: ReactNode; text: string; empty?: string }) {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return (
    <section className="prose" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lines.length === 0 && empty && <p className="muted">{empty}</p>}
      {lines.map((line, index) => (
        <p key={index}>
          <Original>{line}</Original>
        </p>
      ))}
    </section>
  );
}

interface Neighbour {
  code: string;
  title: string;
}

/** The entries before and after this one in the same tier. */
export function Neighbours({ label, previous, next }: { label: string; previous: Neighbour | null; next: Neighbour | null }) {
  const { resultPages } = useMessages();
  const href = useHref();
  const ends = [
    { entry: previous, words: resultPages.entry.previous, rel: "prev" },
    { entry: next, words: resultPages.entry.next, rel: "next" },
  ];
  if (!previous && !next) return null;
  return (
    <nav aria-label={label} className="neighbours">
      {ends.map(
        ({ entry, words, rel }) =>
          entry && (
            <a key={rel} rel={rel} href={href(paths.publishedEntry(entry.code))}>
              <small>{words}</small>
              <Original>{entry.title}</Original>
            </a>
          ),
      )}
    </nav>
  );
}
