import type { SheetSave } from "./sheet-save";

/** What a judge does with the sheet in hand, by the buttons of its form. */
export type SheetIntent = "save" | "next" | "review" | "lock";

/** A score sheet as its plain form sends it; what was typed stays as it is. */
export interface PostedSheet {
  intent: SheetIntent;
  save: Omit<SheetSave, "assignment">;
}

const SCORE = "diem-";
const REMARK = "nhan-xet-";
const INTENTS: readonly string[] = ["next", "review", "lock"] satisfies SheetIntent[];

/** The name of a criterion's score in the form. */
export const scoreFieldName = (criterionId: string) => SCORE + criterionId;

/** The name of a criterion's remark in the form. */
export const remarkFieldName = (criterionId: string) => REMARK + criterionId;

/** A form as a page's action or the server in front of it has it. */
type Fields = Iterable<[string, FormDataEntryValue]> & Pick<FormData, "get">;

/** Reads the form; a version that is no number matches no stored one. */
export function readPostedSheet(form: Fields): PostedSheet {
  const scores: Record<string, string> = {};
  const remarks: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value !== "string") continue;
    if (name.startsWith(SCORE)) scores[name.slice(SCORE.length)] = value;
    else if (name.startsWith(REMARK)) remarks[name.slice(REMARK.length)] = value;
  }
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const version = text("version");
  const intent = text("intent");
  return {
    intent: INTENTS.includes(intent) ? (intent as SheetIntent) : "save",
    save: { id: text("id"), base: /^\d{1,9}$/.test(version) ? Number(version) : -1, scores, remarks, remark: text("remark"), note: text("note"), deviceAt: null },
  };
}
