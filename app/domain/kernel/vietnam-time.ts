const HOURS_AHEAD_OF_UTC = 7;
const MS_PER_HOUR = 3_600_000;

/** A moment as machines read it, on the clock of Việt Nam: `2026-12-20T08:00:00+07:00` (whole seconds, cut). */
export function isoInVietnam(moment: Date): string {
  return `${new Date(moment.getTime() + HOURS_AHEAD_OF_UTC * MS_PER_HOUR).toISOString().slice(0, 19)}+07:00`;
}
