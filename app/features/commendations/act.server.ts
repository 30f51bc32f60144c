import type { Tx } from "~/data/client.server";
import { saltOf } from "~/data/commendations.server";
import type { AuthorityContent } from "~/data/commendation-letters.server";
import { chainFunctions, keepErasableText } from "~/data/ledger.server";
import type { RecipientKind } from "~/domain/commendations/states";
import type { EditionRefusal } from "~/features/judging/locked-edition.server";

export type CommendationRefusal = EditionRefusal | "version_conflict" | "already_done" | "nobody_named" | "authority_unknown" | "letter_empty" | "date_in_future" | "letter_sent" | "too_many";

/** Keeps the grounds and gives the hashes an event may hold: once the grounds are erased, nobody can try out names either. */
export async function keepGrounds(tx: Tx, editionId: string, { grounds, recipient }: { grounds: string; recipient: { recipientKind: RecipientKind; name: string; detail: string } }): Promise<{ id: string; grounds: string; recipient: string }> {
  const kept = await keepErasableText(tx, editionId, grounds);
  const { recipientKind, name, detail } = recipient;
  return { id: kept.id, grounds: kept.hash, recipient: chainFunctions.sha256Hex(`${await saltOf(tx, kept.id)}${chainFunctions.canonical({ recipientKind, name, detail })}`) };
}

/** What of an authority stands on papers. */
export const contentOf = ({ name, letterheadParent, letterheadBody, signerTitle, signerName, place }: AuthorityContent): AuthorityContent => ({ name, letterheadParent, letterheadBody, signerTitle, signerName, place });

/** A day as the database keeps it. */
export const storedDay = (day: string): Date => new Date(`${day}T00:00:00Z`);
