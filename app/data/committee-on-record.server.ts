import type { Tx } from "~/data/client.server";
import { committeeOf, type CommitteeMemberRow } from "~/data/committee.server";
import type { Reader } from "~/data/editions.server";
import { appendToLedger, chainFunctions, keepErasableText } from "~/data/ledger.server";
import type { RecordedCommittees, StoredSeat } from "~/domain/ledger/committee-rows";
import { NAME_GONE } from "~/domain/retention/retention";

/** What an event says of a member: hash of the row under a salt that goes when the names are erased. */
export function seatHash(salt: string, { id, committee, name, post, role, position, userId, validFrom, validTo }: Omit<CommitteeMemberRow, "version">): string {
  return chainFunctions.sha256Hex(`${salt}${chainFunctions.canonical({ id, committee, name, post, role, position, userId, validFrom, validTo })}`);
}

interface CommitteeChange {
  editionId: string;
  committee: CommitteeMemberRow["committee"];
  /** who and what was changed, as it is kept to be read */
  changed: readonly object[];
  actorId: string;
  now: Date;
}

/**
 * Writes on record that a committee changed: who sits on it now, each by a hash, and a hash of what was changed. The text names everybody
 * on it, so that erasing one of them takes the salt of all along and nobody can try out names.
 */
export async function recordCommittee(tx: Tx, { editionId, committee, changed, actorId, now }: CommitteeChange): Promise<void> {
  const members = await committeeOf(tx, editionId, committee);
  const { hash, salt } = await keepErasableText(tx, editionId, JSON.stringify({ changed, members }));
  const seats = members.map((member) => ({ member: member.id, row: seatHash(salt, member) }));
  await appendToLedger(tx, [{ type: "COMMITTEE_CHANGED", data: { committee, members: members.length, change: hash, seats }, actor: actorId, at: now, editionId }]);
}

/** Members of the committees of an edition as the record speaks of them. Two statements. */
export async function seatsOnRecord(reader: Reader, editionId: string, committees: RecordedCommittees): Promise<Map<string, StoredSeat>> {
  const hashes = [...committees.values()].map(({ change }) => change);
  const [members, texts] = await Promise.all([
    committeeOf(reader, editionId),
    reader.erasableText.findMany({ where: { chain: editionId, hash: { in: hashes }, erasedAt: null }, select: { hash: true, salt: true } }),
  ]);
  const salts = new Map(texts.map(({ hash, salt }) => [hash, salt]));
  return new Map(
    members.map((member) => {
      const salt = salts.get(committees.get(member.committee)?.change ?? "");
      return [member.id, { committee: member.committee, row: salt === undefined || member.name === NAME_GONE ? null : seatHash(salt, member) }];
    }),
  );
}
