import { createHash } from "node:crypto";
import type { VersionRecord } from "~/data/entry-versions.server";
import type { Draft } from "~/domain/entry/draft";
import { type DraftStep, fieldsOf } from "~/domain/entry/draft-fields";
import { type Mark, type Seen, UNSEEN } from "~/domain/entry/merge-draft";

export type SavedStep = DraftStep;

const MARK_LENGTH = 12;

/** The mark of a field's content: 72 bits of its SHA-256. */
export function markOf(text: string): Mark {
  return createHash("sha256").update(text, "utf8").digest("base64url").slice(0, MARK_LENGTH);
}

/** Marks of all fields of a step by name. `userId`: the account whose own part in the entry the form asks about, null where it doesn't. */
export function marksOf(draft: Draft, step: SavedStep, userId: string | null): Record<string, Mark> {
  return Object.fromEntries(Object.entries(fieldsOf(draft, step, userId)).map(([name, text]) => [name, markOf(text)]));
}

/** Marks as a form carries them: `title=… field=…`. */
export function writeSeen(seen: Seen): string {
  return Object.entries(seen)
    .map(([name, mark]) => `${encodeURIComponent(name)}=${mark}`)
    .join(" ");
}

/** Reads the marks of a form; what is none is left out. */
export function parseSeen(text: string): Seen {
  return Object.fromEntries(
    text.split(" ").flatMap((pair): [string, Mark][] => {
      const [, name, mark] = /^([\w.~!'()*%-]+)=([\w?-]+)$/.exec(pair) ?? [];
      return name && mark ? [[decoded(name), mark]] : [];
    }),
  );
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/**
 * Stands for the content of one step as a page showed it, field by field: whoever saves over a field that was changed meanwhile
 * is told, and people on different fields don't disturb each other. Fields in `unseen` were shown to nobody.
 */
export function stepToken(draft: Draft, step: SavedStep, userId: string | null = null, unseen: readonly string[] = []): string {
  return writeSeen({ ...marksOf(draft, step, userId), ...Object.fromEntries(unseen.map((name) => [name, UNSEEN])) });
}

/**
 * Stands for all that a version says: what was read before submitting is what is submitted. Files count by what was declared of them,
 * so that bytes which arrive meanwhile change nothing.
 */
export function versionToken(version: Pick<VersionRecord, "id" | "lockVersion" | "files">): string {
  const files = version.files.map(({ key, partKey, position, name, caption, size }) => [key, partKey, position, name, caption, size]);
  const declared = files.length === 0 ? "" : `.${createHash("sha256").update(JSON.stringify(files), "utf8").digest("hex").slice(0, 16)}`;
  return `${version.id}.${version.lockVersion}${declared}`;
}
