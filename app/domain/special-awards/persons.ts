import { comparableName } from "~/domain/certificates/signed-text";
import type { Day } from "~/domain/entry/ages";

export interface NamedAuthor {
  /** of the entry */
  readonly code: string;
  readonly key: string;
  readonly name: string;
  readonly birthDate: Day | null;
  /** id of the account, where it is known */
  readonly account: string | null;
}

/**
 * Who of the authors of different entries is the same person: those with the same account, and those with the same name and day of birth.
 * Without account and day of birth everybody is a person of their own: namesakes are many.
 * @returns for each author, in the order given, a text that is equal for the same person
 */
export function personsOf(authors: readonly NamedAuthor[]): string[] {
  const parent = authors.map((_, index) => index);
  const rootOf = (index: number): number => {
    const above = parent[index] ?? index;
    return above === index ? index : rootOf(above);
  };
  const first = new Map<string, number>();
  authors.forEach(({ name, birthDate, account }, index) => {
    const marks = [...(account === null ? [] : [`account ${account}`]), ...(birthDate === null || name.trim() === "" ? [] : [`born ${birthDate} ${comparableName(name)}`])];
    for (const mark of marks) {
      const known = first.get(mark);
      if (known === undefined) first.set(mark, index);
      else parent[rootOf(index)] = rootOf(known);
    }
  });
  const names = new Map<number, string>();
  const textOf = (index: number): string => {
    const { code, key } = authors[index] ?? { code: "", key: "" };
    return `${code} ${key}`;
  };
  // The smallest of a person's texts: the same whatever the order of the authors.
  authors.forEach((_, index) => {
    const root = rootOf(index);
    const known = names.get(root);
    if (known === undefined || textOf(index) < known) names.set(root, textOf(index));
  });
  return authors.map((_, index) => names.get(rootOf(index)) ?? "");
}
