import type { UnmatchedName } from "~/features/units/queries.server";
import { UNIT_KINDS } from "~/features/units/schemas";
import { paths } from "~/paths";
import { FormActions, SelectField, SubmitButton } from "~/ui/forms";
import { useHref, useMessages } from "~/ui/locale";
import { Card, Disclosure } from "~/ui/primitives";
import { unitSelectOptions, type UnitChoice } from "./unit-fields";

interface UnmatchedCardProps {
  /** `newId` is the id of the unit this card may make, so that a double click makes one */
  row: UnmatchedName & { newId: string };
}

/** One typed name: the likely units at one click each, any other unit, or a new one. */
export function UnmatchedCard({ row }: UnmatchedCardProps) {
  const { units } = useMessages();
  const href = useHref();
  const { unmatched } = units;
  const { counts } = unmatched;
  const used = [
    counts.entries(row.entries),
    ...(row.authors > 0 ? [counts.authors(row.authors)] : []),
    ...(row.supervisors > 0 ? [counts.supervisors(row.supervisors)] : []),
  ];
  return (
    <Card title={row.name} aside={<span className="muted">{used.join(" · ")}</span>}>
      <div className="flex flex-wrap items-center gap-3">
        {row.suggestions.map(({ id, name }) => (
          <form key={id} method="post">
            <TypedName row={row} />
            <input type="hidden" name="unitId" value={id} />
            <SubmitButton intent="link" kind="secondary">
              {unmatched.same(name)}
            </SubmitButton>
          </form>
        ))}
        <a href={`${href(paths.unmatchedUnits())}?${new URLSearchParams({ ten: row.name })}`}>{unmatched.other}</a>
      </div>
      <Disclosure summary={unmatched.create}>
        <form method="post">
          <TypedName row={row} />
          <input type="hidden" name="id" value={row.newId} />
          <SelectField
            id={`loai-${row.newId}`}
            name="kind"
            label={unmatched.kind}
            placeholder={null}
            options={UNIT_KINDS.map((kind) => ({ value: kind, label: units.kind[kind] }))}
          />
          <SubmitButton intent="create">{unmatched.createSubmit}</SubmitButton>
        </form>
      </Disclosure>
    </Card>
  );
}

/** Any unit of the register for one typed name; a page of its own, because the list of all units is long. */
export function ChooseUnitCard({ name, choices }: { name: string; choices: readonly UnitChoice[] }) {
  const { units } = useMessages();
  const { unmatched } = units;
  return (
    <Card title={name}>
      <form method="post">
        <TypedName row={{ name }} />
        <SelectField name="unitId" label={unmatched.unit} required options={unitSelectOptions(choices)} />
        <FormActions>
          <SubmitButton intent="link">{unmatched.link}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}

function TypedName({ row }: { row: { name: string } }) {
  return <input type="hidden" name="typedName" value={row.name} />;
}
