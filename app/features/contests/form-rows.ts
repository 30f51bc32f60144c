const KEY = /^rows\[(\d+)\]\.(\w+)$/;

/** What a line holds without anybody having typed something. */
const NOT_TYPED = new Set(["position", "remove", "required", "blind"]);

/**
 * The form without the empty lines a page offers for new things, the others numbered anew: so an unused line is
 * no mistake, and errors name the lines that come back. A new line that is marked for removal was never there.
 */
export function withoutEmptyRows(form: FormData): FormData {
  const rows = new Map<number, [string, FormDataEntryValue][]>();
  const rest = new FormData();
  for (const [name, value] of form) {
    const match = KEY.exec(name);
    if (!match) rest.append(name, value);
    else {
      const row = rows.get(Number(match[1])) ?? [];
      row.push([match[2] ?? "", value]);
      rows.set(Number(match[1]), row);
    }
  }
  const ordered = [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
  ordered.filter(isUsed).forEach((row, index) => {
    for (const [column, value] of row) rest.append(`rows[${index}].${column}`, value);
  });
  return rest;
}

function isUsed(row: readonly [string, FormDataEntryValue][]): boolean {
  const isFilled = (value: FormDataEntryValue) => typeof value === "string" && value.trim() !== "";
  if (row.some(([column, value]) => column === "id" && isFilled(value))) return true;
  if (row.some(([column]) => column === "remove")) return false;
  return row.some(([column, value]) => !NOT_TYPED.has(column) && isFilled(value));
}
