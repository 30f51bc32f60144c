import type { UnitView } from "~/features/units/queries.server";
import { paths } from "~/paths";
import { useHref, useMessages } from "~/ui/locale";
import { Card, ConfirmDisclosure } from "~/ui/primitives";
import { SelectField, type PlainForm } from "~/ui/forms";
import { unitSelectOptions, type UnitChoice } from "./unit-fields";

/** Where a unit is used, so that its editor knows what hangs on it. */
export function UnitUses({ unit }: { unit: UnitView }) {
  const { units } = useMessages();
  const { use } = units.page;
  const uses = (Object.keys(use) as (keyof typeof use)[]).filter((key) => unit.references[key] > 0);
  return (
    <Card title={units.page.uses}>
      {uses.length === 0 ? (
        <p>{units.page.unused}</p>
      ) : (
        <ul className="ml-5 list-disc">
          {uses.map((key) => (
            <li key={key}>{use[key](unit.references[key])}</li>
          ))}
        </ul>
      )}
      <UnitChildren unit={unit} />
    </Card>
  );
}

function UnitChildren({ unit }: { unit: UnitView }) {
  const { units } = useMessages();
  const href = useHref();
  if (unit.children.length === 0) return null;
  return (
    <>
      <h3 className="mt-4">{units.page.children}</h3>
      <ul>
        {unit.children.map(({ id, name }) => (
          <li key={id}>
            <a href={href(paths.unit(id))}>{name}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Merging asks first and says what will happen. */
export function MergeCard({ unit, choices, form }: { unit: UnitView; choices: readonly UnitChoice[]; form: PlainForm }) {
  const { units } = useMessages();
  return (
    <Card title={units.merge.title}>
      <p>{units.merge.text}</p>
      <ConfirmDisclosure
        label={units.merge.label}
        confirmLabel={units.merge.submit}
        intent="merge"
        consequences={units.merge.consequences(unit.name)}
        irreversible
        danger
        fields={{ version: String(unit.version) }}
        open={Object.keys(form.allErrors).length > 0}
      >
        <SelectField field={form.field("intoId")} label={units.merge.into} required options={unitSelectOptions(choices, unit.id)} />
      </ConfirmDisclosure>
    </Card>
  );
}
