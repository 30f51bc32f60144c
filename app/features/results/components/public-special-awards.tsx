import { useFormats, useMessages } from "~/ui/locale";
import { Card, Money } from "~/ui/primitives";
import type { PublicSpecialAward } from "../public-special-awards.server";

/** Awards beside the prizes of entries; nothing where none was given. */
export function PublicSpecialAwards({ awards }: { awards: readonly PublicSpecialAward[] }) {
  const texts = useMessages().publicSpecialAwards;
  if (awards.length === 0) return null;
  return (
    <section aria-labelledby="giai-dac-thu">
      <h2 id="giai-dac-thu">{texts.title}</h2>
      <p className="muted">{texts.lead}</p>
      {awards.map((award) => (
        <Card key={award.code} level={3} title={award.label} look="award" aside={award.money > 0 ? <Money dong={award.money} /> : undefined}>
          {award.ruleText !== "" && <p className="muted">{award.ruleText}</p>}
          <ul>
            {award.recipients.map((recipient, index) => (
              <Recipient key={index} award={award} recipient={recipient} />
            ))}
          </ul>
        </Card>
      ))}
    </section>
  );
}

function Recipient({ award, recipient }: { award: PublicSpecialAward; recipient: PublicSpecialAward["recipients"][number] }) {
  const texts = useMessages().publicSpecialAwards;
  const { date, integer } = useFormats();
  const { name, entryCode, unitName, value, addedOn } = recipient;
  const counted = value === "" ? "" : award.rule === "UNIT_POINTS" ? texts.points(integer(Number(value))) : texts.entries(integer(Number(value)));
  const beside = [entryCode === null ? "" : unitName, counted, addedOn === null ? "" : texts.later(date(addedOn))].filter((text) => text !== "");
  return (
    <li>
      <strong>{name ?? texts.entry(entryCode ?? "")}</strong>
      {beside.length > 0 && <span className="muted"> – {beside.join(", ")}</span>}
    </li>
  );
}
