import type { Tx } from "~/data/client.server";
import { refreshConflicts } from "~/data/conflicts-found.server";
import { peopleOfEdition } from "~/data/conflicts-found-list.server";
import { lockEdition } from "~/data/editions.server";
import { accountsNamed, accountsOfPersons, contactsOf, deleteContact, insertContact, type NamedAccount, namesakesOf, type PersonContactRow } from "~/data/person-contacts.server";
import { editionsInWork } from "~/data/units-unmatched.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import { type ContactKind, readContact } from "~/domain/people/contact";
import { shownSignInName } from "~/domain/people/sign-in-name";
import type { Services } from "~/features/services";

type WithDatabase = Pick<Services, "db">;

interface ContactAct {
  actor: Actor;
  editionId: string;
  /** whose contact it is: somebody who works in the edition */
  userId: string;
  now: Date;
}

export type ContactRefusal = Denial | "not_found" | "own_contacts" | "contact_unreadable" | "already_exists";

/** Notes another way to reach a person, and finds what conflicts of interest follow from it in every edition in work. */
export async function addContact({ db }: WithDatabase, act: ContactAct & { input: { kind: ContactKind; value: string } }): Promise<Result<null, ContactRefusal>> {
  const { actor, userId, input, now } = act;
  return db.transact(async (tx): Promise<Result<null, ContactRefusal>> => {
    const refusal = await refusalOf(tx, act);
    if (refusal) return refused(refusal);
    const value = readContact(input.kind, input.value);
    if (value === null) return refused("contact_unreadable");
    const isNew = await insertContact(tx, { userId, kind: input.kind, value, createdById: actor.userId, now });
    if (!isNew) return refused("already_exists");
    await refreshOf(tx, [userId], now);
    return ok(null);
  });
}

/** Takes a contact back; conflicts that stood on it alone are lifted, for every account it had made one person. */
export async function removeContact({ db }: WithDatabase, act: ContactAct & { contactId: string }): Promise<Result<null, ContactRefusal>> {
  const { userId, contactId, now } = act;
  return db.transact(async (tx): Promise<Result<null, ContactRefusal>> => {
    const refusal = await refusalOf(tx, act);
    if (refusal) return refused(refusal);
    const before = await accountsOfPersons(tx, [userId]);
    if (!isUuid(contactId) || !(await deleteContact(tx, userId, contactId))) return refused("not_found");
    await refreshOf(tx, before, now);
    return ok(null);
  });
}

/** Nobody changes what their own conflicts of interest are found by. */
async function refusalOf(tx: Tx, { actor, editionId, userId, now }: ContactAct): Promise<ContactRefusal | null> {
  const edition = await lockEdition(tx, editionId);
  if (!edition) return "not_found";
  const access = can(actor, "contact.manage", { editionId, phase: phaseAt(edition, now) });
  if (!access.allowed) return access.reason;
  if (!(await peopleOfEdition(tx, editionId)).some((person) => person.userId === userId)) return "not_found";
  const own = await accountsOfPersons(tx, [actor.userId]);
  return own.includes(userId) ? "own_contacts" : null;
}

async function refreshOf(tx: Tx, userIds: readonly string[], now: Date): Promise<void> {
  for (const editionId of await editionsInWork(tx)) await refreshConflicts(tx, { editionId, userIds, now });
}

export interface PersonContactsView {
  person: { userId: string; name: string; judgeCode: string | null };
  contacts: PersonContactRow[];
  /** what the person's accounts sign in with; the first is the account itself */
  accounts: { userId: string; name: string; signInName: string }[];
  /** accounts of the same name that nothing connects with the person yet */
  namesakes: { userId: string; name: string; signInName: string }[];
  isOwn: boolean;
}

/** One person of the edition: the contacts noted, the accounts that are this person, and those that may be. Null where it is nobody of the edition. */
export async function personContactsView({ db }: WithDatabase, { actor, editionId, userId }: { actor: Actor; editionId: string; userId: string }): Promise<PersonContactsView | null> {
  const { prisma } = db;
  const person = (await peopleOfEdition(prisma, editionId)).find((one) => one.userId === userId);
  if (!person) return null;
  const accounts = await accountsOfPersons(prisma, [userId]);
  const [contacts, known, namesakes] = await Promise.all([contactsOf(prisma, userId), accountsNamed(prisma, accounts), namesakesOf(prisma, userId, accounts)]);
  const shown = ({ userId: id, name, ...account }: NamedAccount) => ({ userId: id, name, signInName: shownSignInName(account) });
  return {
    person,
    contacts,
    accounts: known.toSorted((one, other) => Number(other.userId === userId) - Number(one.userId === userId)).map(shown),
    namesakes: namesakes.map(shown),
    isOwn: accounts.includes(actor.userId),
  };
}
