import { FILE_FAMILIES, PART_KINDS, type PartKind } from "~/domain/contest/rules";
import { CheckboxField, CheckboxGroup, FieldSet, NumberField, type PlainForm, TextArea, TextField } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Badge } from "~/ui/primitives";
import type { SectionProps } from "./edition-sections";
import { textOf, useRowLabel } from "./list-sections";
import { RowList, rowCount } from "./row-list";
import { SectionForm } from "./section-form";

type Name = (column: string) => string;

/** The parts of the dossier, each with the fields of its kind; a new one begins by its kind, which then stays. */
export function PartsSection(props: SectionProps) {
  const { parts } = useMessages().editions.settings;
  const labelOf = useRowLabel({ ...parts, options: parts.answers, maxFileMegabytes: parts.maxFileMegabytes });
  return (
    <SectionForm {...props} id="ho-so" labelOf={labelOf} isList>
      {(form) => {
        const count = rowCount(form);
        const kindOf = (index: number): PartKind => PART_KINDS.find((kind) => kind === textOf(form.field(`rows[${index}].kind`).initialValue)) ?? PART_KINDS[index - count] ?? "TEXT";
        return (
          <RowList
            form={form}
            count={count}
            spare={PART_KINDS.length}
            spareLabels={PART_KINDS.map((kind) => parts.add[kind])}
            nameOf={(index) => textOf(form.field(`rows[${index}].label`).initialValue)}
            noteOf={(index) => [parts.kinds[kindOf(index)], ...(form.field(`rows[${index}].required`).initialValue === "on" ? [parts.required] : [])].join(", ").toLowerCase()}
          >
            {(name, index) => <PartFields form={form} name={name} kind={kindOf(index)} isNew={index >= count} />}
          </RowList>
        );
      }}
    </SectionForm>
  );
}

interface PartFieldsProps {
  form: PlainForm;
  name: Name;
  kind: PartKind;
  isNew: boolean;
}

function PartFields({ form, name, kind, isNew }: PartFieldsProps) {
  const { parts } = useMessages().editions.settings;
  return (
    <>
      <input type="hidden" name={name("kind")} value={kind} />
      <p className="basis-full">
        {parts.kind}: <Badge tone="neutral">{parts.kinds[kind]}</Badge>
      </p>
      <TextField field={form.field(name("label"))} label={parts.label} required />
      <TextArea field={form.field(name("guidance"))} label={parts.guidance} rows={2} />
      <TextArea field={form.field(name("why"))} label={parts.why} help={parts.whyHelp} rows={2} />
      <TextArea field={form.field(name("example"))} label={parts.example} rows={3} />
      <KindFields form={form} name={name} kind={kind} isNew={isNew} />
      <CheckboxField field={form.field(name("required"))} label={parts.required} />
      <CheckboxField field={form.field(name("forJudges"))} label={parts.forJudges} {...(isNew && form.field(name("label")).initialValue === undefined ? { checked: true } : {})} />
    </>
  );
}

const USUAL = { TEXT: 2000, TABLE: 200, FILE: 200, files: 3, megabytes: 20 } as const;

function KindFields({ form, name, kind }: PartFieldsProps) {
  const { parts } = useMessages().editions.settings;
  const formats = useFormats();
  const usual = (value: number) => parts.usual(formats.integer(value));
  switch (kind) {
    case "TEXT":
      return <NumberField field={form.field(name("maxLength"))} label={parts.maxLength} help={usual(USUAL.TEXT)} />;
    case "CHOICE":
      return <OptionFields form={form} name={name} kind={kind} />;
    case "TABLE":
      return (
        <>
          <OptionFields form={form} name={name} kind={kind} />
          <NumberField field={form.field(name("maxLength"))} label={parts.cellLength} help={usual(USUAL.TABLE)} />
        </>
      );
    case "FILE":
      return (
        <>
          <CheckboxGroup field={form.field(name("families"))} label={parts.families} required options={FILE_FAMILIES.map((family) => ({ value: family, label: parts.family[family] }))} />
          <NumberField field={form.field(name("maxFiles"))} label={parts.maxFiles} help={usual(USUAL.files)} />
          <NumberField field={form.field(name("maxFileMegabytes"))} label={parts.maxFileMegabytes} help={usual(USUAL.megabytes)} suffix="MB" />
          <NumberField field={form.field(name("maxLength"))} label={parts.captionLength} help={usual(USUAL.FILE)} />
          <CheckboxField field={form.field(name("acceptsLink"))} label={parts.acceptsLink} />
          <CheckboxField field={form.field(name("publishable"))} label={parts.publishable} />
        </>
      );
  }
}

const SPARE_OPTIONS = 2;
const FIRST_OPTIONS = 4;

/** Answers or columns, a line each, with empty lines for more. What stands there keeps its key, so that it can be renamed. */
function OptionFields({ form, name, kind }: { form: PlainForm; name: Name; kind: "CHOICE" | "TABLE" }) {
  const { parts } = useMessages().editions.settings;
  const stored = form.field(name("options")).initialValue;
  const given = Array.isArray(stored) ? stored.length : 0;
  const isChoice = kind === "CHOICE";
  return (
    <FieldSet legend={isChoice ? parts.answers : parts.columns} help={isChoice ? parts.answersHelp : parts.columnsHelp}>
      {Array.from({ length: Math.max(given + SPARE_OPTIONS, FIRST_OPTIONS) }, (_, index) => {
        const at = (column: string) => form.field(`${name("options")}[${index}].${column}`);
        const key = textOf(at("key").initialValue);
        return (
          <div key={index}>
            {key !== "" && <input type="hidden" name={at("key").name} value={key} />}
            <TextField field={at("label")} label={isChoice ? parts.answer(String(index + 1)) : parts.column(String(index + 1))} />
          </div>
        );
      })}
    </FieldSet>
  );
}
