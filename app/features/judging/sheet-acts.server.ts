import { randomUUID } from "node:crypto";
import { ownPlace } from "~/data/own-sheets.server";
import type { Actor } from "~/domain/access/roles";
import type { PostedSheet, SheetIntent } from "~/domain/judging/sheet-fields";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { paths } from "~/paths";
import { lockSheet } from "./commands-lock.server";
import { saveSheet } from "./commands-sheet.server";

interface SheetAct {
  actor: Actor;
  assignmentId: string;
  posted: PostedSheet;
  now: Date;
}

/**
 * Does what a button of the plain form asks for. After `next`: the id of the assignment to go on with, `complete` where all that is
 * left is to lock sheets, `list` where nothing is.
 */
export async function actOnSheet(services: Pick<Services, "db">, { actor, assignmentId, posted, now }: SheetAct) {
  const act = { actor, assignmentId, now };
  const { intent, save } = posted;
  const { base: version, scores, remarks, remark, note } = save;
  if (intent === "lock") {
    const locked = await lockSheet(services, { ...act, version });
    return locked.ok ? { ok: true as const, value: { next: "list" } } : { version: undefined, ...locked };
  }
  const input = { version, remark, note, typed: new Map(Object.entries(scores)), remarks: new Map(Object.entries(remarks)) };
  const complete = intent === "review";
  const first = await saveSheet(services, { ...act, complete, input: { ...input, id: isUuid(save.id) ? save.id : randomUUID() } });
  // A page that the browser kept sends the id it had, though something else was typed by now.
  const saved = !first.ok && first.reason === "id_taken" ? await saveSheet(services, { ...act, complete, input: { ...input, id: randomUUID() } }) : first;
  if (!saved.ok) return saved;
  return { ok: true as const, value: { next: intent === "next" ? await nextAfter(services, assignmentId) : "list" } };
}

/** Where the page leads after an act that was done; `path` is the address the form came to, `next` what `actOnSheet` gave. */
export function placeAfter(path: string, { assignmentId, intent, next }: { assignmentId: string; intent: SheetIntent; next: string }): string {
  const own = paths.scoreSheet(assignmentId);
  const onward = next === "list" ? paths.judging() : next === "complete" ? paths.lockOwnSheets() : paths.scoreSheet(next);
  const target = { save: `${own}?da=luu`, review: `${own}?khoa=1`, lock: `${own}?da=khoa`, next: onward }[intent];
  return withLocale(target, localeOfPath(path));
}

async function nextAfter({ db }: Pick<Services, "db">, assignmentId: string): Promise<string> {
  const place = await ownPlace(db, assignmentId);
  if (!place) return "list";
  return place.nextOpen ?? (place.complete > 0 ? "complete" : "list");
}
