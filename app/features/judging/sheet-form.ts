/** What a judge does with the sheet in hand. */
export type SheetIntent = "save" | "review" | "lock";

/** A score sheet as it was sent; what was typed stays as it is. */
export interface SentSheet {
  intent: SheetIntent;
  version: number;
  /** by criterion id */
  typed: Record<string, string>;
  remark: string;
}

const PREFIX = "diem-";

/** The name of a criterion's field. */
export const scoreFieldName = (criterionId: string) => PREFIX + criterionId;

/** Reads the form; a version that is no number matches no stored one. */
export function readSheetForm(form: FormData): SentSheet {
  const typed: Record<string, string> = {};
  for (const [name, value] of form) {
    if (name.startsWith(PREFIX) && typeof value === "string") typed[name.slice(PREFIX.length)] = value;
  }
  const intent = form.get("intent");
  const version = form.get("version");
  const remark = form.get("remark");
  return {
    intent: intent === "lock" || intent === "review" ? intent : "save",
    version: typeof version === "string" && /^\d{1,9}$/.test(version) ? Number(version) : -1,
    typed,
    remark: typeof remark === "string" ? remark : "",
  };
}
