type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Ticks off what was missing as soon as something stands there; whether it is right the server says after saving. */
export function watchGaps(page: Document): void {
  const look = () => {
    for (const item of page.querySelectorAll<HTMLElement>("[data-gap]")) item.classList.toggle("is-filled", isFilled(page, item.dataset["gap"] ?? ""));
  };
  page.addEventListener("input", look);
  page.addEventListener("change", look);
  look();
}

/** A field of this name, or for a table any of its cells, holds something. */
function isFilled(page: Document, name: string): boolean {
  const fields = [...page.querySelectorAll<Field>(`[name="${CSS.escape(name)}"], [data-rows] [name^="${CSS.escape(name)}-"]`)];
  return fields.some((field) => (field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type) ? field.checked : field.type !== "file" && field.value.trim() !== ""));
}
