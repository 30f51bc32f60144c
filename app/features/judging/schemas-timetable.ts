import { getZodConstraint } from "@conform-to/zod/v4";
import { z } from "zod";
import { dateTimeField, textField } from "~/i18n/zod-fields";
import { isoInVietnam } from "~/domain/kernel/vietnam-time";

const DAY_MINUTES = 24 * 60;

/** A whole number from `least` to `most`; nothing typed is `empty`, where that may be. */
const minutesField = (least: number, most: number, empty?: number) =>
  z
    .string()
    .optional()
    .transform((typed, context): number => {
      const text = (typed ?? "").normalize("NFKC").trim();
      if (text === "" && empty !== undefined) return empty;
      if (/^\d{1,4}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
      context.addIssue({ code: "custom", input: typed, params: { reason: text === "" ? "required" : "notInteger" } });
      return z.NEVER;
    });

/** A break as typed: the clock of its session's day, and minutes. */
export interface TypedBreak {
  clock: string;
  minutes: number;
}

/** Most breaks of a session. */
const MOST_BREAKS = 10;

/** `09:30 15; 10:45 10` → breaks; null where it cannot be read. */
export function parseBreaks(typed: string): TypedBreak[] | null {
  const parts = typed.normalize("NFKC").split(/[;\n]/).map((part) => part.trim()).filter(Boolean);
  const breaks = parts.flatMap((part): TypedBreak[] => {
    const found = /^(\d{1,2})[:hg.](\d{2})\s+(\d{1,3})\s*(?:phút|p|min)?\.?$/i.exec(part);
    if (!found || Number(found[1]) > 23 || Number(found[2]) > 59 || Number(found[3]) < 1 || Number(found[3]) > DAY_MINUTES) return [];
    return [{ clock: `${String(found[1]).padStart(2, "0")}:${found[2]}`, minutes: Number(found[3]) }];
  });
  return breaks.length === parts.length && breaks.length <= MOST_BREAKS ? breaks : null;
}

/** The breaks of a session with their moments. */
export function breaksOn(startsAt: Date, breaks: readonly TypedBreak[]): { at: string; minutes: number }[] {
  const day = isoInVietnam(startsAt).slice(0, 10);
  return breaks.map(({ clock, minutes }) => ({ at: new Date(`${day}T${clock}:00+07:00`).toISOString(), minutes }));
}

/** Breaks as they are typed. */
export function typedBreaks(breaks: readonly { at: string; minutes: number }[]): string {
  return breaks.map(({ at, minutes }) => `${isoInVietnam(new Date(at)).slice(11, 16)} ${minutes}`).join("; ");
}

export const sessionSchema = z.object({
  panelId: z.uuid(),
  room: textField({ max: 80 }),
  startsAt: dateTimeField(),
  minutesPerEntry: minutesField(1, 240),
  pauseMinutes: minutesField(0, 120, 0),
  breaks: z
    .string()
    .max(400)
    .optional()
    .transform((typed, context): TypedBreak[] => {
      const breaks = parseBreaks(typed ?? "");
      if (breaks) return breaks;
      context.addIssue({ code: "custom", input: typed, params: { reason: "breaks" } });
      return z.NEVER;
    }),
});
export const sessionConstraint = getZodConstraint(sessionSchema);
