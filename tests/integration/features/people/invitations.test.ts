import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { acceptInvitation, viewInvitation } from "~/features/people/accept-invitation.server";
import { createUserLink, readNewUser } from "~/features/people/create-user.server";
import { firstAdministratorLink } from "~/features/people/first-administrator.server";
import { inviteMember, resendInvitation, revokeInvitation, type InviteInput } from "~/features/people/invite-member.server";
import { membersPage } from "~/features/people/members.server";
import { makeEdition } from "../../../factories/editions";
import { makeUnit, makeUser } from "../../../factories/people";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";
import { nameOf } from "../../../support/sign-in";

const DAY = 24 * 60 * 60_000;

let test: TestServices;
let edition: { id: string; slug: string; title: string };
let secretary: Actor;

beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());
beforeEach(async () => {
  test.clock.set(TEST_DAY);
  edition = (await makeEdition(test.services)).edition;
  secretary = await makeUser(test.services, { role: "SECRETARY", editionId: edition.id });
});

const now = () => test.clock.now();
const rolesHeld = (userId: string) => test.services.db.prisma.membership.findMany({ where: { userId, endedAt: null }, select: { role: true, editionId: true, unitId: true } });
const tokenOf = (link: string) => link.slice(link.lastIndexOf("/") + 1);

function invite(input: Partial<InviteInput> & { signInName: InviteInput["signInName"] }, actor = secretary, editionId = edition.id) {
  return inviteMember(test.services, { actor, editionId, input: { role: "JUDGE", name: "Lê Văn Khảo", ...input }, now: now() });
}

async function invited(input: Partial<InviteInput> & { signInName: InviteInput["signInName"] }) {
  const made = await invite(input);
  if (!made.ok) throw new Error(made.reason);
  return { ...made.value, token: tokenOf(made.value.link) };
}

const accept = (actor: Actor, token: string, confirmedOther = false) => acceptInvitation(test.services, { actor, token, confirmedOther, now: now() });

describe("inviting a member", () => {
  it("puts a link into the outbox and keeps only the hash of its token", async () => {
    const { link, token, id } = await invited({ signInName: nameOf("moi-1@example.test") });
    expect(link).toBe(`http://localhost:3000/loi-moi/${token}`);
    const [message] = await test.services.db.prisma.outboxMessage.findMany({ where: { editionId: edition.id } });
    expect(message).toMatchObject({ template: "invitation", channel: "MAIL", recipient: "moi-1@example.test", recipientName: "Lê Văn Khảo", link, state: "PENDING" });
    expect(message?.body).toContain("06/12/2026");
    const stored = await test.services.db.prisma.invitation.findUnique({ where: { id } });
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it("waits for hand-over where only a number is known", async () => {
    await invited({ signInName: nameOf("0912 100 001") });
    const [message] = await test.services.db.prisma.outboxMessage.findMany({ where: { editionId: edition.id } });
    expect(message).toMatchObject({ channel: "HAND_OVER", recipient: "+84912100001" });
  });

  it("writes in the language of an account that exists", async () => {
    await makeUser(test.services, { email: "en-judge@example.test", locale: "en" });
    const { link } = await invited({ signInName: nameOf("en-judge@example.test") });
    expect(link).toMatch(/^http:\/\/localhost:3000\/en\/loi-moi\//);
  });

  it("is refused to whoever does not manage members of this very edition", async () => {
    const elsewhere = (await makeEdition(test.services)).edition;
    const stranger = await makeUser(test.services, { role: "SECRETARY", editionId: elsewhere.id });
    const judge = await makeUser(test.services, { role: "JUDGE", editionId: edition.id });
    for (const actor of [stranger, judge, await makeUser(test.services)]) {
      expect(await invite({ signInName: nameOf("x@example.test") }, actor)).toEqual({ ok: false, reason: "forbidden" });
    }
    expect(await invite({ signInName: nameOf("x@example.test") }, secretary, "00000000-0000-4000-8000-000000000000")).toEqual({ ok: false, reason: "not_found" });
  });

  it("needs a unit of the register for a school, and a panel of the edition for a judge", async () => {
    const signInName = nameOf("truong-1@example.test");
    expect(await invite({ role: "SCHOOL", signInName })).toEqual({ ok: false, reason: "unit_required" });
    const [old, present] = await Promise.all([makeUnit(test.services), makeUnit(test.services)]);
    await test.services.db.prisma.unit.update({ where: { id: old.id }, data: { mergedIntoId: present.id } });
    expect(await invite({ role: "SCHOOL", signInName, unitId: old.id })).toEqual({ ok: false, reason: "unit_unknown" });
    const other = await makeEdition(test.services);
    const panel = await test.services.db.prisma.panel.create({ data: { editionId: other.edition.id, roundId: other.rounds[0]?.id ?? "", name: "Tiểu ban 1" } });
    expect(await invite({ signInName, panelId: panel.id })).toEqual({ ok: false, reason: "panel_unknown" });
    expect((await invite({ role: "SCHOOL", signInName, unitId: present.id })).ok).toBe(true);
  });

  it("is refused for a role that is held or offered already, also when sent twice at once", async () => {
    await makeUser(test.services, { email: "da-co@example.test", role: "JUDGE", editionId: edition.id });
    expect(await invite({ signInName: nameOf("da-co@example.test") })).toEqual({ ok: false, reason: "already_member" });
    const both = await Promise.all([invite({ signInName: nameOf("hai@example.test") }), invite({ signInName: nameOf("hai@example.test") })]);
    expect(both.map((one) => (one.ok ? "made" : one.reason)).sort()).toEqual(["already_invited", "made"]);
    expect((await invite({ signInName: nameOf("hai@example.test"), role: "CHAIR" })).ok).toBe(true);
  });
});

describe("accepting an invitation", () => {
  it("gives the role with its event, a judge's code and the place in the panel", async () => {
    const { rounds, ...made } = await makeEdition(test.services);
    edition = made.edition;
    secretary = await makeUser(test.services, { role: "SECRETARY", editionId: edition.id });
    const panel = await test.services.db.prisma.panel.create({ data: { editionId: edition.id, roundId: rounds[0]?.id ?? "", name: "Tiểu ban 1" } });
    const unit = await makeUnit(test.services);
    const { token } = await invited({ signInName: nameOf("gk@example.test"), unitId: unit.id, panelId: panel.id });
    const judge = await makeUser(test.services, { email: "gk@example.test" });
    expect(await accept(judge, token)).toEqual({ ok: true, value: { role: "JUDGE", editionSlug: edition.slug } });
    expect(await rolesHeld(judge.userId)).toEqual([{ role: "JUDGE", editionId: edition.id, unitId: null }]);
    const row = await test.services.db.prisma.judge.findFirst({ where: { userId: judge.userId }, include: { panels: true } });
    expect(row).toMatchObject({ code: "GK01", unitId: unit.id, editionId: edition.id, panels: [{ panelId: panel.id, isChair: false }] });
    const events = await test.services.db.prisma.ledgerEvent.findMany({ where: { chain: "system", actor: judge.userId } });
    expect(events).toMatchObject([{ type: "ROLE_GRANTED", data: { user: judge.userId, role: "JUDGE", edition: edition.id } }]);
  });

  it("gives judges who accept at once codes of their own", async () => {
    const people = await Promise.all([1, 2, 3, 4, 5].map((n) => makeUser(test.services, { email: `cung-luc-${n}-${edition.slug}@example.test` })));
    const tokens: string[] = [];
    for (const person of people) tokens.push((await invited({ signInName: nameOf(person.email) })).token);
    await Promise.all(people.map((person, index) => accept(person, tokens[index] ?? "")));
    const judges = await test.services.db.prisma.judge.findMany({ where: { editionId: edition.id }, orderBy: { code: "asc" } });
    expect(judges.map(({ code }) => code)).toEqual(["GK01", "GK02", "GK03", "GK04", "GK05"]);
  });

  it("works for one person only, whoever tries at the same time", async () => {
    const { token } = await invited({ signInName: nameOf(`mot-${edition.slug}@example.test`) });
    const people = await Promise.all([1, 2, 3].map(() => makeUser(test.services)));
    const answers = await Promise.all(people.map((person) => accept(person, token, true)));
    expect(answers.map((one) => (one.ok ? "taken" : one.reason)).sort()).toEqual(["gone", "gone", "taken"]);
    expect(await test.services.db.prisma.membership.count({ where: { editionId: edition.id, role: "JUDGE" } })).toBe(1);
  });

  it("is refused the second time, and tells whether it was you", async () => {
    const person = await makeUser(test.services, { email: `lai-${edition.slug}@example.test` });
    const { token } = await invited({ signInName: nameOf(person.email) });
    await accept(person, token);
    expect(await accept(person, token)).toEqual({ ok: false, reason: "gone", why: "used_by_you" });
    expect(await accept(await makeUser(test.services), token, true)).toEqual({ ok: false, reason: "gone", why: "used" });
    expect(await viewInvitation(test.services, { token, actor: null, now: now() })).toEqual({ state: "gone", why: "used" });
  });

  it("is refused from the 14th day on, after it was taken back, and for a made-up token", async () => {
    const person = await makeUser(test.services, { email: `tre-${edition.slug}@example.test` });
    const late = await invited({ signInName: nameOf(person.email) });
    const back = await invited({ signInName: nameOf(person.email), role: "CHAIR" });
    await revokeInvitation(test.services, { actor: secretary, editionId: edition.id, invitationId: back.id, now: now() });
    expect(await accept(person, back.token)).toEqual({ ok: false, reason: "gone", why: "revoked" });
    test.clock.set(new Date(TEST_DAY.getTime() + 14 * DAY));
    expect(await accept(person, late.token)).toEqual({ ok: false, reason: "gone", why: "expired" });
    expect(await accept(person, "bịa")).toEqual({ ok: false, reason: "not_found" });
    expect(await rolesHeld(person.userId)).toEqual([]);
  });

  it("asks first when another account is signed in than the one meant", async () => {
    const meant = `dung-${edition.slug}@example.test`;
    const { token } = await invited({ signInName: nameOf(meant) });
    const other = await makeUser(test.services);
    expect(await viewInvitation(test.services, { token, actor: other, now: now() })).toMatchObject({ step: "other_account", signInName: meant });
    expect(await accept(other, token)).toEqual({ ok: false, reason: "other_account" });
    expect((await accept(other, token, true)).ok).toBe(true);
  });

  it("shows a visitor whether to make an account or to sign in", async () => {
    const { token } = await invited({ signInName: nameOf("0912 100 777"), name: "Cô Hạnh" });
    const view = () => viewInvitation(test.services, { token, actor: null, now: now() });
    expect(await view()).toMatchObject({ state: "open", step: "create", name: "Cô Hạnh", signInName: "0912 100 777", role: "JUDGE" });
    const owner = await makeUser(test.services, { phone: "+84912100777" });
    expect(await view()).toMatchObject({ step: "sign_in" });
    expect(await viewInvitation(test.services, { token, actor: owner, now: now() })).toMatchObject({ step: "accept" });
  });

  it("of a role that is held already adds nothing", async () => {
    const person = await makeUser(test.services, { email: `nua-${edition.slug}@example.test` });
    const { token } = await invited({ signInName: nameOf(person.email), role: "SECRETARY" });
    await test.services.db.prisma.membership.create({ data: { userId: person.userId, role: "SECRETARY", editionId: edition.id } });
    expect((await accept(person, token)).ok).toBe(true);
    expect(await rolesHeld(person.userId)).toHaveLength(1);
    expect(await test.services.db.prisma.ledgerEvent.count({ where: { actor: person.userId } })).toBe(0);
  });
});

describe("waiting invitations", () => {
  it("show the link and QR of their message, until they run out", async () => {
    const { id, link } = await invited({ signInName: nameOf(`cho-${edition.slug}@example.test`) });
    const page = () => membersPage(test.services, { editionId: edition.id, now: now() });
    const [waiting] = (await page()).waiting;
    expect(waiting).toMatchObject({ id, isExpired: false, handOver: { link } });
    expect(waiting?.handOver?.qr).toMatch(/^<svg /);
    test.clock.set(new Date(TEST_DAY.getTime() + 14 * DAY));
    expect((await page()).waiting).toMatchObject([{ id, isExpired: true, handOver: null }]);
  });

  it("get a new link when sent again; the old one is void, the new one good for 14 days", async () => {
    const person = await makeUser(test.services, { email: `gui-lai-${edition.slug}@example.test` });
    const first = await invited({ signInName: nameOf(person.email) });
    test.clock.set(new Date(TEST_DAY.getTime() + 20 * DAY));
    const again = await resendInvitation(test.services, { actor: secretary, editionId: edition.id, invitationId: first.id, now: now() });
    if (!again.ok) throw new Error(again.reason);
    expect(await accept(person, first.token)).toEqual({ ok: false, reason: "not_found" });
    const { waiting } = await membersPage(test.services, { editionId: edition.id, now: now() });
    expect(waiting).toMatchObject([{ handOver: { link: again.value.link } }]);
    expect((await accept(person, tokenOf(again.value.link))).ok).toBe(true);
    expect(await resendInvitation(test.services, { actor: secretary, editionId: edition.id, invitationId: first.id, now: now() })).toEqual({ ok: false, reason: "already_done" });
  });

  it("are changed by members of the same edition only", async () => {
    const { id } = await invited({ signInName: nameOf(`khac-${edition.slug}@example.test`) });
    const elsewhere = (await makeEdition(test.services)).edition;
    const stranger = await makeUser(test.services, { role: "SECRETARY", editionId: elsewhere.id });
    const act = { actor: stranger, invitationId: id, now: now() };
    expect(await revokeInvitation(test.services, { ...act, editionId: elsewhere.id })).toEqual({ ok: false, reason: "not_found" });
    expect(await resendInvitation(test.services, { ...act, editionId: edition.id })).toEqual({ ok: false, reason: "forbidden" });
  });
});

describe("links from the terminal", () => {
  it("for the first administrator work once and for anybody, and the newest only", async () => {
    const own = await testServices();
    try {
      const first = await firstAdministratorLink(own.services);
      const second = await firstAdministratorLink(own.services);
      if (!first || !second) throw new Error("no link");
      const person = await makeUser(own.services);
      const take = (link: string) => acceptInvitation(own.services, { actor: person, token: tokenOf(link), now: own.clock.now() });
      expect(await viewInvitation(own.services, { token: tokenOf(second), actor: null, now: own.clock.now() })).toMatchObject({ step: "create", signInName: "", edition: null });
      expect(await take(first)).toEqual({ ok: false, reason: "gone", why: "revoked" });
      expect(await take(second)).toEqual({ ok: true, value: { role: "ADMINISTRATOR", editionSlug: null } });
      expect(await firstAdministratorLink(own.services)).toBeNull();
    } finally {
      await own.close();
    }
  });

  it("give the role asked for, also to an account that exists", async () => {
    const person = await makeUser(test.services, { email: `cli-${edition.slug}@example.test` });
    const input = readNewUser({ signInName: person.email, role: "ORGANISER", edition: edition.slug });
    if (!input.ok) throw new Error(input.reason);
    const link = await createUserLink(test.services, { input: input.value, now: now() });
    if (!link.ok) throw new Error(link.reason);
    expect(await accept(person, tokenOf(link.value))).toEqual({ ok: true, value: { role: "ORGANISER", editionSlug: edition.slug } });
  });
});
