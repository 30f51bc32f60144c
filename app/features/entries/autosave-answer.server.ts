import type { AutosaveAnswer } from "~/domain/entry/autosave";
import { conflictsShown } from "./conflicts-shown.server";
import type { ContentContext } from "./content-lines";
import { markOf, marksOf, parseSeen } from "./draft-tokens.server";
import { inputValue } from "./field-texts";
import { fieldErrors, type GapContext } from "./gap-texts";
import { type EditView, savedStep } from "./queries.server";
import { accountAskedOf, type FormStep } from "./read-step";
import type { saveDraft } from "./save-draft.server";

const EMPTY = markOf("");

interface Autosaved {
  form: FormData;
  step: FormStep;
  before: EditView;
  after: EditView;
  saved: Awaited<ReturnType<typeof saveDraft>>;
  now: Date;
}

/** What a script is told after it saved fields: what is stored now, what it has to show, what others changed. */
export function autosaveAnswer(words: ContentContext & GapContext, { form, step, before, after, saved, now }: Autosaved): AutosaveAnswer {
  const slice = savedStep(step);
  const userId = accountAskedOf(after);
  const sent = String(form.get("fields") ?? "").split(" ").filter((name) => name !== "").map(decodeURIComponentSafely);
  const seen = parseSeen(String(form.get("seen") ?? ""));
  const marks = marksOf(after.draft, slice, userId);
  const unsaved = saved.ok ? null : saved;
  const conflicts = unsaved?.typed && unsaved.stored && unsaved.conflicts ? conflictsShown(words, { conflicts: unsaved.conflicts, typed: unsaved.typed, stored: unsaved.stored, step: slice, userId }) : [];
  const isOpen = (name: string) => conflicts.some((conflict) => conflict.name === name || (conflict.kind === "removed" && name.startsWith(`${conflict.name}-`)));
  const kept = (saved.ok ? saved.value.kept : unsaved?.kept) ?? [];
  const isStored = (name: string) => sent.includes(name) && !kept.includes(name);
  const isElsewhere = (name: string) => !isStored(name) && !isOpen(name) && (seen[name] ?? EMPTY) !== (marks[name] ?? EMPTY);
  const elsewhere = [...new Set([...Object.keys(seen), ...Object.keys(marks)])].filter(isElsewhere);
  const wrong = fieldErrors(words, after.gaps.filter((gap) => gap.step === step), false);
  return {
    time: words.formats.time(now),
    marks: Object.fromEntries(sent.flatMap((name) => (isOpen(name) || !isStored(name) ? [] : [[name, marks[name] ?? ""]]))),
    conflicts,
    theirs: elsewhere.map((name) => ({ name, value: inputValue(words, after.draft, name, userId), mark: marks[name] ?? "" })),
    errors: Object.fromEntries(sent.map((name) => [name, wrong[name] ?? []])),
    missing: after.gaps.length > 0 ? words.messages.entries.missingLine(after.gaps.length) : "",
    renamed: saved.ok ? saved.value.renamed : [],
    version: nextVersion(before.version, after.version),
  };
}

function decodeURIComponentSafely(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The version a page may go on from: only where nobody else saved between reading and saving. */
function nextVersion(before: string, after: string): readonly [string, string] | null {
  const [[beforeId, beforeLock], [afterId, afterLock]] = [before.split("."), after.split(".")];
  const isOwn = beforeId === afterId ? Number(afterLock) - Number(beforeLock) <= 1 : afterLock === "1";
  return isOwn ? [before, after] : null;
}
