import type { ContestKind } from "~/domain/contest/edition-draft";
import { plainPoints } from "~/domain/kernel/decimal";
import { useFormats, useMessages } from "~/ui/locale";
import { Disclosure } from "~/ui/primitives";
import { PRESETS } from "../presets";

/** What a preset brings along, to look at before it is chosen. */
export function PresetSummary({ kind }: { kind: ContestKind }) {
  const { editions, common } = useMessages();
  const formats = useFormats();
  const { create } = editions;
  const preset = PRESETS[kind];
  const criteria = preset.rounds.at(-1)?.rubrics[0]?.criteria ?? [];
  const lists: [string, string[]][] = [
    [create.presetFields, preset.fields.map(({ name }) => name)],
    [create.presetCriteria, criteria.map(({ label, max }) => create.criterionLine(label, formats.decimal(plainPoints(max))))],
    [create.presetTiers, preset.tiers.map(({ label, quota, money }) => create.tierLine(label, formats.integer(quota), formats.money(money)))],
    [create.presetParts, preset.parts.map(({ label }) => label)],
  ];
  return (
    <Disclosure summary={`${create.presetOf}: ${common.contestShort[kind]}`}>
      {lists.map(([title, items]) => (
        <div key={title} className="prose">
          <p className="strong">{title}</p>
          <ul>
            {items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </div>
      ))}
    </Disclosure>
  );
}
