const PREFIX = "diem-";

/** The name of a criterion's field on the form of a sheet on paper. */
export const keyedFieldName = (criterionId: string) => PREFIX + criterionId;

/** What was typed, by criterion id. */
export function typedScores(form: FormData): Map<string, string> {
  return new Map([...form].flatMap(([name, value]): [string, string][] => (name.startsWith(PREFIX) && typeof value === "string" ? [[name.slice(PREFIX.length), value]] : [])));
}
