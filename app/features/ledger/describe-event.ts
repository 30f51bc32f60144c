import { parseChance } from "~/domain/assignment/chance";
import type { EventData, EventValue } from "~/domain/ledger/chain";
import type { Formats } from "~/i18n/formats";
import type { Messages } from "~/i18n/messages";
import { officialPapers } from "~/i18n/vi/official-papers";

/** Names of what the events of an edition tell by code, by `<kind>/<code>`. */
export type EventNames = ReadonlyMap<string, string>;

export interface EventWords {
  names: EventNames;
  messages: Messages;
  formats: Formats;
  /** codes the reader must not read of */
  unseen: ReadonlySet<string>;
}

/** So many entries are named before the rest is counted. */
const MOST_NAMED = 12;

type Labels = Readonly<Record<string, string>>;

/**
 * What an event is about, phrase by phrase: codes of entries and judges as they are printed, everything else by its name. Only what is
 * known by name is told: ids, hashes and keys this page has no words for are left out.
 */
export function describeEvent(type: string, data: EventData, words: EventWords): string[] {
  const read = readerOf(data, words);
  return [...aboutWhom(type, read, words), ...aboutWhat(type, read, words), ...aboutNumbers(type, read, words)].filter((phrase) => phrase !== "");
}

type Read = ReturnType<typeof readerOf>;

/** The values of an event, each as what it ought to be or null. */
function readerOf(data: EventData, { names, formats, unseen }: EventWords) {
  const text = (key: string): string | null => {
    const value = data[key];
    return typeof value === "string" && value !== "" && !unseen.has(value) ? value : null;
  };
  const list = (key: string): readonly EventValue[] => {
    const value = data[key];
    return Array.isArray(value) ? value : [];
  };
  return {
    text,
    list,
    count: (key: string): string | null => (typeof data[key] === "number" ? formats.integer(data[key]) : null),
    digits: (key: string): string => (typeof data[key] === "number" ? String(data[key]) : ""),
    flag: (key: string): boolean | null => (typeof data[key] === "boolean" ? data[key] : null),
    /** printed codes of a list, or of one key of its objects */
    codes: (key: string, of?: string): string[] => [...new Set(list(key).flatMap((one) => inside(one, of) ?? []))].filter((code) => !unseen.has(code)),
    name: (kind: string, key: string): string => names.get(`${kind}/${text(key) ?? ""}`) ?? "",
    label: (labels: Labels, key: string): string => labels[text(key) ?? ""] ?? "",
    moment: (key: string): string | null => momentText(text(key), formats),
  };
}

function inside(value: EventValue, key: string | undefined): string | null {
  const found = key === undefined ? value : value !== null && typeof value === "object" && !Array.isArray(value) ? (value as EventData)[key] : null;
  return typeof found === "string" || typeof found === "number" ? String(found) : null;
}

function momentText(value: string | null, { date, dateTime }: Formats): string | null {
  if (value === null) return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return date(value);
  return /^\d{4}-\d{2}-\d{2}T/.test(value) ? dateTime(value) : null;
}

const ENTRY_CODE = /^[\p{Lu}\d]+(-[\p{Lu}\d]+)+$/u;

/** Entries, judges, and where: round, tier, field, special award. */
function aboutWhom(type: string, read: Read, { messages, formats }: EventWords): string[] {
  const { ledgerAbout: about } = messages;
  const printed = (code: string | null) => (code !== null && ENTRY_CODE.test(code) ? code : "");
  const other = printed(read.text("other"));
  const judge = read.text("judge");
  const entries = [...read.codes("entries"), ...read.codes("entries", "entry"), ...read.codes("certificates", "entry")].filter((code) => ENTRY_CODE.test(code));
  const listed = entries.length > MOST_NAMED ? about.more(entries.slice(0, MOST_NAMED).join(", "), formats.integer(entries.length - MOST_NAMED)) : entries.join(", ");
  const present = type === "RESCORE_CLOSED" ? read.codes("present") : [];
  return [
    printed(read.text("entry")),
    other && about.with(other),
    listed,
    judge === null || isId(judge) ? "" : about.judge(judge),
    read.name("round", "round"),
    read.name("tier", "tier"),
    read.name("field", "field"),
    read.name("award", "award"),
    present.length > 0 ? about.judges(present.join(", ")) : "",
  ];
}

const isId = (text: string) => /^[0-9a-f]{64}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** States, kinds and outcomes by the words the other pages use for them. */
function aboutWhat(type: string, read: Read, { messages }: EventWords): string[] {
  const { ledgerAbout: about } = messages;
  const label = (labels: Labels, key: string) => [read.label(labels, key)];
  switch (type) {
    case "ENTRY_SCREENED": {
      const [from, to] = [read.label(messages.screening.state, "from"), read.label(messages.screening.state, "to")];
      return [from && to ? about.change(from, to) : to];
    }
    case "CONFLICT_RECORDED": return label(messages.judging.conflicts.kind, "kind");
    case "CONSENT_ON_PAPER": return read.codes("purposes").map((purpose) => (messages.consent.purpose as Labels)[purpose] ?? "");
    case "DUPLICATE_JUDGED": return label(messages.duplicates.judgement, "judgement");
    case "RESCORE_CLOSED": return label(messages.jury.rescore.outcomes, "outcome");
    case "APPEAL_ANSWERED": return label(messages.appeals.outcome, "outcome");
    case "COMMITTEE_CHANGED": return label(messages.committee.names, "committee");
    case "PAPER_ISSUED": return label(officialPapers.kinds, "kind");
    case "DATA_REQUESTED": return label(messages.myData.request.kinds, "kind");
    case "COMMENDATION_CHANGED": return label(messages.commendations.kind, "kind");
    case "COMMENDATION_DROPPED": {
      const state = read.label(messages.commendations.state, "from");
      return [state && about.wasState(state)];
    }
    case "RESULT_UNSCHEDULED": return label(about.why, "why");
    case "VOTE_RECORDED": {
      const { carried, lost, subjects } = messages.rankingMeeting.votes;
      return [read.label(subjects, "subject"), read.flag("carried") === null ? "" : read.flag("carried") ? carried : lost];
    }
    default: return read.flag("later") === true ? [about.later] : [];
  }
}

/** Counts, numbers of decisions and moments. */
function aboutNumbers(type: string, read: Read, words: EventWords): string[] {
  const { ledgerAbout: about } = words.messages;
  const { count, moment, text } = read;
  const say = (phrase: (value: string) => string, value: string | null) => (value === null ? "" : phrase(value));
  const both = (phrase: (one: string, other: string) => string, one: string | null, other: string | null) => (one === null || other === null ? "" : phrase(one, other));
  const day = moment("date");
  const number = text("number");
  return [
    say(about.version, count("version")), say(about.missing, count("missing")), say(about.redacted, count("redacted")),
    both(about.sheets, count("sheets"), count("locked")), both(about.leaving, count("open"), count("locked")),
    both(about.span, moment("from"), moment("to")), both(about.span, moment("opensAt"), moment("closesAt")),
    number !== null && day !== null ? about.decision(number, day) : say(about.dated, day),
    say(type === "APPEAL_FILED" ? about.appeal : about.timetable, type === "APPEAL_FILED" || type === "TIMETABLE_PUBLISHED" ? count("number") : null),
    say(about.quota, count("quota")),
    type === "VOTE_RECORDED" ? about.votes(count("present") ?? "0", count("inFavour") ?? "0", count("against") ?? "0") : "",
    type === "RANKING_MEETING_CLOSED" ? seats(read, words) : "",
    ...commended(read, words),
    say(about.at, moment("at") ?? moment("heldAt")), say(about.due, moment("due")), say(about.until, moment("until")),
    say(about.position, count("position")), say(about.months, count("months")), say(about.members, count("members")),
    type === "PRIVATE_DATA_CLEARED" ? about.cleared(count("entries") ?? "0", count("drafts") ?? "0", count("files") ?? "0") : "",
    type === "JUDGE_FEE_SET" ? fee(read, words) : "",
    type === "ASSIGNMENT_DRAW_BEGUN" ? drawBegun(read, words) : "",
    say(words.messages.drawing.ledger.applied, type === "ASSIGNMENTS_DRAWN" ? count("draws") : null),
  ];
}

const seats = ({ list, count }: Read, { messages, formats }: EventWords) =>
  messages.ledgerAbout.seats(formats.integer(list("present").length), formats.integer(list("absent").length), count("guestCount") ?? "0");

const drawBegun = ({ text, digits }: Read, { messages }: EventWords) =>
  messages.drawing.ledger.begun({ cap: messages.drawing.percent(parseChance(text("maxChance") ?? "") ?? 0), seed: digits("seed") });

const fee = ({ count }: Read, { messages }: EventWords) => messages.ledgerAbout.fee(`${count("fee") ?? "0"} đ`);

/** How many commendations an event is about, by kind where it tells them, and their numbers in the book. */
function commended({ list, codes }: Read, { messages, formats }: EventWords): string[] {
  const all = list("commendations");
  if (all.length === 0) return [];
  const { ledgerAbout: about, commendations } = messages;
  const kinds = all.flatMap((one) => inside(one, "kind") ?? []);
  const numbers = codes("commendations", "book");
  const counted = [...new Set(kinds)].map((kind) => about.kindCount((commendations.kind as Labels)[kind] ?? "", formats.integer(kinds.filter((one) => one === kind).length)));
  return [counted.length > 0 ? counted.join(", ") : about.commendations(formats.integer(all.length)), numbers.length > 0 ? about.book(numbers.join(", ")) : ""];
}
