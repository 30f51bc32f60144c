/** Makes an element with attributes and content. */
export function make<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Readonly<Record<string, string>> = {}, ...content: readonly (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...content);
  return element;
}

/** A button that does something; while it does, it is not pressed again. */
export function button(text: string, kind: "primary" | "secondary" | "quiet" | "danger", act: () => unknown): HTMLButtonElement {
  const element = make("button", { type: "button", class: `btn btn-${kind}` }, text);
  element.addEventListener("click", () => {
    element.disabled = true;
    void Promise.resolve(act()).finally(() => (element.disabled = false));
  });
  return element;
}
