import type { Tx } from "~/data/client.server";
import { lockCommendations, type CommendationRow } from "~/data/commendations.server";
import type { AuthorityContent } from "~/data/commendation-letters.server";
import { chainFunctions, keepErasableText } from "~/data/ledger.server";
import type { RecipientKind } from "~/domain/commendations/states";
import type { DayFault } from "~/domain/documents/paper-days";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { type EditionAct, type EditionRefusal, lockEditionFor } from "~/features/judging/locked-edition.server";

export type CommendationRefusal = EditionRefusal | "version_conflict" | "already_done" | "nobody_named" | "authority_unknown" | "letter_empty" | DayFault | "letter_sent" | "too_many";

/** The commendation somebody is about to change, locked with its edition, for whoever keeps them. */
export async function openCommendation(tx: Tx, act: EditionAct, id: string): Promise<Result<CommendationRow, CommendationRefusal>> {
  const locked = await lockEditionFor(tx, act, "commendation.manage", "SHARE");
  if (!locked.ok) return locked;
  const [row] = isUuid(id) ? await lockCommendations(tx, act.editionId, { ids: [id] }) : [];
  return row ? ok(row) : refused("not_found");
}

/** Keeps the grounds and gives the hashes an event may hold: once the grounds are erased, nobody can try out names either. */
export async function keepGrounds(tx: Tx, editionId: string, { grounds, recipient }: { grounds: string; recipient: { recipientKind: RecipientKind; name: string; detail: string } }): Promise<{ id: string; grounds: string; recipient: string }> {
  const kept = await keepErasableText(tx, editionId, grounds);
  const { recipientKind, name, detail } = recipient;
  return { id: kept.id, grounds: kept.hash, recipient: chainFunctions.sha256Hex(`${kept.salt}${chainFunctions.canonical({ recipientKind, name, detail })}`) };
}

/** What of an authority stands on papers. */
export const contentOf = ({ name, letterheadParent, letterheadBody, signerTitle, signerName, place }: AuthorityContent): AuthorityContent => ({ name, letterheadParent, letterheadBody, signerTitle, signerName, place });

/** A day as the database keeps it. */
export const storedDay = (day: string): Date => new Date(`${day}T00:00:00Z`);
