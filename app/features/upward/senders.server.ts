import { appendToLedger } from "~/data/ledger.server";
import { revokeSenderRow, trustSenderRow } from "~/data/packages.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { EditionRow } from "~/data/editions.server";
import type { Services } from "~/features/services";
import { fingerprintOf } from "~/platform/signing/signer.server";

type WithDatabase = Pick<Services, "db">;

/** A fingerprint as people write it, in groups of four digits; null for what is none. */
export function readFingerprint(typed: string): string | null {
  const digits = typed.replaceAll(/[\s:.-]/g, "").toLowerCase();
  return /^[0-9a-f]{64}$/.test(digits) ? (digits.match(/.{4}/g) ?? []).join(" ") : null;
}

export type TrustReason = Denial | "fingerprint_differs" | "already_done";

interface TrustAct {
  actor: Actor;
  /** the edition it is done from; the trust holds for the whole installation */
  edition: EditionRow;
  now: Date;
}

/**
 * Trusts the key a package was signed with, once somebody compared its fingerprint by telephone: the end of it, as it was read out, is
 * typed in. Trusting it again changes nothing.
 */
export async function trustSender({ db }: WithDatabase, { actor, edition, input, now }: TrustAct & { input: { publicKey: string; name: string; heard: string } }): Promise<Result<null, TrustReason>> {
  const right = can(actor, "sender.trust", { editionId: edition.id, phase: phaseAt(edition, now) });
  if (!right.allowed) return refused(right.reason);
  const fingerprint = fingerprintOf(input.publicKey);
  if (input.heard.replaceAll(/[\s:.-]/g, "").toLowerCase() !== lastDigits(fingerprint)) return refused("fingerprint_differs");
  await trustKey({ db }, { fingerprint, publicKey: input.publicKey, name: input.name, actorId: actor.userId, now });
  return ok(null);
}

/** 128 bits: a key made to end in the same digits is out of anybody's reach. */
const HEARD_DIGITS = 32;

/** What is typed in of a fingerprint to say that it was compared. */
export const lastDigits = (fingerprint: string): string => fingerprint.replaceAll(" ", "").slice(-HEARD_DIGITS);

/** The same without a check of rights: for the command line, whose user holds the machine. False where it was trusted already. */
export function trustKey({ db }: WithDatabase, { actorId, now, ...key }: { fingerprint: string; publicKey: string; name: string; actorId: string; now: Date }): Promise<boolean> {
  return db.transact(async (tx) => {
    const isNew = await trustSenderRow(tx, { ...key, trustedById: actorId, trustedAt: now });
    if (isNew) await appendToLedger(tx, [{ type: "SENDER_TRUSTED", data: { key: key.fingerprint.replaceAll(" ", "") }, actor: actorId, at: now, editionId: null }]);
    return isNew;
  });
}

/** Trusts a key no more: packages signed by it are refused from now on. What was imported stays. */
export async function revokeSender({ db }: WithDatabase, { actor, edition, input, now }: TrustAct & { input: { id: string } }): Promise<Result<null, Denial | "not_found">> {
  const right = can(actor, "sender.trust", { editionId: edition.id, phase: phaseAt(edition, now) });
  if (!right.allowed) return refused(right.reason);
  return db.transact(async (tx): Promise<Result<null, "not_found">> => {
    const fingerprint = await revokeSenderRow(tx, input.id, now);
    if (fingerprint === null) return refused("not_found");
    await appendToLedger(tx, [{ type: "SENDER_REVOKED", data: { key: fingerprint.replaceAll(" ", "") }, actor: actor.userId, at: now, editionId: null }]);
    return ok(null);
  });
}
