import type { EditionRow } from "~/data/editions.server";
import type { EntryRecord } from "~/data/entries.server";
import { dayInVietnam } from "~/domain/entry/ages";
import { isPurgeDue, lacksGuardian, purgeMoment } from "~/domain/entry/retention";

export interface Retention {
  /** when the draft goes unless a guardian agrees */
  at: Date;
  /** the moment has come: the draft is gone for everybody */
  isOver: boolean;
}

type Retained = Pick<EntryRecord, "state" | "draft" | "consents" | "createdAt" | "purgeWarnedAt">;
type Ruling = Pick<EditionRow, "kind" | "selfConsentFrom">;

/** Until when an entry that was never submitted is kept; null where it holds no child's data, or the guardian agreed. */
export function retentionOf(entry: Retained, edition: Ruling, now: Date): Retention | null {
  if (!isUnconsentedDraft(entry, edition, now)) return null;
  const times = { begunAt: entry.createdAt, warnedAt: entry.purgeWarnedAt };
  return { at: purgeMoment(times, now), isOver: isPurgeDue(times, now) };
}

/** A draft with a child's data to which no guardian agreed; nobody but those it belongs to sees anything of it. */
export function isUnconsentedDraft({ state, draft, consents }: Retained, { kind, selfConsentFrom }: Ruling, now: Date): boolean {
  if (state !== "DRAFT" || !draft) return false;
  const judged = { day: dayInVietnam(now), selfFrom: selfConsentFrom, isYouthContest: kind === "YOUTH" };
  return lacksGuardian(draft.authors, (key) => consents.filter((consent) => consent.authorKey === key), judged);
}
