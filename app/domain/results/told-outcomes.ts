/** A prize of an entry by the codes of both; null: none. */
export interface ToldOutcome {
  entry: string;
  prize: string | null;
  /** what an earlier letter told; undefined: there was none */
  before?: string | null;
}

type Ranked = readonly { entry: string; prize: string | null }[];

/**
 * Whom letters have to tell what: after a first result everybody who took part, after a correction those whose prize changed, also who
 * was taken out of the ranking or came into it.
 */
export function outcomesToTell(now: Ranked, told: Ranked | null): ToldOutcome[] {
  if (told === null) return now.map(({ entry, prize }) => ({ entry, prize }));
  const before = new Map(told.map(({ entry, prize }) => [entry, prize]));
  const present = new Map(now.map(({ entry, prize }) => [entry, prize]));
  return [...new Set([...present.keys(), ...before.keys()])].flatMap((entry) => {
    const [prize, earlier] = [present.get(entry) ?? null, before.get(entry) ?? null];
    return prize === earlier ? [] : [{ entry, prize, before: earlier }];
  });
}
