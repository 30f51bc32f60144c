import type { ConflictShown } from "~/domain/entry/autosave";
import type { Control } from "./controls";

/** Where notes about a field stand: in its shell, after the inputs of a group, or at the place made for it. */
function placeFor(form: HTMLFormElement, field: string, controls: readonly Control[]): Element | null {
  const group = form.querySelector(`[data-field="${CSS.escape(field)}"]`);
  return group?.parentElement ?? controls[0]?.closest(".field") ?? document.getElementById(field) ?? controls[0]?.parentElement ?? null;
}

export const blockOf = (form: HTMLFormElement, field: string): HTMLElement | null => form.querySelector(`[data-conflict="${CSS.escape(field)}"]`);

/** Shows both texts of a field side by side, by the pattern the server sent along. */
export function showConflict(form: HTMLFormElement, pattern: HTMLTemplateElement, conflict: ConflictShown, controls: readonly Control[]): void {
  blockOf(form, conflict.name)?.remove();
  const block = (pattern.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement | null;
  const place = placeFor(form, conflict.name, controls);
  if (!block || !place) return;
  block.dataset["conflict"] = conflict.name;
  const write = (part: string, text: string) => {
    const element = block.querySelector<HTMLElement>(`[data-part="${part}"]`);
    if (element) element.textContent = text === "" ? (element.dataset["empty"] ?? "") : text;
  };
  write("heading", conflict.heading);
  write("mine", conflict.mine);
  write("theirs", conflict.theirs);
  const shown = block.querySelector<HTMLInputElement>("[name=shown]");
  if (shown) shown.value = `${encodeURIComponent(conflict.name)}=${conflict.mark}`;
  for (const button of block.querySelectorAll("button")) button.value += conflict.name;
  place.append(block);
}

/** Says at a field what is wrong with it, or that nothing is any more. */
export function showErrors(field: string, controls: readonly Control[], errors: readonly string[]): void {
  const [control] = controls;
  const shell = control?.closest(".field");
  if (!control || !shell || control.name !== field) return;
  const id = `${control.id || field}-error`;
  document.getElementById(id)?.remove();
  shell.classList.toggle("is-wrong", errors.length > 0);
  const described = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one !== id && one !== "");
  if (errors.length > 0) {
    const box = document.createElement("div");
    box.id = id;
    box.className = "field-error";
    box.append(...errors.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
    shell.insertBefore(box, shell.querySelector("[data-conflict]"));
    control.setAttribute("aria-invalid", "true");
    described.push(id);
  } else control.removeAttribute("aria-invalid");
  if (described.length > 0) control.setAttribute("aria-describedby", described.join(" "));
  else control.removeAttribute("aria-describedby");
}

/** Gives everything in a form that carries an author's key another one; focus and texts stay. */
export function renameIn(form: HTMLFormElement, from: string, to: string): void {
  for (const element of form.querySelectorAll("*")) {
    for (const attribute of element.attributes) if (attribute.value.includes(from)) element.setAttribute(attribute.name, attribute.value.replaceAll(from, to));
  }
}
