import type { PartKind, PartOption } from "../contest/rules";
import { chosenOption, plainPartText, readTable, writeTable } from "../entry/part-values";

/** What the form of a contest asks, as far as dossiers of another one have to be fitted to it. */
export interface FormShape {
  fields: readonly { code: string; name: string }[];
  parts: readonly ShapedPart[];
}

export interface ShapedPart {
  key: string;
  kind: PartKind;
  label: string;
  options: readonly PartOption[];
}

/** Letters and digits without case and marks: labels that people write differently are the same. */
const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** By field code there the code here: the same code, else the same name. Fields that are not here are left out: somebody has to choose. */
export function proposedFields(theirs: FormShape, ours: Pick<FormShape, "fields">): Map<string, string> {
  return new Map(
    theirs.fields.flatMap(({ code, name }): [string, string][] => {
      const found = ours.fields.find((field) => field.name !== "" && folded(field.name) === folded(name)) ?? ours.fields.find((field) => field.code === code);
      return found ? [[code, found.code]] : [];
    }),
  );
}

/** By key there the key of the part here that means it: the same key or label, of a kind that takes it. */
export function proposedParts(theirs: FormShape, ours: Pick<FormShape, "parts">): Map<string, string> {
  return new Map(
    theirs.parts.flatMap((part): [string, string][] => {
      const takers = ours.parts.filter((own) => takes(own, part));
      const found = takers.find(({ key }) => key === part.key) ?? takers.find(({ label }) => folded(label) === folded(part.label));
      return found ? [[part.key, found.key]] : [];
    }),
  );
}

/** Whether what stands in a part there can stand in a part here: files in files, everything else in the same kind or in a text. */
export function takes(own: Pick<ShapedPart, "kind">, theirs: Pick<ShapedPart, "kind">): boolean {
  if (own.kind === "FILE" || theirs.kind === "FILE") return own.kind === theirs.kind;
  return own.kind === "TEXT" || own.kind === theirs.kind;
}

/** A value as a part here holds it. `lost`: an answer or columns that are not offered here. */
export function fittedValue(theirs: ShapedPart, own: ShapedPart, value: string): { text: string; lost: boolean } {
  if (own.kind === theirs.kind && own.kind === "CHOICE") return fittedChoice(theirs, own, value);
  if (own.kind === theirs.kind && own.kind === "TABLE") return fittedTable(theirs, own, value);
  return { text: own.kind === theirs.kind ? value : plainPartText(theirs, value), lost: false };
}

const optionLike = (options: readonly PartOption[], wanted: PartOption): PartOption | undefined =>
  options.find(({ key, label }) => key === wanted.key && folded(label) === folded(wanted.label)) ?? options.find(({ label }) => folded(label) === folded(wanted.label)) ?? options.find(({ key }) => key === wanted.key);

function fittedChoice(theirs: ShapedPart, own: ShapedPart, value: string): { text: string; lost: boolean } {
  const chosen = chosenOption(value, theirs.options);
  const found = chosen && optionLike(own.options, chosen);
  return { text: found?.key ?? "", lost: !found };
}

function fittedTable(theirs: ShapedPart, own: ShapedPart, value: string): { text: string; lost: boolean } {
  let lost = false;
  const rows = readTable(value, theirs.options).map((row) =>
    Object.fromEntries(
      Object.entries(row).flatMap(([key, cell]): [string, string][] => {
        const column = theirs.options.find((one) => one.key === key);
        const found = column && optionLike(own.options, column);
        lost ||= !found;
        return found ? [[found.key, cell]] : [];
      }),
    ),
  );
  return { text: writeTable(rows, own.options), lost };
}

export interface FittedParts {
  parts: Record<string, string>;
  /** parts there whose answer or columns are not offered here, or of which another one takes the place */
  lost: string[];
  /** parts there that nothing here takes and nobody chose a place for */
  left: string[];
}

/**
 * The texts of a dossier in the parts of the receiver's form. Texts that go to the same part stand one below the other; of answers and
 * tables the first one stays.
 * @param chosen by key there the key here; "" or nothing: left out
 */
export function fittedParts(theirs: FormShape, ours: Pick<FormShape, "parts">, chosen: ReadonlyMap<string, string>, values: Readonly<Record<string, string>>): FittedParts {
  const fitted: FittedParts = { parts: {}, lost: [], left: [] };
  for (const part of theirs.parts) {
    const value = values[part.key] ?? "";
    if (value === "") continue;
    const own = ours.parts.find(({ key }) => key === chosen.get(part.key));
    if (!own || !takes(own, part)) {
      fitted.left.push(part.key);
      continue;
    }
    const { text, lost } = fittedValue(part, own, value);
    const before = fitted.parts[own.key] ?? "";
    const isJoined = before !== "" && own.kind === "TEXT";
    if (lost || (before !== "" && !isJoined)) fitted.lost.push(part.key);
    if (before === "") fitted.parts[own.key] = text;
    else if (isJoined) fitted.parts[own.key] = `${before}\n\n${part.label}\n${text}`;
  }
  return fitted;
}
