import { lockPairs, revokeAssignments } from "~/data/assignments.server";
import type { Tx } from "~/data/client.server";
import { FOUND_CONFLICTS, PERSON_ACCOUNTS } from "~/data/conflicts-found-sql.server";
import { appendToLedger, type LedgerEntry } from "~/data/ledger.server";
import { accountsOfPersons } from "~/data/person-contacts.server";

interface Refresh {
  editionId: string;
  /** only this entry: it was submitted, or its people or units changed */
  entryId?: string | undefined;
  /** only these persons: a judge was added, or a unit or a contact of theirs changed; all accounts of each are looked at */
  userIds?: readonly string[] | undefined;
  now: Date;
}

export interface RefreshedConflicts {
  recorded: number;
  lifted: number;
  /** assignments taken back because their judge must not see the entry */
  revoked: number;
}

/** One difference between the conflicts that stand and those the rules find now. */
interface Difference {
  /** null: to be recorded; else the conflict whose ground is gone */
  conflictId: string | null;
  entryId: string;
  userId: string;
  kind: string;
  entry: string;
  judge: string;
}

/**
 * Finds the conflicts of interest that follow from what is stored, and brings the record in line: new ones are recorded
 * (running assignments against them are revoked first), those whose ground is gone are lifted. Declared ones stay.
 *
 * Grounds (docs/decisions/023-conflicts.md): the person is an author (account, telephone or e-mail), the supervisor (telephone, or
 * name and unit), a guardian, or belongs to the very unit of an author, the supervisor or the entry, now or before; bears the family
 * name of one of them and shares an address or a telephone number; or wrote an entry with one of the authors. All accounts of a
 * person count as one. Units count as merged; the unit that hosts the edition is no ground, because in a school's own contest
 * everybody belongs to it.
 * Persons: judges, chairs, secretaries and organisers of the edition, and administrators. A fixed number of statements whatever the size.
 * Runs of one edition wait for each other until they commit, so that an entry and a judge who arrive together find each other.
 */
export async function refreshConflicts(tx: Tx, { editionId, entryId, userIds, now }: Refresh): Promise<RefreshedConflicts> {
  // Compiling so many small steps takes the database longer than running them; and the plan it keeps for everything is a bad one for a few persons.
  const plans = userIds ? "force_custom_plan" : "auto";
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('conflicts of ' || ${editionId}, 0)), set_config('jit', 'off', true), set_config('plan_cache_mode', ${plans}, true)`;
  const differences = await conflictDifferences(tx, { editionId, entryId, userIds: userIds && (await accountsOfPersons(tx, userIds)) });
  const found = differences.filter((one) => one.conflictId === null);
  const gone = differences.filter((one) => one.conflictId !== null);
  if (differences.length === 0) return { recorded: 0, lifted: 0, revoked: 0 };
  const revoked = await revokeConflicting(tx, editionId, found, now);
  const events = [...(await liftAll(tx, gone, now)), ...(await recordAll(tx, editionId, found, now))];
  await appendToLedger(tx, events.map((event) => ({ ...event, actor: "system", at: now, editionId })));
  return { recorded: found.length, lifted: gone.length, revoked };
}

/** What the rules find beside what stands; two statements. */
async function conflictDifferences(tx: Tx, { editionId, entryId, userIds }: Omit<Refresh, "now">): Promise<Difference[]> {
  const persons = userIds ? [...userIds] : null;
  const accounts = await tx.$queryRawUnsafe<{ userId: string; account: string }[]>(PERSON_ACCOUNTS, editionId, persons);
  const [of, account] = [accounts.map((one) => one.userId), accounts.map((one) => one.account)];
  return tx.$queryRawUnsafe<Difference[]>(FOUND_CONFLICTS, editionId, entryId ?? null, persons, of, account);
}

type Event = Pick<LedgerEntry<"CONFLICT_RECORDED" | "CONFLICT_LIFTED">, "type" | "data">;

async function revokeConflicting(tx: Tx, editionId: string, found: readonly Difference[], now: Date): Promise<number> {
  if (found.length === 0) return 0;
  await lockPairs(tx, found);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT a."id"::text AS "id" FROM "Assignment" a JOIN "Judge" j ON j."id" = a."judgeId"
      JOIN unnest(${found.map((one) => one.entryId)}::uuid[], ${found.map((one) => one.userId)}::text[]) AS p("entryId", "userId")
        ON p."entryId" = a."entryId" AND p."userId" = j."userId"
     WHERE a."editionId" = ${editionId}::uuid AND a."state" = 'ACTIVE' GROUP BY a."id"`;
  const revoked = await revokeAssignments(tx, { editionId, ids: rows.map((row) => row.id), actorId: "system", now });
  return revoked.length;
}

async function recordAll(tx: Tx, editionId: string, found: readonly Difference[], now: Date): Promise<Event[]> {
  if (found.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string; entryId: string; userId: string; kind: string }[]>`
    INSERT INTO "Conflict" ("id", "editionId", "entryId", "userId", "kind", "createdAt")
    SELECT gen_random_uuid(), ${editionId}::uuid, p."entryId", p."userId", p."kind"::"ConflictKind", ${now}
      FROM unnest(${found.map((one) => one.entryId)}::uuid[], ${found.map((one) => one.userId)}::text[],
                  ${found.map((one) => one.kind)}::text[]) AS p("entryId", "userId", "kind")
    ON CONFLICT DO NOTHING
    RETURNING "id"::text AS "id", "entryId"::text AS "entryId", "userId", "kind"::text AS "kind"`;
  const ids = new Map(rows.map((row) => [keyOf(row), row.id]));
  return found.flatMap((one): Event[] => {
    const conflict = ids.get(keyOf(one));
    if (conflict === undefined) return [];
    return [{ type: "CONFLICT_RECORDED", data: { conflict, entry: one.entry, judge: one.judge, kind: one.kind, note: null } }];
  });
}

async function liftAll(tx: Tx, gone: readonly Difference[], now: Date): Promise<Event[]> {
  if (gone.length === 0) return [];
  const ids = gone.map((one) => one.conflictId);
  await tx.$executeRaw`UPDATE "Conflict" SET "liftedAt" = ${now} WHERE "id" = ANY(${ids}::uuid[]) AND "liftedAt" IS NULL`;
  return gone.map((one): Event => ({
    type: "CONFLICT_LIFTED",
    data: { conflict: one.conflictId ?? "", entry: one.entry, judge: one.judge, note: null },
  }));
}

const keyOf = (pair: { entryId: string; userId: string; kind: string }) => `${pair.entryId} ${pair.kind} ${pair.userId}`;
