import { hasConflict } from "~/data/conflicts.server";
import { logAccess } from "~/data/access-log.server";
import type { EditionRow } from "~/data/editions.server";
import { type AccountToErase, accountToErase } from "~/data/erasure-accounts.server";
import type { NamePlaces } from "~/data/erasure-namesakes.server";
import { authorToErase, erasureOf } from "~/data/erasure.server";
import { appendToLedger } from "~/data/ledger.server";
import { dataRequests, dataRequestsOf, type DataRequestRow, findPeople, heldAuthor, noteAnswered } from "~/data/personal-data.server";
import { can, SYSTEM_SUBJECT, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt, type Phase } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import { entryBar } from "~/domain/people/erasure";
import { shownSignInName } from "~/domain/people/sign-in-name";
import type { Services } from "~/features/services";
import { accountBar, editionsOf, isBehind, ownRowsOf } from "./erase-account.server";
import { placesLeft, scopeInEdition } from "./namesakes.server";

export const PAGE_SIZE = 50;
const MOST_REQUESTS = 50;

type WithDatabase = Pick<Services, "db">;

const shownRequest = ({ email, phone, dueOn, ...request }: DataRequestRow, now: Date) => ({ ...request, dueOn, contact: shownSignInName({ email, phone }), isLate: request.answeredAt === null && new Date(`${dueOn}T17:00:00Z`) < now });

interface PageRequest {
  actor: Actor;
  edition: EditionRow;
  typed: string;
  page: number;
  now: Date;
}

/** What was asked about personal data in an edition, and the people found. Nobody is listed before something is typed. At most two statements. */
export async function personalDataPage({ db }: WithDatabase, { actor, edition, typed, page, now }: PageRequest) {
  const viewer = { editionId: edition.id, viewerId: actor.userId };
  const requests = await dataRequests(db, { ...viewer, limit: MOST_REQUESTS });
  const found = typed === "" ? null : await findPeople(db, { ...viewer, typed, offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE });
  return { requests: requests.map((request) => shownRequest(request, now)), found };
}

/** One author of an entry: what is kept, and what stands in the way of erasing. Looking is noted. Null where there is none in sight. */
export async function heldAuthorPage({ db }: WithDatabase, request: { actor: Actor; edition: EditionRow; phase: Phase; entryId: string; authorKey: string; now: Date }) {
  const { actor, edition, phase, entryId, authorKey, now } = request;
  if (!isUuid(entryId) || !isUuid(authorKey)) return null;
  const inConflict = await hasConflict(db.prisma, entryId, actor.userId);
  if (!can(actor, "person.erase", { editionId: edition.id, phase, inConflict }).allowed) return null;
  const held = await heldAuthor(db, { editionId: edition.id, entryId, authorKey });
  if (!held || held.state === "DRAFT") return null;
  await logAccess(db.prisma, { userId: actor.userId, entryIds: [entryId], what: "authors", at: now });
  const author = held.erasedAt ? null : await authorToErase(db.prisma, entryId, authorKey);
  const scope = author && (await scopeInEdition(db.prisma, { editionId: edition.id, texts: author.texts, own: { entryIds: [entryId], authors: [{ entryId, authorKey }], userIds: author.userIds } }));
  const namesakes = scope && (await placesLeft(db.prisma, edition.id, scope));
  return { ...held, namesakes, bar: held.erasedAt ? null : entryBar({ state: held.state, phase }), mayEraseAccount: held.userId !== null && can(actor, "user.manage", SYSTEM_SUBJECT).allowed };
}

/** Where the name of an account stays because others in the same editions have it too; null where it need not. */
async function namesakesOf({ db }: WithDatabase, account: AccountToErase): Promise<NamePlaces | null> {
  const all: NamePlaces[] = [];
  for (const editionId of editionsOf(account)) {
    const scope = await scopeInEdition(db.prisma, { editionId, texts: account.texts, own: ownRowsOf(account) });
    const places = await placesLeft(db.prisma, editionId, scope);
    if (places) all.push(places);
  }
  const sum = (key: "letters" | "texts" | "honours") => all.reduce((total, places) => total + places[key], 0);
  return all.length === 0 ? null : { papers: all.flatMap(({ papers }) => papers), letters: sum("letters"), texts: sum("texts"), honours: sum("honours") };
}

/** An account, everything it stands behind, what was asked, and what stands in the way of erasing it. For administrators. */
export async function heldAccountPage({ db }: WithDatabase, { actor, userId, now }: { actor: Actor; userId: string; now: Date }) {
  if (!can(actor, "user.manage", SYSTEM_SUBJECT).allowed) return null;
  const account = await accountToErase(db.prisma, userId);
  const user = account && (await db.prisma.user.findUnique({ where: { id: userId }, select: { name: true, email: true, phone: true } }));
  if (!account || !user) return null;
  const [erasure, requests] = await Promise.all([erasureOf(db.prisma, { userId, entryId: null }), dataRequestsOf(db, userId)]);
  return {
    userId,
    name: user.name,
    signInName: erasure ? "" : shownSignInName(user),
    erasedAt: erasure?.doneAt ?? null,
    namesakes: erasure ? null : await namesakesOf({ db }, account),
    sharedNumber: erasure ? [] : account.sharedNumber,
    roles: account.roles.map(({ role, edition }) => ({ role, edition: edition?.title ?? null })),
    entries: account.entries.map(({ id, code, title, state, edition, isOwner, authorKeys, wardKeys, supervisedIds }) => ({
      id, code, title, state, edition: edition.title, isOwner, isAuthor: authorKeys.length > 0, isGuardian: wardKeys.length > 0,
      isSupervisor: supervisedIds.length > 0, isRunning: isBehind({ isOwner, authorKeys, wardKeys }) && entryBar({ state, phase: phaseAt(edition, now) }) !== null,
    })),
    requests: requests.map((request) => shownRequest(request, now)),
    bar: erasure ? null : accountBar(account, { actorId: actor.userId, now }),
  };
}

/** Notes that a request was answered, by whoever may erase there. */
export function answerRequest({ db }: WithDatabase, { actor, edition, userId, id, now }: { actor: Actor; edition: EditionRow | null; userId?: string; id: string; now: Date }): Promise<Result<null, Denial | "not_found">> {
  return db.transact(async (tx): Promise<Result<null, Denial | "not_found">> => {
    const access = edition ? can(actor, "person.erase", { editionId: edition.id, phase: phaseAt(edition, now) }) : can(actor, "user.manage", SYSTEM_SUBJECT);
    if (!access.allowed) return refused(access.reason);
    if (!isUuid(id)) return refused("not_found");
    const request = await noteAnswered(tx, { id, ...(edition ? { editionId: edition.id } : {}), ...(userId === undefined ? {} : { userId }) }, { actorId: actor.userId, now });
    if (!request) return refused("not_found");
    await appendToLedger(tx, [{ type: "DATA_REQUEST_ANSWERED", data: { request: id }, actor: actor.userId, at: now, editionId: request.editionId }]);
    return ok(null);
  });
}
