import { articlesOf } from "~/domain/contest/rules-text";

/** The rules as typed, with headings and lists. `level` is that of the headings in the page's outline. */
export function RulesText({ text, level = 2 }: { text: string; level?: 2 | 3 }) {
  const Heading = `h${level}` as const;
  return (
    <div className="prose">
      {articlesOf(text).map((article, index) => (
        <section key={index}>
          {article.heading && <Heading>{article.heading}</Heading>}
          {article.blocks.map((block, position) =>
            block.kind === "paragraph" ? (
              <p key={position}>{block.text}</p>
            ) : (
              <ul key={position}>
                {block.items.map((item, place) => (
                  <li key={place}>{item}</li>
                ))}
              </ul>
            ),
          )}
        </section>
      ))}
    </div>
  );
}
