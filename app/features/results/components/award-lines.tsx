import { BarList } from "~/ui/charts";
import { useFormats, useMessages } from "~/ui/locale";
import { Badge, Card } from "~/ui/primitives";
import type { AlikeRank, AwardLine } from "../award-lines";

/** What can be said at the line below each prize: in words, and drawn with the entries on both sides of it. */
export function AwardLines({ lines }: { lines: readonly AwardLine[] }) {
  const { firmness } = useMessages();
  const { integer, list } = useFormats();
  const texts = firmness.lines;
  if (lines.length === 0) return null;
  const percent = (value: number) => texts.percent(integer(value));
  const named = ({ rank, codes }: AlikeRank) => (codes.length > 1 ? texts.shared(integer(rank), codes.join(", ")) : integer(rank));
  const alikeText = (alike: readonly AlikeRank[]) => {
    const [first] = alike;
    return first && alike.length === 1 && first.codes.length > 1 ? texts.tied(first.codes.length, integer(first.rank), first.codes.join(", ")) : texts.alike(list(alike.map(named)));
  };
  return (
    <Card title={texts.title}>
      <p className="muted">{texts.lead}</p>
      <div className="grid gap-6 md:grid-cols-2">
        {lines.map(({ label, field, places, inside, outside, alike, near }) => (
          <section key={`${label} ${field ?? ""}`} aria-label={label}>
            <p>
              <span className="strong">{field === null ? label : `${label} (${field})`}: </span>
              {texts.firm(percent(inside.percent), integer(places))};{" "}
              {alike.length > 0 ? alikeText(alike) : texts.clear(integer(outside.rank), percent(outside.percent))}. {alike.length > 0 && <Badge tone="warning">{texts.unclear}</Badge>}
            </p>
            <BarList
              label={texts.drawing(label)}
              max={100}
              format={percent}
              items={near.map((one) => ({ label: (one.isInside ? texts.inside : texts.outside)(integer(one.rank), one.code), value: one.percent }))}
            />
          </section>
        ))}
      </div>
    </Card>
  );
}
