import {
  addField,
  addTier,
  changeField,
  changeTier,
  fieldsInUse,
  freeFieldCodes,
  freeTierCodes,
  removeField,
  removeTier,
  tiersInUse,
} from "~/data/editions-lists-write.server";
import { codeFromName } from "~/domain/contest/naming";
import type { TierRule } from "~/domain/contest/rules";
import { settingsCommand, type SettingsFault } from "./change-settings.server";

/** A line of a list as a form sends it: with an id it stands for what is stored, without one it is new. */
export type Row<Content> = Content & { id: string | null; position: number; remove: boolean };

/** Lines in the order their numbers say; equal numbers keep the order of the form. Lines that go are left out. */
export function kept<Content>(rows: readonly Row<Content>[]): Row<Content>[] {
  return rows.filter((row) => !row.remove).sort((a, b) => a.position - b.position);
}

/** Faults of lines that name something twice or something that isn't there; a stored line sent twice would be written twice. */
export function rowFaults<Content>(
  rows: readonly Row<Content>[],
  { known, codeOf, codeField }: { known: readonly { id: string; code?: string }[]; codeOf: (row: Row<Content>) => string; codeField: string },
): SettingsFault[] {
  const unmentioned = known.filter(({ id }) => !rows.some((row) => row.id === id));
  const seen = new Set(unmentioned.map(({ code }) => code ?? ""));
  return rows.flatMap((row, index): SettingsFault[] => {
    if (row.id !== null && rows.some((other, before) => before < index && other.id === row.id)) return [{ field: `rows[${index}].id`, reason: "row_twice" }];
    if (row.id !== null && !known.some(({ id }) => id === row.id)) return [{ field: `rows[${index}].id`, reason: "row_is_gone" }];
    const code = row.remove ? "" : codeOf(row);
    if (code === "") return [];
    if (seen.has(code)) return [{ field: `rows[${index}].${codeField}`, reason: "code_twice" }];
    seen.add(code);
    return [];
  });
}

/** Gives every line without a code one made of its name, unique in the list. */
export function withCodes<Content extends { code: string }>(rows: readonly Row<Content>[], nameOf: (row: Row<Content>) => string): Row<Content>[] {
  const taken = rows.flatMap(({ code, remove }) => (code === "" || remove ? [] : [code]));
  return rows.map((row) => {
    if (row.code !== "" || row.remove) return row;
    const code = codeFromName(nameOf(row), taken);
    taken.push(code);
    return { ...row, code };
  });
}

/** Lines whose code becomes another: they let go of the old one first, so that two may change places. */
export function changedCodes(rows: readonly Row<{ code: string }>[], stored: readonly { id: string; code: string }[]): string[] {
  return stored.filter(({ id, code }) => rows.some((row) => row.id === id && !row.remove && row.code !== code)).map(({ id }) => id);
}

/** Stored lines that a form did not mention stay behind those it did: somebody else may just have added them. */
export const positioned = <Content>(rows: readonly Row<Content>[]) => kept(rows).map((row, index) => ({ row, position: index + 1 }));

/** Fields. One that entries or panels belong to keeps its code and cannot go. */
export const changeFields = settingsCommand<{ rows: Row<{ code: string; name: string }>[] }>(
  async ({ tx, edition, rules }, { rows }) => {
    const coded = withCodes(rows, ({ name }) => name);
    const faults = rowFaults(coded, { known: rules.fields, codeOf: ({ code }) => code, codeField: "code" });
    const used = await fieldsInUse(tx, edition.id);
    coded.forEach((row, index) => {
      const stored = rules.fields.find(({ id }) => id === row.id);
      if (!stored || !used.has(stored.id)) return;
      if (row.remove) faults.push({ field: `rows[${index}].remove`, reason: "field_in_use", about: stored.name });
      else if (row.code !== stored.code) faults.push({ field: `rows[${index}].code`, reason: "field_code_in_use", about: stored.code });
    });
    if (faults.length > 0) return faults;
    for (const row of coded) if (row.remove && row.id) await removeField(tx, row.id);
    await freeFieldCodes(tx, changedCodes(coded, rules.fields));
    for (const { row, position } of positioned(coded)) {
      const field = { code: row.code, name: row.name, position };
      await (row.id ? changeField(tx, row.id, field) : addField(tx, edition.id, field));
    }
    return [];
  },
  { sealed: true },
);

/** Prize tiers, the highest first. One that was chosen for or awarded cannot go. */
export const changeTiers = settingsCommand<{ rows: Row<TierRule>[] }>(
  async ({ tx, edition, rules }, { rows }) => {
    const coded = withCodes(rows, ({ label }) => label);
    const faults = rowFaults(coded, { known: rules.tiers, codeOf: ({ code }) => code, codeField: "code" });
    const used = await tiersInUse(tx, edition.id);
    coded.forEach((row, index) => {
      if (row.remove && row.id && used.has(row.id)) faults.push({ field: `rows[${index}].remove`, reason: "tier_in_use", about: row.label });
    });
    if (faults.length > 0) return faults;
    for (const row of coded) if (row.remove && row.id) await removeTier(tx, row.id);
    await freeTierCodes(tx, changedCodes(coded, rules.tiers));
    for (const { row, position } of positioned(coded)) {
      const { code, label, quota, minScore, money } = row;
      const tier = { code, label, quota, minScore, money, position };
      await (row.id ? changeTier(tx, row.id, tier) : addTier(tx, edition.id, tier));
    }
    return [];
  },
  { sealed: true },
);
