import { z } from "zod";
import { MOST_SAVES } from "~/domain/judging/sheet-save";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import type { ReadSave } from "./save-one.server";

/** No rubric has more criteria. */
const MOST_FIELDS = 200;

const fields = z.record(z.string(), z.string()).refine((record) => Object.keys(record).length <= MOST_FIELDS);

const sheetSave = z.object({
  id: z.string().refine(isUuid),
  assignment: z.string().refine(isUuid),
  base: z.int().min(0),
  after: z.string().refine(isUuid).nullish(),
  scores: fields,
  remarks: fields,
  remark: z.string(),
  note: z.string(),
  deviceAt: z.unknown(),
});

interface SentSave {
  /** the id as it was sent, for the answer */
  sentId: string;
  id: string;
  assignment: string;
  after: string | null;
  save: ReadSave;
}

/** Reads one save of a request; what is no save keeps its id, where it has one, for the answer. */
export function readSave(sent: unknown): { ok: true; value: SentSave } | { ok: false; id: string } {
  const read = sheetSave.safeParse(sent);
  if (!read.success) {
    const id = typeof sent === "object" && sent !== null && "id" in sent && typeof sent.id === "string" ? sent.id.slice(0, 100) : "";
    return { ok: false, id };
  }
  const { id, assignment, after, base, scores, remarks, remark, note, deviceAt } = read.data;
  const save = { id: id.toLowerCase(), base, scores, remarks, remark, note, deviceAt: readDeviceClock(deviceAt) };
  return { ok: true, value: { sentId: id, id: save.id, assignment: assignment.toLowerCase(), after: after?.toLowerCase() ?? null, save } };
}

/** A moment between the years 1 and 9999; anything else a device says is not kept: a clock that is wrong does no harm. */
function readDeviceClock(text: unknown): Date | null {
  if (typeof text !== "string" || !/^(?!0000)\d{4}-\d{2}-\d{2}T/.test(text) || text.length > 40) return null;
  const moment = new Date(text);
  const year = moment.getUTCFullYear();
  return Number.isNaN(moment.getTime()) || year < 1 || year > 9999 ? null : moment;
}

const sheetSaves = z.object({ by: z.string().optional(), saves: z.array(z.unknown()) });

/** Reads the body of a request; each save is read by itself, so that one that is wrong stops no other. */
export function readSaves(body: unknown): Result<z.infer<typeof sheetSaves>, "malformed" | "too_many"> {
  const read = sheetSaves.safeParse(body);
  if (!read.success) return refused("malformed");
  return read.data.saves.length > MOST_SAVES ? refused("too_many") : ok(read.data);
}
