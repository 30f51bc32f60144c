import type { EventTypes } from "./event-types";

/** A committee as the last event about it says: everybody on it by id, with the salted hash of the row. */
export interface CommitteeOnRecord {
  /** hash of the erasable text under whose salt the rows are hashed */
  change: string;
  /** undefined: an event that does not say it */
  seats: ReadonlyMap<string, string> | undefined;
}

export type RecordedCommittees = Map<string, CommitteeOnRecord>;

/** A stored member: the committee, and the hash of the row; null where the salt was erased. */
export interface StoredSeat {
  committee: string;
  row: string | null;
}

export const COMMITTEE_HANDLERS = {
  COMMITTEE_CHANGED: (committees: RecordedCommittees, { committee, change, seats }: EventTypes["COMMITTEE_CHANGED"]) =>
    void committees.set(committee, { change, seats: seats && new Map(seats.map(({ member, row }) => [member, row])) }),
};

/** Everybody on record as sitting on a committee, by id. */
export function recordedSeats(committees: RecordedCommittees): Map<string, StoredSeat> {
  return new Map([...committees].flatMap(([committee, { seats }]) => [...(seats ?? [])].map(([member, row]): [string, StoredSeat] => [member, { committee, row }])));
}

/** Members as stored, without those of committees whose last event names nobody, and with the record's hash where the salt is gone. */
export function withRecordedSeats(stored: ReadonlyMap<string, StoredSeat>, committees: RecordedCommittees): Map<string, StoredSeat> {
  const kept = [...stored].filter(([, { committee }]) => !committees.has(committee) || committees.get(committee)?.seats !== undefined);
  return new Map(kept.map(([id, { committee, row }]) => [id, { committee, row: row ?? committees.get(committee)?.seats?.get(id) ?? null }]));
}

export const seatText = (seat: StoredSeat | undefined): string => (seat ? `${seat.committee} ${seat.row ?? "–"}` : "absent");
