import { createHash } from "node:crypto";
import type { VersionRecord } from "~/data/entry-versions.server";
import { type Draft, sliceOf } from "~/domain/entry/draft";

export type SavedStep = Parameters<typeof sliceOf>[1];

/**
 * Stands for the content of one step as a page showed it. Saving with the token of content that is no longer stored is noticed;
 * two people on different steps don't disturb each other.
 */
export function stepToken(draft: Draft, step: SavedStep): string {
  return createHash("sha256").update(JSON.stringify(sliceOf(draft, step)), "utf8").digest("hex").slice(0, 20);
}

/** Stands for all that a version says: what was read before submitting is what is submitted. */
export function versionToken(version: Pick<VersionRecord, "id" | "lockVersion">): string {
  return `${version.id}.${version.lockVersion}`;
}
