import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { DescriptionList, EmptyState, Mono } from "~/ui/primitives";
import type { ThingLabel, ThingView } from "../queries.server";
import { conditionText } from "./thing-page";

/** Labels to print, cut and stick on; the code opens the thing's page. */
export function ThingLabels({ slug, labels }: { slug: string; labels: readonly ThingLabel[] }) {
  const { things } = useMessages();
  const href = useHref();
  const { labels: texts } = things;
  return (
    <>
      <div className="no-print">
        <PageHeader title={texts.title} lead={`${texts.lead} ${texts.print}`} crumbs={[{ label: things.title, href: href(paths.things(slug)) }, { label: texts.title }]} />
      </div>
      {labels.length === 0 && <EmptyState title={texts.none}>{texts.noneHelp}</EmptyState>}
      <ul className="label-sheet">
        {labels.map((label) => (
          <li key={label.id} className="thing-label">
            <div role="img" aria-label={label.code} className="qr-code" dangerouslySetInnerHTML={{ __html: label.svg }} />
            <div>
              <p className="strong">
                <Mono>{label.code}</Mono>
              </p>
              <p>{label.description}</p>
              <p className="muted">{[label.entryTitle, label.field].filter((text) => text !== "").join(" · ")}</p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

interface SlipProps {
  slug: string;
  edition: { title: string; letterheadParent: string; letterheadBody: string };
  thing: ThingView;
}

/** The slip both sides sign: of the receipt, or once the thing was given back of that. */
export function ThingSlip({ slug, edition, thing }: SlipProps) {
  const { things } = useMessages();
  const { dateTime } = useFormats();
  const href = useHref();
  const { slip: texts } = things;
  const [first] = thing.moves;
  const last = thing.moves.at(-1);
  const title = thing.isReturned ? texts.titleReturned : texts.titleReceived;
  const of = (move: typeof first) => [
    { term: things.receive.condition, description: conditionText(things, move?.condition ?? "") },
    ...(move?.note ? [{ term: texts.note, description: move.note }] : []),
  ];
  return (
    <article className="slip">
      <div className="no-print">
        <PageHeader title={title} lead={things.labels.print} crumbs={[{ label: things.title, href: href(paths.things(slug)) }, { label: thing.code, href: href(paths.thing(slug, thing.id)) }, { label: title }]} />
      </div>
      <div className="slip-head">
        <p>
          {edition.letterheadParent && <span className="block">{edition.letterheadParent}</span>}
          <strong>{edition.letterheadBody}</strong>
        </p>
        <p lang="vi">
          <strong className="block">{texts.nation}</strong>
          <strong>{texts.motto}</strong>
        </p>
      </div>
      <h2 className="slip-title">{title}</h2>
      <p className="slip-under">{edition.title}</p>
      <DescriptionList
        items={[
          { term: texts.code, description: <Mono>{thing.code}</Mono> },
          { term: texts.description, description: thing.description },
          { term: texts.entry, description: thing.entry.title },
          { term: texts.entryCode, description: <Mono>{thing.entry.code}</Mono> },
          { term: texts.unit, description: thing.entry.unitName || "–" },
          { term: texts.receivedAt, description: first ? dateTime(first.at) : "–" },
          { term: texts.broughtBy, description: first?.personName || "–" },
          ...of(first),
          ...(thing.isReturned && last
            ? [
                { term: texts.returnedAt, description: dateTime(last.at) },
                { term: texts.takenBy, description: last.personName || "–" },
                { term: texts.conditionReturned, description: conditionText(things, last.condition) },
                ...(last.note ? [{ term: texts.note, description: last.note }] : []),
              ]
            : []),
        ]}
      />
      <div className="slip-signatures">
        {[texts.signGiver, texts.signTaker].map((who) => (
          <p key={who}>
            <strong className="block">{who}</strong>
            <em>{texts.signHelp}</em>
          </p>
        ))}
      </div>
      <p className="muted">{texts.copies}</p>
    </article>
  );
}
