import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addAuthor, type Draft, EMPTY_DRAFT, moveAuthor, newAuthor, removeAuthor } from "~/domain/entry/draft";
import { authorRow, copyFields, fieldsOf } from "~/domain/entry/draft-fields";
import { mergeStep, type Seen, UNSEEN } from "~/domain/entry/merge-draft";

/** Contents stand for themselves: easier to read than hashes. */
const markOf = (text: string) => `m:${text}`;
const me = "user-me";

function seenOf(draft: Draft, step: Parameters<typeof fieldsOf>[1] = "authors", unseen: readonly string[] = []): Seen {
  const marks = Object.entries(fieldsOf(draft, step, me)).map(([name, text]) => [name, markOf(text)]);
  return Object.fromEntries([...marks, ...unseen.map((name) => [name, UNSEEN])]) as Seen;
}

const merge = (base: Draft, stored: Draft, typed: Draft, step: Parameters<typeof fieldsOf>[1] = "authors", seen = seenOf(base, step)) => mergeStep({ stored, typed, step, seen, userId: me, markOf });

const key = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const withAuthors = (...names: string[]): Draft => names.reduce<Draft>((draft, fullName, index) => addAuthor(draft, { ...newAuthor(key(index + 1)), fullName }), EMPTY_DRAFT);
const named = (draft: Draft, n: number, fullName: string): Draft => ({ ...draft, authors: draft.authors.map((author) => (author.key === key(n) ? { ...author, fullName } : author)) });
const names = (draft: Draft) => draft.authors.map(({ fullName }) => fullName);

describe("two people on one step", () => {
  it("who change different fields both keep theirs", () => {
    const base = { ...EMPTY_DRAFT, title: "Máy gieo", unitName: "Trường A" };
    const { merged, conflicts } = merge(base, { ...base, title: "Máy gieo lạc" }, { ...base, unitName: "Trường B" }, "basics");
    expect(conflicts).toEqual([]);
    expect(merged).toEqual({ ...base, title: "Máy gieo lạc", unitName: "Trường B" });
  });

  it("who change the same field are both shown, and nothing is overwritten; the rest is saved", () => {
    const base = { ...EMPTY_DRAFT, title: "Máy gieo", ownerName: "" };
    const { merged, conflicts } = merge(base, { ...base, title: "Của mẹ" }, { ...base, title: "Của con", ownerName: "Nhóm 9A" }, "basics");
    expect(conflicts).toEqual([{ name: "title", kind: "field" }]);
    expect(merged).toEqual({ ...base, title: "Của mẹ", ownerName: "Nhóm 9A" });
  });

  it("who type the same text agree", () => {
    const base = { ...EMPTY_DRAFT, summary: "" };
    expect(merge(base, { ...base, summary: "Giống nhau" }, { ...base, summary: "Giống nhau" }, "description")).toEqual({ merged: { ...base, summary: "Giống nhau" }, conflicts: [] });
  });

  it("keep a text that cannot be read, and its mending, apart from other fields", () => {
    const base = { ...EMPTY_DRAFT, unreadable: { created: "13/2026" } };
    const mended = { ...EMPTY_DRAFT, createdYear: 2026, createdMonth: 3 };
    expect(merge(base, { ...base, title: "Mới" }, mended, "basics")).toEqual({ merged: { ...mended, title: "Mới" }, conflicts: [] });
    expect(merge(base, mended, { ...base, unreadable: { created: "14/2026" } }, "basics")).toEqual({ merged: mended, conflicts: [{ name: "created", kind: "field" }] });
  });

  it("may write over what was shown to them, and never over what was not", () => {
    const stored = { ...EMPTY_DRAFT, title: "Của mẹ" };
    const typed = { ...EMPTY_DRAFT, title: "Của con" };
    expect(merge(stored, stored, typed, "basics").merged.title).toBe("Của con");
    expect(merge(stored, stored, typed, "basics", seenOf(stored, "basics", ["title"]))).toEqual({ merged: stored, conflicts: [{ name: "title", kind: "field" }] });
  });
});

describe("authors", () => {
  it("added by two people at once are both there", () => {
    const base = withAuthors("An");
    const stored = addAuthor(base, { ...newAuthor(key(2)), fullName: "Bình" });
    const { merged, conflicts } = merge(base, stored, addAuthor(base, { ...newAuthor(key(3)), fullName: "Chi" }));
    expect([names(merged), conflicts, merged.ownerKind]).toEqual([["An", "Bình", "Chi"], [], "GROUP"]);
  });

  it("added once when the form is sent twice, also after somebody filled them in", () => {
    const base = withAuthors("An");
    const typed = addAuthor(base, newAuthor(key(2)));
    const stored = named(typed, 2, "Bình");
    expect(merge(base, stored, typed)).toEqual({ merged: stored, conflicts: [] });
  });

  it("removed by one stay removed unless the other wrote about them, who is asked", () => {
    const base = withAuthors("An", "Bình");
    const stored = removeAuthor(base, key(2));
    expect(merge(base, stored, named(base, 1, "Anh"))).toEqual({ merged: named(stored, 1, "Anh"), conflicts: [] });
    expect(merge(base, stored, named(base, 2, "Bình An"))).toEqual({ merged: stored, conflicts: [{ name: authorRow(key(2)), kind: "removed" }] });
    const decided = { ...seenOf(base), [authorRow(key(2))]: markOf("") };
    expect(names(merge(base, stored, named(base, 2, "Bình An"), "authors", decided).merged)).toEqual(["An", "Bình An"]);
  });

  it("are not removed with what somebody else just wrote about them", () => {
    const base = withAuthors("An", "Bình");
    const stored = named(base, 2, "Bình An");
    expect(merge(base, stored, removeAuthor(base, key(2)))).toEqual({ merged: stored, conflicts: [{ name: authorRow(key(2)), kind: "removal" }] });
    expect(names(merge(stored, stored, removeAuthor(stored, key(2))).merged)).toEqual(["An"]);
  });

  it("move once, around those who came meanwhile", () => {
    const base = withAuthors("An", "Bình");
    const typed = moveAuthor(base, key(2), -1);
    const stored = addAuthor(base, { ...newAuthor(key(3)), fullName: "Chi" });
    expect(names(merge(base, stored, typed).merged)).toEqual(["Bình", "An", "Chi"]);
    expect(names(merge(base, typed, typed).merged)).toEqual(["Bình", "An"]);
  });

  it("of one account's own say nothing about the accounts of others", () => {
    const linked = (draft: Draft, userId: string | null): Draft => ({ ...draft, authors: draft.authors.map((author) => ({ ...author, userId })) });
    const base = withAuthors("An");
    const stored = linked(base, "somebody");
    expect(copyFields(stored, base, { step: "authors", names: [`author-${key(1)}-me`], userId: me }).authors[0]?.userId).toBe("somebody");
    expect(copyFields(linked(base, me), base, { step: "authors", names: [`author-${key(1)}-me`], userId: me }).authors[0]?.userId).toBeNull();
    expect(merge(base, stored, linked(base, me)).merged.authors[0]?.userId).toBe(me);
  });
});

/** Somebody at a page: what it was opened over, what stands in its boxes. */
interface Editor {
  seen: Seen;
  boxes: Draft;
}

const FIELDS = ["title", "ownerName", "unitName"] as const;
const acts = fc.array(
  fc.record({
    who: fc.nat(1),
    act: fc.constantFrom("type" as const, "save" as const, "save twice" as const, "mine" as const, "theirs" as const, "open again" as const),
    field: fc.constantFrom(...FIELDS),
    text: fc.constantFrom("", "a", "b", "c", "d"),
  }),
  { maxLength: 40 },
);

it("no order of two editors' saves loses the newest text of a field without having shown it to whoever replaces it", () => {
  fc.assert(
    fc.property(acts, (steps) => {
      let stored: Draft = { ...EMPTY_DRAFT, title: "đầu" };
      const shown = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
      const editors: Editor[] = [0, 1].map(() => ({ seen: {}, boxes: stored }));
      const note = (who: number, name: string, text: string) => shown[who]?.set(name, new Set([...(shown[who]?.get(name) ?? []), text]));
      const open = (who: number) => {
        editors[who] = { seen: seenOf(stored, "basics"), boxes: stored };
        for (const name of FIELDS) note(who, name, stored[name]);
      };
      const save = (who: number, seen: Seen) => {
        const editor = editors[who] as Editor;
        const { merged, conflicts } = mergeStep({ stored, typed: { ...stored, ...pick(editor.boxes) }, step: "basics", seen, userId: null, markOf });
        for (const name of FIELDS) {
          const isOpen = conflicts.some((conflict) => conflict.name === name);
          // Replaced only by somebody who had seen exactly this text; a text typed here is stored, or shown beside the other.
          if (merged[name] !== stored[name]) expect(shown[who]?.get(name)?.has(stored[name])).toBe(true);
          if (!isOpen && editor.boxes[name] !== merged[name]) expect(seen[name]).toBe(markOf(JSON.stringify([editor.boxes[name]])));
        }
        stored = merged;
        const unseen = conflicts.map(({ name }) => name);
        const kept = Object.fromEntries(unseen.map((name) => [name, editor.boxes[name as (typeof FIELDS)[number]]]));
        editors[who] = { seen: seenOf(stored, "basics", unseen), boxes: { ...stored, ...kept } };
        for (const name of FIELDS) note(who, name, stored[name]);
      };
      open(0);
      open(1);
      for (const { who, act, field, text } of steps) {
        const editor = editors[who] as Editor;
        if (act === "type") editors[who] = { ...editor, boxes: { ...editor.boxes, [field]: text } };
        else if (act === "open again") open(who);
        else if (act === "mine") save(who, editor.seen[field] === UNSEEN ? { ...editor.seen, [field]: seenOf(stored, "basics")[field] ?? "" } : editor.seen);
        else if (act === "theirs") editors[who] = { ...editor, boxes: { ...editor.boxes, [field]: stored[field] } };
        else save(who, editor.seen);
        if (act === "save twice") {
          const before = stored;
          save(who, editor.seen);
          expect(stored).toEqual(before);
        }
      }
    }),
    { numRuns: 500 },
  );
});

const pick = ({ title, ownerName, unitName }: Draft) => ({ title, ownerName, unitName });
