/** The only source of "now" outside `domain`; handed in, so that tests and the demo can set it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is set: for tests and for replaying a day. */
export function fixedClock(start: Date): Clock & { set(now: Date): void } {
  let current = start;
  return {
    now: () => new Date(current),
    set: (now) => {
      current = now;
    },
  };
}
