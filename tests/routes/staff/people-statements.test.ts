import type { LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { signUp } from "~/features/people/accounts.server";
import { inviteMember } from "~/features/people/invite-member.server";
import { grantRole } from "~/features/people/roles.server";
import { actorOf } from "~/platform/session/actor.server";
import { loader as account } from "~/routes/account/account";
import { loader as myLayout } from "~/routes/signed-in/layout";
import { loader as staffLayout } from "~/routes/staff/layout";
import { loader as members } from "~/routes/staff/members";
import { loader as outbox } from "~/routes/staff/outbox";
import { loader as message } from "~/routes/staff/outbox-message";
import { loader as unit } from "~/routes/staff/unit";
import { loader as units } from "~/routes/staff/units";
import { loader as unmatched } from "~/routes/staff/units-unmatched";
import { loader as users } from "~/routes/staff/users";
import { loader as user } from "~/routes/staff/users-person";
import { makeEdition } from "../../factories/editions";
import { makeEntry } from "../../factories/entries";
import { makeUnit, makeUser } from "../../factories/people";
import { countStatements } from "../../support/statements";
import { testServices, type TestServices } from "../../support/services";
import { clientRequest, nameOf } from "../../support/sign-in";

/** Of one page, its layout and the session included (issue 2, "Speed and size"). */
const MOST_STATEMENTS = 10;

let test: TestServices;
let cookies: Headers;
let administrator: Actor;
let edition: { id: string; slug: string };
const ids: Record<string, string> = {};

beforeAll(async () => {
  test = await testServices();
  edition = (await makeEdition(test.services)).edition;
  const input = { name: "Quản trị", signInName: nameOf("quan.tri@example.test"), password: "bốn từ dễ nhớ", locale: "vi" as const };
  const made = await signUp(test.services, clientRequest(), input);
  if (!made.ok) throw new Error(made.reason);
  ({ cookies } = made.value);
  const grant = { userId: made.value.userId, role: "ADMINISTRATOR" as const, editionId: null, actorId: "test", now: test.clock.now() };
  await test.services.db.transact((tx) => grantRole(tx, grant));
  administrator = { userId: made.value.userId, name: "Quản trị", email: "quan.tri@example.test", phone: null, roles: [{ role: "ADMINISTRATOR", editionId: null, unitId: null }] };
  await addRows();
});
afterAll(() => test.close());

/** One more of everything the pages list. */
async function addRows(): Promise<void> {
  const { services } = test;
  const parent = await makeUnit(services);
  const school = await makeUnit(services, { parentId: parent.id, names: ["Tên cũ"] });
  await makeEntry(services, edition, { state: "SUBMITTED", unitName: `Tên lạ ${parent.id}` });
  await makeUser(services, { role: "JUDGE", editionId: edition.id });
  const invited = { role: "SCHOOL" as const, name: "Cô Hạnh", signInName: nameOf(`${parent.id}@example.test`), unitId: school.id };
  await inviteMember(services, { actor: administrator, editionId: edition.id, input: invited, now: test.clock.now() });
  const letter = await services.db.prisma.outboxMessage.findFirstOrThrow();
  Object.assign(ids, { unit: ids["unit"] ?? parent.id, message: letter.id, user: administrator.userId });
}

type Loader = (args: LoaderFunctionArgs) => Promise<unknown>;

let visits = 0;

/** Statements of a whole page as the server loads it: layout and page at once, the session looked up once, by cookies it never saw before. */
async function statementsOf(layout: Loader, page: Loader, params: Record<string, string>): Promise<number> {
  const { headers } = clientRequest("203.0.113.5", cookies);
  headers.set("cookie", `${headers.get("cookie")}; visit=${(visits += 1)}`);
  const request = new Request("http://localhost:3000/ban-to-chuc/x", { headers });
  let actor: Promise<Actor | null> | undefined;
  const { services } = test;
  const context = { services, now: test.clock.now(), nonce: "", reference: "", actor: () => (actor ??= actorOf(request, services.auth, services.db)) };
  const { count } = await countStatements(services.db.pool, () => Promise.all([layout({ request, params, context }), page({ request, params, context })]));
  return count;
}

describe("a page of people, units and letters", () => {
  it.each([
    ["members", staffLayout, members, () => ({ edition: edition.slug })],
    ["units", staffLayout, units, () => ({})],
    ["one unit", staffLayout, unit, () => ({ id: ids["unit"] ?? "" })],
    ["unmatched names", staffLayout, unmatched, () => ({})],
    ["users", staffLayout, users, () => ({})],
    ["one user", staffLayout, user, () => ({ id: ids["user"] ?? "" })],
    ["outbox", staffLayout, outbox, () => ({})],
    ["one message", staffLayout, message, () => ({ id: ids["message"] ?? "" })],
    ["own account", myLayout, account, () => ({})],
  ] as [string, Loader, Loader, () => Record<string, string>][])("%s: at most ten statements, as many for three rows as for one", async (_, layout, page, params) => {
    const few = await statementsOf(layout, page, params());
    expect(few).toBeLessThanOrEqual(MOST_STATEMENTS);
    await addRows();
    await addRows();
    expect(await statementsOf(layout, page, params())).toBe(few);
  });
});
