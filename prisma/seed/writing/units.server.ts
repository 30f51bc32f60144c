import type { UnitKind } from "~/data/generated/enums";
import type { SeedBook } from "./book.server";

/** Ids of units by their names, former ones too. */
export type Register = Map<string, string>;

interface NewUnit {
  name: string;
  kind: UnitKind;
  parentId: string | null;
  formerNames: readonly string[];
  at: Date;
}

export function addUnit(book: SeedBook, register: Register, { name, kind, parentId, formerNames, at }: NewUnit): string {
  const id = book.chance.uuid();
  book.add("Unit", { id, kind, name, parentId, createdAt: at, updatedAt: at });
  book.add("UnitName", ...formerNames.map((former) => ({ id: book.chance.uuid(), unitId: id, name: former, createdAt: at })));
  for (const known of [name, ...formerNames]) register.set(known, id);
  return id;
}
