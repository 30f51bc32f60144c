const MINUTE = 60_000;

/** A longer break of a session: from a moment on, for so many minutes. Moments are milliseconds since 1970. */
export interface Break {
  at: number;
  minutes: number;
}

/** The hours of a session: one entry after another in one room. */
export interface Hours {
  startsAt: number;
  minutesPerEntry: number;
  /** between two entries */
  pauseMinutes: number;
  breaks: readonly Break[];
}

export interface Slot {
  startsAt: number;
  endsAt: number;
}

/**
 * The first `count` slots of a session: as early as the pauses allow, none touching a break. A slot that would run into a break begins
 * when the break is over.
 */
export function slotsOf({ startsAt, minutesPerEntry, pauseMinutes, breaks }: Hours, count: number): Slot[] {
  const length = minutesPerEntry * MINUTE;
  const sorted = breaks.toSorted((a, b) => a.at - b.at);
  const slots: Slot[] = [];
  let at = startsAt;
  while (slots.length < count) {
    for (const pause of sorted) if (at < pause.at + pause.minutes * MINUTE && pause.at < at + length) at = pause.at + pause.minutes * MINUTE;
    slots.push({ startsAt: at, endsAt: at + length });
    at += length + pauseMinutes * MINUTE;
  }
  return slots;
}

/** How many slots end at or before `end`. */
export function slotsUntil(hours: Hours, end: number): number {
  const length = hours.minutesPerEntry * MINUTE;
  const most = Math.max(0, Math.ceil((end - hours.startsAt) / length));
  return slotsOf(hours, most).filter((slot) => slot.endsAt <= end).length;
}
