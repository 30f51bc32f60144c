import { DecimalField, SelectField, TextArea, TextField } from "~/ui/forms";
import { useMessages } from "~/ui/locale";
import { ConfirmDisclosure, Notice } from "~/ui/primitives";
import type { SectionProps } from "./edition-sections";
import { useRowLabel } from "./list-sections";
import { RowList, rowCount } from "./row-list";
import { SectionForm } from "./section-form";

interface RubricFormProps extends SectionProps {
  parts: readonly { key: string; label: string }[];
  /** a judge has scored by it */
  frozen: boolean;
  /** name of the field it belongs to, null for all */
  fieldName: string | null;
}

/** The criteria of one rubric. */
export function RubricForm({ parts, frozen, fieldName, ...props }: RubricFormProps) {
  const { settings } = useMessages().editions;
  const { criterion, rounds } = settings;
  const labelOf = useRowLabel(criterion);
  const partOptions = parts.map(({ key, label }) => ({ value: key, label }));
  return (
    <>
      {frozen && <Notice tone="warning">{criterion.frozen}</Notice>}
      <p className="help">{criterion.minHelp}</p>
      <SectionForm {...props} id="bo-tieu-chi" labelOf={labelOf} isList>
        {(form) => (
          <RowList
            form={form}
            count={rowCount(form)}
            spare={frozen ? 0 : 2}
            canRemove={!frozen}
            nameOf={(index) => String(form.field(`rows[${index}].label`).initialValue ?? "")}
          >
            {(name) => (
              <>
                <TextField field={form.field(name("label"))} label={criterion.label} required />
                <DecimalField field={form.field(name("max"))} label={criterion.max} required />
                <DecimalField field={form.field(name("step"))} label={criterion.step} required />
                <DecimalField field={form.field(name("min"))} label={criterion.min} />
                <TextArea field={form.field(name("guidance"))} label={criterion.guidance} rows={5} />
                <SelectField field={form.field(name("partKey"))} label={criterion.partKey} placeholder={criterion.noPart} options={partOptions} />
                <TextField field={form.field(name("code"))} label={settings.row.code} help={settings.row.codeHelp} size={16} spellCheck={false} />
              </>
            )}
          </RowList>
        )}
      </SectionForm>
      {fieldName !== null && props.canConfigure && !frozen && (
        <ConfirmDisclosure
          danger
          label={rounds.removeRubric}
          confirmLabel={rounds.removeRubric}
          consequences={[rounds.removeConsequence(fieldName)]}
          intent="remove-rubric"
          fields={{ version: String(props.version) }}
        />
      )}
    </>
  );
}
