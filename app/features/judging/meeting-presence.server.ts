/** A phone asks every other second; after this long without a sign its owner is not counted as watching. */
const SEEN_FOR_MS = 20_000;

const MOST_MEETINGS = 100;

/** When the phone of a judge last asked how a meeting stands, by meeting and account. A courtesy of this process, no record: forgotten at a restart. */
const seen = new Map<string, Map<string, number>>();

/** Notes that somebody's own page of the meeting is open. */
export function noteSeen(meetingId: string, userId: string, now: Date): void {
  const people = seen.get(meetingId) ?? new Map<string, number>();
  people.set(userId, now.getTime());
  seen.delete(meetingId);
  seen.set(meetingId, people);
  const oldest = seen.keys().next().value;
  if (seen.size > MOST_MEETINGS && oldest !== undefined) seen.delete(oldest);
}

/** Whether somebody's own page of the meeting is open now. */
export function isWatching(meetingId: string, userId: string, now: Date): boolean {
  const at = seen.get(meetingId)?.get(userId);
  return at !== undefined && now.getTime() - at < SEEN_FOR_MS;
}
