import type { ReactNode } from "react";
import { CheckboxField, NumberField, type PlainForm } from "~/ui/forms";
import { useMessages } from "~/ui/locale";
import { Card, Disclosure } from "~/ui/primitives";

interface RowListProps {
  form: PlainForm;
  /** lines that are stored or were typed */
  count: number;
  /** empty lines offered for new things */
  spare: number;
  /** what each empty line is called, where they differ */
  spareLabels?: readonly string[];
  /** what names the line: its heading */
  nameOf: (index: number) => string;
  canRemove?: boolean;
  /** long lines: what is stored stands folded below its name, a line with a mistake open */
  noteOf?: (index: number) => string;
  children: (name: (column: string) => string, index: number) => ReactNode;
}

/** Short fields stand side by side, long ones take a line of their own. */
const FLOW = "flex flex-wrap items-end gap-x-6 [&>.field:not(.is-short):not(.choices)]:basis-full";

/** How many lines a form comes back with: those posted, or else those stored. */
export function rowCount(form: PlainForm): number {
  const rows = form.field("rows").initialValue;
  return Array.isArray(rows) ? rows.length : 0;
}

/** Lines of a list in one form, with their order, a box to remove them, and empty ones at the end for more. */
export function RowList({ form, count, spare, spareLabels, nameOf, canRemove = true, noteOf, children }: RowListProps) {
  const { row } = useMessages().editions.settings;
  const line = (index: number) => {
    const name = (column: string) => `rows[${index}].${column}`;
    const id = form.field(name("id")).initialValue;
    return (
      <div className={FLOW}>
        {typeof id === "string" && id !== "" && <input type="hidden" name={name("id")} value={id} />}
        {children(name, index)}
        <NumberField field={form.field(name("position"))} label={row.number} value={positionOf(form, name("position"), index)} />
        {canRemove && index < count && <CheckboxField field={form.field(name("remove"))} label={row.remove} />}
      </div>
    );
  };
  const hasErrors = (index: number) => Object.keys(form.allErrors).some((name) => name.startsWith(`rows[${index}].`));
  return (
    <div className="space-y-4">
      {Array.from({ length: count }, (_, index) => {
        const name = nameOf(index) || row.of(index + 1);
        return noteOf ? (
          <Disclosure key={index} summary={`${name} – ${noteOf(index)}`} open={hasErrors(index)}>
            {line(index)}
          </Disclosure>
        ) : (
          <Card key={index} level={3} title={name}>
            {line(index)}
          </Card>
        );
      })}
      {Array.from({ length: spare }, (_, offset) => (
        <Disclosure key={count + offset} summary={spareLabels?.[offset] ?? row.add} open={count === 0 && offset === 0}>
          {line(count + offset)}
        </Disclosure>
      ))}
    </div>
  );
}

function positionOf(form: PlainForm, name: string, index: number): string {
  const typed = form.field(name).initialValue;
  return typeof typed === "string" && typed !== "" ? typed : String(index + 1);
}
