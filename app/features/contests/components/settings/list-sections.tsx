import { DecimalField, NumberField, TextField } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import type { SectionProps } from "./edition-sections";
import { RowList, rowCount } from "./row-list";
import { ScoringReason, type SavedSheets } from "./scoring-reason";
import { SectionForm } from "./section-form";

const COLUMN = /^rows\[(\d+)\]\.(\w+)/;

/** Labels of the fields of lines: "Mục 2 – Tên lĩnh vực". */
export function useRowLabel(labels: Readonly<Record<string, unknown>>): (name: string) => string | undefined {
  const { editions, rounds } = useMessages();
  const { row } = editions.settings;
  return (name) => {
    if (name === "reason") return rounds.changing.reason;
    const match = COLUMN.exec(name);
    if (!match) return undefined;
    const column = match[2] ?? "";
    const label = column === "code" ? row.code : column === "remove" ? row.remove : labels[column];
    return `${row.of(Number(match[1]) + 1)}${typeof label === "string" ? ` – ${label}` : ""}`;
  };
}

export const textOf = (value: unknown) => (typeof value === "string" ? value : "");

export function FieldsSection({ saved, ...props }: SectionProps & { saved: SavedSheets }) {
  const { settings } = useMessages().editions;
  const labelOf = useRowLabel(settings.fields);
  return (
    <SectionForm {...props} id="linh-vuc" labelOf={labelOf} isList>
      {(form) => (
        <>
          <RowList form={form} count={rowCount(form)} spare={2} nameOf={(index) => textOf(form.field(`rows[${index}].name`).initialValue)}>
            {(name) => (
              <>
                <TextField field={form.field(name("name"))} label={settings.fields.name} required />
                <TextField field={form.field(name("code"))} label={settings.row.code} help={settings.row.codeHelp} size={16} spellCheck={false} />
              </>
            )}
          </RowList>
          <ScoringReason form={form} saved={saved} />
        </>
      )}
    </SectionForm>
  );
}

interface SentTier {
  quota: number;
  money: number;
}

export function TiersSection({ tiers, perField, ...props }: SectionProps & { tiers: readonly SentTier[]; perField: boolean }) {
  const { settings } = useMessages().editions;
  const formats = useFormats();
  const labelOf = useRowLabel(settings.tiers);
  const prizes = formats.integer(tiers.reduce((sum, { quota }) => sum + quota, 0));
  const money = formats.money(tiers.reduce((sum, tier) => sum + tier.quota * tier.money, 0));
  return (
    <div className="space-y-4">
      <Notice>{perField ? settings.tiers.totalPerField(prizes, money) : settings.tiers.total(prizes, money)}</Notice>
      <SectionForm {...props} id="giai-thuong" labelOf={labelOf} isList>
        {(form) => (
          <RowList form={form} count={rowCount(form)} spare={1} nameOf={(index) => textOf(form.field(`rows[${index}].label`).initialValue)}>
            {(name) => (
              <>
                <TextField field={form.field(name("label"))} label={settings.tiers.label} required />
                <NumberField field={form.field(name("quota"))} label={settings.tiers.quota} required />
                <DecimalField field={form.field(name("minScore"))} label={settings.tiers.minScore} help={settings.tiers.minScoreHelp} />
                <MoneyField form={form} name={name("money")} label={settings.tiers.money} unit={settings.tiers.currency} />
                <TextField field={form.field(name("code"))} label={settings.row.code} help={settings.row.codeHelp} size={16} spellCheck={false} />
              </>
            )}
          </RowList>
        )}
      </SectionForm>
    </div>
  );
}

/** An amount, shown with its thousands; what was typed stays as it is. */
function MoneyField({ form, name, label, unit }: { form: Parameters<typeof rowCount>[0]; name: string; label: string; unit: string }) {
  const formats = useFormats();
  const field = form.field(name);
  const value = textOf(field.initialValue);
  return <TextField field={field} label={label} value={/^\d{4,}$/.test(value) ? formats.integer(Number(value)) : value} inputMode="numeric" autoComplete="off" size={14} suffix={unit} />;
}
