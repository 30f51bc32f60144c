import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import type { ContactKind } from "~/domain/people/contact";

export interface PersonContactRow {
  id: string;
  kind: ContactKind;
  value: string;
  createdAt: Date;
}

/** What the secretariat noted of how to reach a person, oldest first. */
export function contactsOf(reader: Reader, userId: string): Promise<PersonContactRow[]> {
  return reader.personContact.findMany({ where: { userId }, select: { id: true, kind: true, value: true, createdAt: true }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
}

/** Notes a contact, brought to its one form before. @returns false where it was noted already. */
export async function insertContact(tx: Tx, contact: { userId: string; kind: ContactKind; value: string; createdById: string; now: Date }): Promise<boolean> {
  const { now, ...row } = contact;
  const { count } = await tx.personContact.createMany({ data: [{ ...row, createdAt: now }], skipDuplicates: true });
  return count > 0;
}

/** Removes a contact of this person. @returns false where there is none such. */
export async function deleteContact(tx: Tx, userId: string, id: string): Promise<boolean> {
  const { count } = await tx.personContact.deleteMany({ where: { id, userId } });
  return count > 0;
}

/**
 * The accounts of the persons behind these accounts, with themselves: accounts are one person where a contact noted for one is a
 * contact or the sign-in name of the other, also by way of a third (the same rule as in `FOUND_CONFLICTS`).
 */
export async function accountsOfPersons(reader: Reader, userIds: readonly string[]): Promise<string[]> {
  const rows = await reader.$queryRaw<{ account: string }[]>`
    WITH RECURSIVE reach AS MATERIALIZED (
      SELECT "userId", "kind"::text AS "kind", "value" FROM "PersonContact" WHERE "kind" <> 'ADDRESS'
      UNION
      SELECT u."id", 'EMAIL', lower(u."email") FROM "User" u WHERE lower(u."email") IN (SELECT "value" FROM "PersonContact" WHERE "kind" = 'EMAIL')
      UNION
      SELECT u."id", 'PHONE', u."phone" FROM "User" u WHERE u."phone" IN (SELECT "value" FROM "PersonContact" WHERE "kind" = 'PHONE')
    ),
    account AS (
      SELECT unnest(${[...userIds]}::text[]) AS "account"
      UNION
      SELECT b."userId" FROM account JOIN reach a ON a."userId" = account."account" JOIN reach b ON b."kind" = a."kind" AND b."value" = a."value"
    )
    SELECT "account" FROM account ORDER BY "account"`;
  return rows.map(({ account }) => account);
}

export interface NamedAccount {
  userId: string;
  name: string;
  email: string;
  phone: string | null;
}

/** Most namesakes that are shown; more say nothing any more. */
const MOST_NAMESAKES = 10;

/** Accounts that may be the same person though nothing says so yet: they bear the same name, marks and case aside. */
export function namesakesOf(reader: Reader, userId: string, known: readonly string[]): Promise<NamedAccount[]> {
  return reader.$queryRaw<NamedAccount[]>`
    SELECT o."id" AS "userId", o."name", o."email", o."phone" FROM "User" u JOIN "User" o ON norm(btrim(o."name")) = norm(btrim(u."name"))
     WHERE u."id" = ${userId} AND NOT (o."id" = ANY(${[...known]}::text[])) ORDER BY o."createdAt", o."id" LIMIT ${MOST_NAMESAKES}`;
}

/** Accounts by id, with what they sign in with. */
export function accountsNamed(reader: Reader, userIds: readonly string[]): Promise<NamedAccount[]> {
  return reader.$queryRaw<NamedAccount[]>`
    SELECT "id" AS "userId", "name", "email", "phone" FROM "User" WHERE "id" = ANY(${[...userIds]}::text[]) ORDER BY "createdAt", "id"`;
}
