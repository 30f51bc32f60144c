import type { Tx } from "~/data/client.server";
import type { Prisma } from "~/data/generated/client";
import { appendToLedger, chainFunctions, type LedgerEntry } from "~/data/ledger.server";
import { SYSTEM_CHAIN, type EventType } from "~/domain/ledger/event-types";
import { Chance } from "./chance";

/** The rows a seed writes, by table. */
interface Tables {
  Unit: Prisma.UnitCreateManyInput;
  UnitName: Prisma.UnitNameCreateManyInput;
  User: Prisma.UserCreateManyInput;
  Account: Prisma.AccountCreateManyInput;
  Membership: Prisma.MembershipCreateManyInput;
  CommitteeMember: Prisma.CommitteeMemberCreateManyInput;
  Entry: Prisma.EntryCreateManyInput;
  EntryVersion: Prisma.EntryVersionCreateManyInput;
  EntryAuthor: Prisma.EntryAuthorCreateManyInput;
  CommitmentText: Prisma.CommitmentTextCreateManyInput;
  StoredFile: Prisma.StoredFileCreateManyInput;
  EntryFile: Prisma.EntryFileCreateManyInput;
  Consent: Prisma.ConsentCreateManyInput;
  ScreeningAct: Prisma.ScreeningActCreateManyInput;
  ErasableText: Prisma.ErasableTextCreateManyInput;
  Judge: Prisma.JudgeCreateManyInput;
  Panel: Prisma.PanelCreateManyInput;
  PanelField: Prisma.PanelFieldCreateManyInput;
  PanelMember: Prisma.PanelMemberCreateManyInput;
  RoundEntry: Prisma.RoundEntryCreateManyInput;
  Assignment: Prisma.AssignmentCreateManyInput;
  ScoreSheet: Prisma.ScoreSheetCreateManyInput;
  SheetScore: Prisma.SheetScoreCreateManyInput;
  SheetRevision: Prisma.SheetRevisionCreateManyInput;
  PrizeChoice: Prisma.PrizeChoiceCreateManyInput;
  OutboxMessage: Prisma.OutboxMessageCreateManyInput;
}

type Table = keyof Tables;

/** In this order every row finds what it refers to. */
const TABLES: readonly Table[] = [
  ...(["Unit", "UnitName", "User", "Account", "Membership", "CommitteeMember", "Entry", "EntryVersion", "EntryAuthor", "CommitmentText", "StoredFile", "EntryFile", "Consent", "ScreeningAct"] as const),
  ...(["ErasableText", "Judge", "Panel", "PanelField", "PanelMember", "RoundEntry", "Assignment", "ScoreSheet", "SheetScore"] as const),
  ...(["SheetRevision", "PrizeChoice", "OutboxMessage"] as const),
];

const ROWS_AT_ONCE = 2_000;
const EVENTS_AT_ONCE = 2_000;

type AnyEvent = LedgerEntry<EventType>;

/**
 * Collects rows and the ledger events that go with them, and writes them in bulk: a statement for every 2,000 rows of a table,
 * events in the order of their time. What is written is what the commands would have written one by one.
 */
export class SeedBook {
  private rows = new Map<Table, object[]>();
  private events: AnyEvent[] = [];
  private readonly systemEvents: AnyEvent[] = [];

  constructor(readonly chance: Chance) {}

  /** The same book with chances of its own, so that what is written by it leaves all that comes after as it is. */
  aside(seed: string): SeedBook {
    return Object.assign(Object.create(this) as SeedBook, { chance: new Chance(seed) });
  }

  add<T extends Table>(table: T, ...rows: Tables[T][]): void {
    const list = this.rows.get(table);
    if (list) list.push(...rows);
    else this.rows.set(table, rows);
  }

  record<T extends EventType>(event: LedgerEntry<T>): void {
    (event.editionId === null ? this.systemEvents : this.events).push(event);
  }

  /** Keeps a free text as the ledger wants it: an erasable row, whose salted hash goes into the event. */
  keepText(editionId: string | null, text: string, at: Date): { id: string; hash: string; salt: string } {
    const id = this.chance.uuid();
    const salt = this.chance.hex(16);
    const hash = chainFunctions.sha256Hex(salt + text);
    this.add("ErasableText", { id, chain: editionId ?? SYSTEM_CHAIN, salt, text, hash, createdAt: at });
    return { id, hash, salt };
  }

  /** Writes what was collected since the last time, but for the system's events: editions have some each, and time goes on. */
  async write(tx: Tx): Promise<void> {
    for (const table of TABLES) await insertRows(tx, table, this.rows.get(table) ?? []);
    this.rows = new Map();
    const events = this.events;
    this.events = [];
    const chains = new Set(events.map((event) => event.editionId));
    for (const chain of chains) await append(tx, events.filter((event) => event.editionId === chain));
  }

  /** Writes the events of the system's chain, last of all. */
  async writeSystemEvents(tx: Tx): Promise<void> {
    await append(tx, this.systemEvents.splice(0));
  }
}

async function append(tx: Tx, events: AnyEvent[]): Promise<void> {
  const inOrder = events.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  for (let from = 0; from < inOrder.length; from += EVENTS_AT_ONCE) await appendToLedger(tx, inOrder.slice(from, from + EVENTS_AT_ONCE));
}

/** Rows of one table with the same columns; columns that no row names get their defaults. */
async function insertRows(tx: Tx, table: Table, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first)
    .map((column) => `"${column}"`)
    .join(", ");
  const sql = `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::"${table}", $1::json)`;
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await tx.$executeRawUnsafe(sql, JSON.stringify(rows.slice(from, from + ROWS_AT_ONCE)));
  }
}
