/** Controls in which people type or choose. */
export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** A field's inputs as a form would send them. */
export type Inputs = [name: string, text: string][];

export const same = (one: Inputs, other: Inputs): boolean => JSON.stringify(one) === JSON.stringify(other);

const NOT_TYPED = ["hidden", "submit", "button", "file", "password", "image", "reset"];

/** Several inputs are one field where an element around them says so (`data-field`), as the cells of a table. */
export const fieldOf = (control: Control): string => control.closest<HTMLElement>("[data-field]")?.dataset["field"] ?? control.name;

function isControl(element: Element): element is Control {
  return /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && (element as Control).name !== "" && !NOT_TYPED.includes((element as Control).type) && !(element as Control).disabled;
}

/** All controls of a form by field, in their order. */
export function controlsOf(form: HTMLFormElement): Map<string, Control[]> {
  const fields = new Map<string, Control[]>();
  for (const control of [...form.elements].filter(isControl)) {
    const name = fieldOf(control);
    fields.set(name, [...(fields.get(name) ?? []), control]);
  }
  return fields;
}

const isBox = (control: Control): control is HTMLInputElement => control.type === "radio" || control.type === "checkbox";

export function inputsOf(controls: readonly Control[]): Inputs {
  return controls.filter((control) => !isBox(control) || control.checked).map((control) => [control.name, control.value]);
}

/** What the page came with. */
export function defaultInputsOf(controls: readonly Control[]): Inputs {
  return controls
    .filter((control) => !isBox(control) || control.defaultChecked)
    .map((control) => [control.name, control instanceof HTMLSelectElement ? defaultOf(control) : control instanceof HTMLTextAreaElement || !isBox(control) ? control.defaultValue : control.value]);
}

function defaultOf(select: HTMLSelectElement): string {
  const options = [...select.options];
  return (options.find((option) => option.defaultSelected) ?? options.find((option) => !option.disabled))?.value ?? "";
}

/** Puts texts into a field; false where it has no such inputs. */
export function fill(controls: readonly Control[], inputs: Inputs): boolean {
  const texts = new Map(inputs);
  const names = new Set(controls.map(({ name }) => name));
  if (![...texts.keys()].every((name) => names.has(name))) return false;
  for (const control of controls) {
    const text = texts.get(control.name);
    if (isBox(control)) control.checked = text === control.value;
    else control.value = text ?? "";
  }
  return true;
}

/** True where one value says all that the field holds: a box of text, a choice. */
export const isSimple = (field: string, controls: readonly Control[]): boolean => controls.length > 0 && controls.every(({ name }) => name === field);
