import { lockEdition } from "~/data/editions.server";
import { chainFunctions } from "~/data/ledger.server";
import { discardHeld, heldMessages, lockHeld, markHeldToldOtherwise, releaseHeld, rewriteHeld, type HeldMessage } from "~/data/outbox-held.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { shownSignInName } from "~/domain/people/sign-in-name";
import type { Services } from "~/features/services";

/** Letters are read whole before they go: so many fit into one reading. */
export const HELD_PAGE_SIZE = 20;

export interface HeldLetter extends Omit<HeldMessage, "recipient"> {
  recipient: string;
  /** stands for the text as it was read: what somebody changed meanwhile is neither overwritten nor sent unread */
  mark: string;
}

const markOf = ({ subject, body }: { subject: string; body: string }) => chainFunctions.sha256Hex(`${subject}\n${body}`);

/** One page of the letters of an edition that wait for approval, without those about entries the viewer has a conflict of interest with. One statement. */
export async function heldMailPage({ db }: Pick<Services, "db">, { editionId, viewerId, search = "", page }: { editionId: string; viewerId: string; search?: string; page: number }): Promise<{ rows: HeldLetter[]; total: number }> {
  const { rows, total } = await heldMessages(db, { editionId, viewerId, search, limit: HELD_PAGE_SIZE, offset: (page - 1) * HELD_PAGE_SIZE });
  const shown = (recipient: string) => (recipient.startsWith("+") ? shownSignInName({ email: "", phone: recipient }) : recipient);
  return { total, rows: rows.map((row) => ({ ...row, recipient: shown(row.recipient), mark: markOf(row) })) };
}

export type HeldMailAct =
  | { intent: "approve" | "discard"; letters: readonly { id: string; mark: string }[] }
  | { intent: "told"; letters: readonly [{ id: string; mark: string }] }
  | { intent: "rewrite"; letters: readonly [{ id: string; mark: string }]; subject: string; body: string };

export type HeldMailRefusal = Denial | "not_found" | "version_conflict" | "held_mail_gone" | "link_missing";

/**
 * What a secretary or chair does with held letters: lets them go, rewrites one, notes that it was told otherwise, or discards them.
 * Letters somebody else settled meanwhile are left as they are; a text changed since it was read refuses the whole act.
 * @returns how many letters it was done with.
 */
export async function settleHeldMail(
  { db }: Pick<Services, "db">,
  { actor, editionId, act, now }: { actor: Actor; editionId: string; act: HeldMailAct; now: Date },
): Promise<Result<{ letters: number }, HeldMailRefusal>> {
  return db.transact(async (tx): Promise<Result<{ letters: number }, HeldMailRefusal>> => {
    const edition = await lockEdition(tx, editionId, "SHARE");
    if (!edition) return refused("not_found");
    const access = can(actor, "mail.approve", { editionId, phase: phaseAt(edition, now) });
    if (!access.allowed) return refused(access.reason);
    const held = await lockHeld(tx, { editionId, viewerId: actor.userId }, act.letters.map(({ id }) => id));
    if (held.length === 0) return refused("held_mail_gone");
    const read = new Map(act.letters.map(({ id, mark }) => [id, mark]));
    if (held.some((letter) => read.get(letter.id) !== markOf(letter))) return refused("version_conflict");
    const ids = held.map(({ id }) => id);
    const approval = { approvedById: actor.userId, now };
    if (act.intent === "rewrite") {
      const [letter] = held;
      if (letter?.link && !act.body.includes(letter.link)) return refused("link_missing");
      for (const id of ids) await rewriteHeld(tx, id, act);
    } else if (act.intent === "approve") await releaseHeld(tx, ids, approval);
    else if (act.intent === "told") for (const id of ids) await markHeldToldOtherwise(tx, id, approval);
    else await discardHeld(tx, ids);
    return ok({ letters: ids.length });
  });
}
