const KEY = /^rows\[(\d+)\]\.(\w+)((?:\[\d+\]|\.\w+)*)$/;

/** What a line holds without anybody having typed something. */
const NOT_TYPED = new Set(["position", "remove", "required", "blind", "kind", "families", "acceptsLink", "forJudges", "publishable"]);

interface SentValue {
  column: string;
  /** the rest of the name, where the column holds a list of its own: `[0].label` */
  below: string;
  value: FormDataEntryValue;
}

/**
 * The form without the empty lines a page offers for new things, the others numbered anew: so an unused line is
 * no mistake, and errors name the lines that come back. A new line that is marked for removal was never there.
 */
export function withoutEmptyRows(form: FormData): FormData {
  const rows = new Map<number, SentValue[]>();
  const rest = new FormData();
  for (const [name, value] of form) {
    const match = KEY.exec(name);
    if (!match) rest.append(name, value);
    else {
      const row = rows.get(Number(match[1])) ?? [];
      row.push({ column: match[2] ?? "", below: match[3] ?? "", value });
      rows.set(Number(match[1]), row);
    }
  }
  const ordered = [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
  ordered.filter(isUsed).forEach((row, index) => {
    for (const { column, below, value } of row) rest.append(`rows[${index}].${column}${below}`, value);
  });
  return rest;
}

function isUsed(row: readonly SentValue[]): boolean {
  const isFilled = ({ value }: SentValue) => typeof value === "string" && value.trim() !== "";
  if (row.some((sent) => sent.column === "id" && isFilled(sent))) return true;
  if (row.some(({ column }) => column === "remove")) return false;
  return row.some((sent) => !NOT_TYPED.has(sent.column) && isFilled(sent));
}
