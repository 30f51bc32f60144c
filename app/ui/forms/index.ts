export { CheckboxField, CheckboxGroup, type Option, RadioGroup, SelectField } from "./choice-fields";
export type { FieldLike, FieldProps } from "./field";
export { FieldNote, FieldNotes } from "./field-notes";
export { ErrorSummary, FieldSet, FormActions, RequiredLegend, SubmitButton } from "./form-parts";
export { type PlainForm, plainForm } from "./plain-form";
export { TextArea, TextField } from "./text-fields";
export { DateField, DateTimeField, DecimalField, NumberField, ScoreField } from "./value-fields";
