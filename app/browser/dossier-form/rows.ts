/** "Thêm dòng" without leaving the page; without this script the same button saves and comes back with empty rows. */
export function watchTables(page: Document): void {
  page.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-add-row] button") : null;
    const key = button?.closest<HTMLElement>("[data-add-row]")?.dataset["addRow"];
    const table = key === undefined ? null : page.querySelector<HTMLElement>(`[data-rows="${CSS.escape(key)}"]`);
    const row = table ? addRow(table) : null;
    if (!row) return;
    event.preventDefault();
    row.querySelector<HTMLInputElement>("input")?.focus();
  });
}

/** Adds an empty row at the end of a table (`[data-rows]`); null where its rows are not numbered as expected. */
export function addRow(table: HTMLElement): HTMLElement | null {
  const last = table.lastElementChild;
  const row = last instanceof HTMLElement ? nextRow(last, `part-${table.dataset["rows"] ?? ""}-`) : null;
  if (row) table.append(row);
  return row;
}

/** An empty copy of a row under the next number; null where its names are not numbered as expected. */
function nextRow(last: HTMLElement, begin: string): HTMLElement | null {
  const number = Number(last.dataset["row"]);
  if (!Number.isInteger(number)) return null;
  const row = last.cloneNode(true) as HTMLElement;
  const old = `${begin}${number}-`;
  const renamed = (text: string) => (text.startsWith(old) ? `${begin}${number + 1}-${text.slice(old.length)}` : text);
  row.dataset["row"] = String(number + 1);
  row.setAttribute("aria-label", (last.getAttribute("aria-label") ?? "").replace(String(number + 1), String(number + 2)));
  for (const label of row.querySelectorAll("label")) label.htmlFor = renamed(label.htmlFor);
  for (const input of row.querySelectorAll("input")) {
    input.id = renamed(input.id);
    input.name = renamed(input.name);
    input.value = "";
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
  for (const error of row.querySelectorAll(".field-error")) error.remove();
  for (const wrong of row.querySelectorAll(".is-wrong")) wrong.classList.remove("is-wrong");
  return row;
}
