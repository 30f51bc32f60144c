import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { inviteMember } from "~/features/people/invite-member.server";
import { firstAdministratorLink } from "~/features/people/first-administrator.server";
import { action, loader } from "~/routes/account/invitation";
import { makeEdition } from "../../factories/editions";
import { makeUser } from "../../factories/people";
import { answerOf } from "../../support/answers";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";
import { nameOf } from "../../support/sign-in";

let test: TestServices;
let edition: Awaited<ReturnType<typeof makeEdition>>["edition"];
let secretary: Actor;
let people = 0;

beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());
beforeEach(async () => {
  edition = (await makeEdition(test.services)).edition;
  secretary = await makeUser(test.services, { role: "SECRETARY", editionId: edition.id });
  people += 1;
});

async function invited(signInName = `khach-${people}@example.test`, role: "JUDGE" | "ORGANISER" = "JUDGE") {
  const input = { role, name: "Cao Thị Mời", signInName: nameOf(signInName) };
  const made = await inviteMember(test.services, { actor: secretary, editionId: edition.id, input, now: test.clock.now() });
  if (!made.ok) throw new Error(made.reason);
  return made.value.link.split("/").at(-1) ?? "";
}

const args = (request: Request, token: string, actor: Actor | null): LoaderFunctionArgs & ActionFunctionArgs => ({ request, params: { token }, context: contextFor(test.services, actor) });

async function view(token: string, actor: Actor | null = null) {
  const outcome = await outcomeOf(loader(args(getPage(`/loi-moi/${token}`), token, actor)));
  return outcome.response ? { status: outcome.response.status, body: null } : answerOf(outcome.value);
}

async function post(token: string, fields: Record<string, string>, actor: Actor | null = null) {
  const outcome = await outcomeOf(action(args(postForm(`/loi-moi/${token}`, fields), token, actor)));
  if (outcome.response) return { status: outcome.response.status, location: outcome.response.headers.get("location"), cookies: outcome.response.headers.getSetCookie(), body: null };
  return { location: null, cookies: [], ...answerOf(outcome.value) };
}

describe("an invitation's page", () => {
  it("makes the account, signs it in and gives the role in one go", async () => {
    const token = await invited("0912 600 001");
    expect(await view(token)).toMatchObject({ status: 200, body: { view: { step: "create", role: "JUDGE" }, reader: null } });
    const answer = await post(token, { intent: "create", name: "Cao Thị Mời", password: "bốn từ dễ nhớ" });
    expect(answer).toMatchObject({ status: 302, location: "/cham-thi" });
    expect(answer.cookies.join()).toContain("sangtao.session_token=");
    const user = await test.services.db.prisma.user.findUnique({ where: { phone: "+84912600001" }, include: { memberships: true } });
    expect(user).toMatchObject({ name: "Cao Thị Mời", memberships: [{ role: "JUDGE", editionId: edition.id }] });
    expect((await view(token)).status).toBe(410);
  });

  it("keeps the name that was typed and never the password when something is wrong", async () => {
    const token = await invited();
    const answer = await post(token, { intent: "create", name: "Tên tôi gõ", password: "ngắn" });
    expect(answer.status).toBe(400);
    expect(answer.body?.result).toMatchObject({ initialValue: { name: "Tên tôi gõ" } });
    expect(answer.body?.result?.error).toEqual({ password: ["Quá ngắn: cần ít nhất 8 ký tự"] });
    expect(JSON.stringify(answer.body)).not.toContain("ngắn\"");
  });

  it("tells whoever has an account to sign in, and makes no second one", async () => {
    const token = await invited(`co-roi-${people}@example.test`);
    await makeUser(test.services, { email: `co-roi-${people}@example.test` });
    expect(await view(token)).toMatchObject({ body: { view: { step: "sign_in" } } });
    expect((await post(token, { intent: "create", name: "Kẻ khác", password: "bốn từ dễ nhớ" })).status).toBe(400);
    expect((await view(token)).status).toBe(200);
  });

  it("gives an organiser the desk of the edition", async () => {
    const email = `btc-${people}@example.test`;
    const token = await invited(email, "ORGANISER");
    const person = await makeUser(test.services, { email });
    expect(await post(token, { intent: "accept" }, person)).toMatchObject({ status: 302, location: `/ban-to-chuc/${edition.slug}` });
  });

  it("doesn't pass to another account in silence", async () => {
    const token = await invited();
    const other = await makeUser(test.services, { name: "Người Khác" });
    expect(await view(token, other)).toMatchObject({ body: { view: { step: "other_account" }, reader: { name: "Người Khác" } } });
    const silent = await post(token, { intent: "accept" }, other);
    expect(silent.status).toBe(400);
    expect(silent.body?.result?.error).toHaveProperty("confirmed");
    expect(await post(token, { intent: "accept", confirmed: "on" }, other)).toMatchObject({ status: 302, location: "/cham-thi" });
  });

  it("is 410 once it was used, with a word on whether it was you, and 404 for made-up tokens", async () => {
    const token = await invited();
    const person = await makeUser(test.services);
    await post(token, { intent: "accept", confirmed: "on" }, person);
    expect(await view(token, person)).toMatchObject({ status: 410, body: { view: { why: "used_by_you" } } });
    expect(await view(token)).toMatchObject({ status: 410, body: { view: { why: "used" } } });
    expect((await post(token, { intent: "create", name: "Kẻ đến sau", password: "bốn từ dễ nhớ" })).status).toBe(410);
    for (const bad of ["x", "\0", "../../etc"]) expect((await view(bad)).status).toBe(404);
    expect((await post("x", { intent: "create" })).status).toBe(404);
  });

  it("for the first administrator asks for the sign-in name too", async () => {
    const token = (await firstAdministratorLink(test.services))?.split("/").at(-1) ?? "";
    const missing = await post(token, { intent: "create", name: "Quản Trị", password: "bốn từ dễ nhớ" });
    expect(missing.body?.result?.error).toEqual({ signInName: ["Chưa điền mục này"] });
    const fields = { intent: "create", name: "Quản Trị", signInName: "quan.tri@example.test", password: "bốn từ dễ nhớ" };
    expect(await post(token, fields)).toMatchObject({ status: 302, location: "/ban-to-chuc" });
    const person = await test.services.db.prisma.user.findUnique({ where: { email: "quan.tri@example.test" }, include: { memberships: true } });
    expect(person?.memberships).toMatchObject([{ role: "ADMINISTRATOR", editionId: null }]);
  });
});
