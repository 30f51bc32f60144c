import { addAuthor, type Draft, removeAuthor } from "./draft";
import { authorRow, copyFields, type DraftStep, type FieldTexts, fieldsOf } from "./draft-fields";

/** Stands for the content of a field as a page showed it. */
export type Mark = string;

/** The mark of what nobody has seen. */
export const UNSEEN: Mark = "?";

/** What a form was filled in over: a mark for each field it showed; one that is not named stood empty. */
export type Seen = Readonly<Record<string, Mark>>;

/**
 * A field that two people changed, each without having seen the other's text:
 * `field`, or an author whom somebody removed while it was edited here (`removed`), or removed here while edited there (`removal`).
 */
export interface FieldConflict {
  name: string;
  kind: "field" | "removed" | "removal";
}

interface Sides {
  stored: FieldTexts;
  typed: FieldTexts;
  seen: Seen;
  markOf: (text: string) => Mark;
}

interface FieldMerge {
  /** fields whose typed text replaces what is stored */
  take: string[];
  /** fields changed on both sides */
  conflicts: string[];
}

/**
 * Merges by field. What was typed is taken where the stored text is the one it was typed over; what nobody typed into keeps what
 * is stored; the same text on both sides needs nothing. Under a mark that fits neither side (`UNSEEN`) nothing is overwritten.
 */
export function mergeFields({ stored, typed, seen, markOf }: Sides): FieldMerge {
  const merge: FieldMerge = { take: [], conflicts: [] };
  for (const name of new Set([...Object.keys(stored), ...Object.keys(typed)])) {
    const [theirs, mine] = [stored[name] ?? "", typed[name] ?? ""];
    if (theirs === mine) continue;
    const base = seen[name] ?? markOf("");
    if (base === markOf(theirs)) merge.take.push(name);
    else if (base !== markOf(mine)) merge.conflicts.push(name);
  }
  return merge;
}

interface StepSides {
  stored: Draft;
  /** the stored draft as the sent form, with its button, would make it */
  typed: Draft;
  step: DraftStep;
  seen: Seen;
  /** whose account the form asks about, null where it doesn't */
  userId: string | null;
  markOf: (text: string) => Mark;
}

export interface StepMerge {
  merged: Draft;
  conflicts: FieldConflict[];
}

/**
 * One step of a draft out of what is stored and what was typed. Nothing that was stored since the form was opened is overwritten
 * unless whoever typed had seen it: such fields keep what is stored and are handed back as conflicts. Authors are matched by key,
 * so that people who add some at the same time add both.
 */
export function mergeStep(sides: StepSides): StepMerge {
  const { step, userId, markOf, seen } = sides;
  const fields = (draft: Draft) => fieldsOf(draft, step, userId);
  const rows = step === "authors" ? mergeAuthors(sides) : { draft: sides.stored, conflicts: [], settled: () => false };
  const kept = fields(rows.draft);
  const typed = { ...kept, ...omit(fields(sides.typed), rows.settled) };
  const { take, conflicts } = mergeFields({ stored: kept, typed, seen, markOf });
  const merged = copyFields(rows.draft, sides.typed, { step, names: take, userId });
  return { merged, conflicts: [...rows.conflicts, ...conflicts.map((name) => ({ name, kind: "field" as const }))] };
}

const omit = (texts: FieldTexts, leave: (name: string) => boolean) => Object.fromEntries(Object.entries(texts).filter(([name]) => !leave(name)));

const belongsTo = (key: string) => (name: string) => name === authorRow(key) || name.startsWith(`${authorRow(key)}-`);

interface Rows {
  draft: Draft;
  conflicts: FieldConflict[];
  /** fields of authors about whom nothing is left to merge */
  settled: (name: string) => boolean;
}

/** Which authors there are, and in which order; their fields are merged afterwards. */
function mergeAuthors({ stored, typed, seen, step, userId, markOf }: StepSides): Rows {
  const [storedTexts, typedTexts] = [fieldsOf(stored, step, userId), fieldsOf(typed, step, userId)];
  const has = (draft: Draft, key: string) => draft.authors.some((author) => author.key === key);
  const isSame = (texts: FieldTexts, key: string) => Object.entries(texts).every(([name, text]) => !belongsTo(key)(name) || seen[name] === markOf(text));
  const wasSeen = (key: string) => seen[authorRow(key)] === markOf("1");
  const conflicts: FieldConflict[] = [];
  const settledKeys: string[] = [];
  let draft = stored;
  for (const author of typed.authors) {
    const { key } = author;
    if (has(stored, key)) {
      // Sent again after it was added: whatever was filled in since stays.
      if (!(authorRow(key) in seen)) settledKeys.push(key);
      continue;
    }
    settledKeys.push(key);
    if (!wasSeen(key)) draft = withUnreadable(addAuthor(draft, author), typed, key);
    else if (!isSame(typedTexts, key)) conflicts.push({ name: authorRow(key), kind: "removed" });
  }
  for (const { key } of stored.authors) {
    if (has(typed, key) || !wasSeen(key)) continue;
    if (isSame(storedTexts, key)) draft = removeAuthor(draft, key);
    else conflicts.push({ name: authorRow(key), kind: "removal" });
  }
  return { draft: reorder(draft, stored, typed, seen), conflicts, settled: (name) => settledKeys.some((key) => belongsTo(key)(name)) };
}

function withUnreadable(draft: Draft, typed: Draft, key: string): Draft {
  const own = Object.entries(typed.unreadable).filter(([name]) => belongsTo(key)(name));
  return { ...draft, unreadable: { ...draft.unreadable, ...Object.fromEntries(own) } };
}

/** Puts the authors both sides know into the order asked for, unless somebody has put them into another one meanwhile. */
function reorder(draft: Draft, stored: Draft, typed: Draft, seen: Seen): Draft {
  const common = (keys: readonly string[]) => keys.filter((key) => draft.authors.some((author) => author.key === key) && typed.authors.some((author) => author.key === key) && authorRow(key) in seen);
  const shown = common(Object.keys(seen).flatMap((name) => /^author-([0-9a-f-]{36})$/.exec(name)?.[1] ?? []));
  const wanted = common(typed.authors.map(({ key }) => key));
  const standing = common(stored.authors.map(({ key }) => key));
  if (wanted.join() === shown.join() || standing.join() !== shown.join()) return draft;
  const next = [...wanted];
  const byKey = new Map(draft.authors.map((author) => [author.key, author]));
  const authors = draft.authors.map((author) => (wanted.includes(author.key) ? (byKey.get(next.shift() ?? "") ?? author) : author));
  return { ...draft, authors };
}
