import type { SheetValues } from "~/domain/judging/sheet-data";
import type { SaveFaults, SaveRefusal, SheetAnswer, SheetSave, StoredSheet } from "~/domain/judging/sheet-save";
import { readRemark, readTypedScore } from "~/domain/judging/typed-scores";

export type { SheetValues };

/** What a sheet has come to, for the one who looks at it. */
export type RecordState = "server" | "device" | "faulty" | "conflict" | "late" | "refused";

export type Trouble = { kind: "conflict"; stored: StoredSheet } | { kind: "refused"; reason: SaveRefusal; stored?: StoredSheet };

/**
 * Everything a device knows of one score sheet. Pure data: no clock, no storage, no network, so that its rules can be read and
 * tested by themselves.
 */
export interface SheetRecord {
  assignment: string;
  /** names of the criteria, so that what was typed can be shown where the sheet itself cannot be had any more */
  criteria: readonly { id: string; label: string }[];
  /** what the server is known to hold, under which version; what stands on the page is compared with it */
  known: { version: number; values: SheetValues; savedAt: string | null };
  /** a save that left at least once and has no answer yet: it goes again as it is, so that the server knows it by its id */
  sent: SheetSave | null;
  /** what was typed since */
  typed: { values: SheetValues; deviceAt: string } | null;
  /** what the server could not read the last time, and out of which values: they are not sent again unchanged */
  faulty: { values: SheetValues; faults: SaveFaults } | null;
  trouble: Trouble | null;
  /**
   * when the server kept the sheet for the chair because the round had closed. Until a page says otherwise `known` then holds what is
   * with the chair: the sheet itself stays as it was.
   */
  lateAt: string | null;
  /** place in the order of typing on this device; clocks are not asked */
  turn: number;
}

/** A sheet as a page shows it. */
export type ShownSheet = Pick<SheetRecord, "assignment" | "criteria" | "known">;

/** The same on a page that came from the server; `isOpen`: it takes scores at this moment. */
export interface SeenSheet extends ShownSheet {
  isOpen: boolean;
}

export const newRecord = ({ assignment, criteria, known }: ShownSheet): SheetRecord => ({
  assignment,
  criteria,
  known,
  sent: null,
  typed: null,
  faulty: null,
  trouble: null,
  lateAt: null,
  turn: 0,
});

const isSameScore = (a: string, b: string): boolean => {
  const [first, second] = [readTypedScore(a), readTypedScore(b)];
  return first === "NOT_A_NUMBER" || second === "NOT_A_NUMBER" ? a.trim() === b.trim() : first === second;
};
const isSameText = (a: string, b: string): boolean => readRemark(a) === readRemark(b);

type Field = "remark" | "note" | readonly ["scores" | "remarks", string];

/** Every field that one of the values names. */
function fieldsOf(...all: readonly SheetValues[]): Field[] {
  const of = (kind: "scores" | "remarks"): Field[] => [...new Set(all.flatMap((values) => Object.keys(values[kind])))].map((id) => [kind, id] as const);
  return [...of("scores"), ...of("remarks"), "remark", "note"];
}

const valueAt = (values: SheetValues, field: Field): string => (typeof field === "string" ? values[field] : (values[field[0]][field[1]] ?? ""));

function withValue(values: SheetValues, field: Field, value: string): SheetValues {
  if (typeof field === "string") return { ...values, [field]: value };
  const [kind, id] = field;
  return { ...values, [kind]: { ...values[kind], [id]: value } };
}

const isSameAt = (a: SheetValues, b: SheetValues, field: Field): boolean =>
  (Array.isArray(field) && field[0] === "scores" ? isSameScore : isSameText)(valueAt(a, field), valueAt(b, field));

/** True where both say the same, however it was typed: `34,50` is `34.5`. */
export const sameValues = (a: SheetValues, b: SheetValues): boolean => fieldsOf(a, b).every((field) => isSameAt(a, b, field));

/** `onto` with all that differs between `from` and `to`: what one tab typed, laid over what another one of the same device kept. */
export function withChanges(onto: SheetValues, from: SheetValues, to: SheetValues): SheetValues {
  return fieldsOf(from, to).reduce((values, field) => (isSameAt(from, to, field) ? values : withValue(values, field, valueAt(to, field))), onto);
}

/** What stands on this device: typed last, else under way, else known of the server. */
export const valuesOf = (record: SheetRecord): SheetValues => record.typed?.values ?? record.sent ?? record.known.values;

/** True while something of the sheet has not reached the server, or nobody has chosen yet. */
export const isUnsent = (record: SheetRecord): boolean => record.sent !== null || record.typed !== null;

/** All that can be read is at the server; the rest is not sent before the judge has mended it. */
const waitsToBeMended = ({ sent, typed: waiting, faulty }: SheetRecord): boolean => sent === null && waiting !== null && faulty !== null && sameValues(faulty.values, waiting.values);

/** What the device is to show of the sheet. */
export function stateOf(record: SheetRecord): RecordState {
  if (record.trouble) return record.trouble.kind;
  if (waitsToBeMended(record) && record.lateAt === null) return "faulty";
  if (isUnsent(record)) return "device";
  return record.lateAt === null ? "server" : "late";
}

/** The judge typed: `values` are the whole sheet. What says the same as the server's needs no sending. */
export function typed(record: SheetRecord, values: SheetValues, at: { deviceAt: string; turn: number }): SheetRecord {
  const isBack = record.sent === null && record.trouble === null && sameValues(values, record.known.values);
  return { ...record, typed: isBack ? null : { values, deviceAt: at.deviceAt }, faulty: isBack ? null : record.faulty, turn: at.turn };
}

/** Refusals that may be none the next time, without the judge doing anything. */
const PASSING: readonly SaveRefusal[] = ["not_open", "wrong_phase", "sheet_locked", "failed", "id_taken"];

/**
 * The save to send now, and the record that remembers it was sent; null where there is nothing to send, or where the judge has to
 * choose first. A save that left before goes again unchanged. `again`: what was refused for a while is tried once more.
 */
export function nextSave(record: SheetRecord, id: string, again: boolean): SheetRecord & { sent: SheetSave } | null {
  const { trouble, sent, typed: waiting, known } = record;
  if (trouble?.kind === "conflict" || (trouble && !(again && PASSING.includes(trouble.reason)))) return null;
  if (sent) return { ...record, sent };
  if (!waiting || waitsToBeMended(record)) return null;
  const { scores, remarks, remark, note } = waiting.values;
  const save: SheetSave = { id, assignment: record.assignment, base: known.version, scores, remarks, remark, note, deviceAt: waiting.deviceAt };
  return { ...record, sent: save, typed: null };
}

const valuesOfSave = ({ scores, remarks, remark, note }: SheetSave): SheetValues => ({ scores, remarks, remark, note });

/**
 * True where every field is as it was known of the server or as it was typed here: the plain form of the page came there on its own way
 * and carried what this device sends too. Nobody else's words are among it, so nobody has to choose.
 */
function isOwn(record: SheetRecord, values: SheetValues): boolean {
  const own = [record.known.values, ...(record.sent ? [valuesOfSave(record.sent)] : []), ...(record.typed ? [record.typed.values] : [])];
  return fieldsOf(values, ...own).every((field) => own.some((one) => isSameAt(one, values, field)));
}

/** What waits here, from now on typed over what the server holds. */
function rebased(record: SheetRecord, known: SheetRecord["known"]): SheetRecord {
  const waiting = record.typed ?? (record.sent && { values: valuesOfSave(record.sent), deviceAt: record.sent.deviceAt ?? "" });
  return { ...record, known, sent: null, typed: waiting && sameValues(waiting.values, known.values) ? null : waiting, trouble: null, lateAt: null };
}

/** The record after the server's answer to the save that was sent. Answers to others change nothing. */
export function answered(record: SheetRecord, answer: SheetAnswer): SheetRecord {
  const { sent } = record;
  if (sent?.id !== answer.id) return record;
  const mine = valuesOfSave(sent);
  const waiting = record.typed ?? { values: mine, deviceAt: sent.deviceAt ?? "" };
  const after = { ...record, sent: null, trouble: null };
  switch (answer.outcome) {
    case "saved": {
      const known = { version: answer.version, values: withoutFaulty(mine, record.known.values, answer.faults), savedAt: answer.savedAt };
      return settled({ ...after, known, lateAt: null }, mine, answer.faults);
    }
    case "late":
      return settled({ ...after, known: { ...record.known, values: withoutFaulty(mine, record.known.values, answer.faults) }, lateAt: answer.savedAt }, mine, answer.faults);
    case "conflict":
      if (isOwn(record, valuesOfStored(answer.stored)) && !sameValues(valuesOfStored(answer.stored), record.known.values)) return rebased(record, knownOf(answer.stored).known);
      return { ...after, typed: waiting, trouble: { kind: "conflict", stored: answer.stored } };
    case "refused":
      // The server stumbled over this very save: it goes again as it is.
      if (answer.reason === "failed") return { ...record, sent };
      return { ...after, typed: waiting, trouble: { kind: "refused", reason: answer.reason, ...(answer.stored && { stored: answer.stored }) } };
  }
}

/** After a save that was taken: what could not be read stays on the device as typed. */
function settled(record: SheetRecord, mine: SheetValues, faults: SaveFaults | undefined): SheetRecord {
  if (!faults || faultyFields(faults).length === 0) {
    return { ...record, faulty: null, typed: record.typed && sameValues(record.typed.values, record.known.values) ? null : record.typed };
  }
  return { ...record, faulty: { values: mine, faults }, typed: record.typed ?? { values: mine, deviceAt: "" } };
}

function faultyFields({ scores, remarks, remark, note }: SaveFaults): Field[] {
  const of = (kind: "scores" | "remarks", faults: object | undefined): Field[] => Object.keys(faults ?? {}).map((id) => [kind, id] as const);
  return [...of("scores", scores), ...of("remarks", remarks), ...(remark ? (["remark"] as const) : []), ...(note ? (["note"] as const) : [])];
}

const withoutFaulty = (mine: SheetValues, before: SheetValues, faults: SaveFaults | undefined): SheetValues =>
  faultyFields(faults ?? {}).reduce((values, field) => withValue(values, field, valueAt(before, field)), mine);

/** Faults the server told of what still stands on this device as it was then. */
export function faultsNow(record: SheetRecord): SaveFaults {
  const { faulty } = record;
  if (!faulty) return {};
  const { scores = {}, remarks = {}, remark, note } = faulty.faults;
  const values = valuesOf(record);
  const stands = (field: Field) => isSameAt(faulty.values, values, field);
  return {
    scores: Object.fromEntries(Object.entries(scores).filter(([id]) => stands(["scores", id]))),
    remarks: Object.fromEntries(Object.entries(remarks).filter(([id]) => stands(["remarks", id]))),
    ...(remark && stands("remark") && { remark }),
    ...(note && stands("note") && { note }),
  };
}

export const valuesOfStored = ({ scores, remarks, remark, note }: StoredSheet): SheetValues => ({ scores, remarks, remark, note });

/** From now on the sheet is as the server holds it, and nothing of it is late. */
const knownOf = (stored: StoredSheet): Pick<SheetRecord, "known" | "lateAt"> => ({
  known: { version: stored.version, values: valuesOfStored(stored), savedAt: stored.savedAt },
  lateAt: null,
});

/** The judge has chosen between two versions: the choice is a save on top of the stored one. */
export function chosen(record: SheetRecord, values: SheetValues, at: { deviceAt: string; turn: number }): SheetRecord {
  const stored = record.trouble?.stored;
  if (!stored) return record;
  return typed({ ...record, ...knownOf(stored), sent: null, typed: null, trouble: null }, values, at);
}

/** The judge lets go of what could not be stored; what the server holds stands. */
export function forgotten(record: SheetRecord): SheetRecord {
  const stored = record.trouble?.stored;
  return { ...record, ...(stored && knownOf(stored)), sent: null, typed: null, faulty: null, trouble: null };
}

/** A page that came from the server tells what is stored there; what is typed on this device keeps the version it was typed over. */
export function seen(record: SheetRecord | null, shown: SeenSheet): SheetRecord {
  if (!record) return newRecord(shown);
  if (record.lateAt !== null && shown.isOpen && shown.known.version === record.known.version) return reopened(record, shown);
  if (shown.known.version <= record.known.version) return record;
  // Also where the very same came to the server on another way, such as the plain form.
  const isThere = sameValues(valuesOf(record), shown.known.values) && record.trouble?.kind !== "refused";
  if (isUnsent(record) && !isThere) return isOwn(record, shown.known.values) && record.trouble?.kind !== "refused" ? rebased(record, shown.known) : record;
  return { ...newRecord(shown), turn: record.turn };
}

/** The round is open again and the sheet as it was before: what came late, if the chair has not put it there, is sent as a save of its own. */
function reopened(record: SheetRecord, { known }: SeenSheet): SheetRecord {
  const isThere = isUnsent(record) || sameValues(record.known.values, known.values);
  return { ...record, known, lateAt: null, typed: isThere ? record.typed : { values: record.known.values, deviceAt: "" } };
}
