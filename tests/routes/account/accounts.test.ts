import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signUp } from "~/features/people/accounts.server";
import type { Actor } from "~/domain/access/roles";
import { loader as corner } from "~/routes/account/my-corner";
import { action as forgot } from "~/routes/account/forgot-password";
import { action as reset, loader as resetPage } from "~/routes/account/reset-password";
import { action as signIn, loader as signInPage } from "~/routes/account/sign-in";
import { action as signOut, loader as signOutPage } from "~/routes/account/sign-out";
import { action as signUpForm } from "~/routes/account/sign-up";
import { action as changeAccount, loader as accountPage } from "~/routes/account/account";
import { makeEdition } from "../../factories/editions";
import { makeUser } from "../../factories/people";
import { answerOf } from "../../support/answers";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";
import { clientRequest, nameOf } from "../../support/sign-in";

const PASSWORD = "bốn từ dễ nhớ";

let test: TestServices;

beforeAll(async () => {
  test = await testServices();
  const input = { name: "Lê Thị Đào", signInName: nameOf("dao@example.test"), password: PASSWORD, locale: "vi" as const };
  const made = await signUp(test.services, clientRequest(), input);
  if (!made.ok) throw new Error(made.reason);
});
afterAll(() => test.close());

function args(request: Request, actor: Actor | null = null, params = {}): LoaderFunctionArgs & ActionFunctionArgs {
  return { request, params, context: contextFor(test.services, actor) };
}

/** The answer of an action, which redirects or returns. */
async function post<T>(action: (args: ActionFunctionArgs) => Promise<T>, path: string, fields: Record<string, string>, actor: Actor | null = null, params = {}) {
  const outcome = await outcomeOf(action(args(postForm(path, fields), actor, params)));
  if (outcome.response) return { status: outcome.response.status, location: outcome.response.headers.get("location"), cookies: outcome.response.headers.getSetCookie(), body: null };
  const { body, status } = answerOf(outcome.value as T);
  return { status, location: null, cookies: [], body };
}

describe("signing in", () => {
  it("leads on to the page that asked for it, with a session", async () => {
    const answer = await post(signIn, "/dang-nhap?tiep=%2Fbai-du-thi%3Fa%3D1", { signInName: "DAO@example.test", password: PASSWORD });
    expect(answer).toMatchObject({ status: 302, location: "/bai-du-thi?a=1" });
    expect(answer.cookies.join()).toMatch(/sangtao\.session_token=[^;]+;.*HttpOnly;.*SameSite=Lax/);
  });

  it("takes a password in another Unicode form", async () => {
    const answer = await post(signIn, "/dang-nhap", { signInName: "dao@example.test", password: PASSWORD.normalize("NFD") });
    expect(answer).toMatchObject({ status: 302, location: "/goc-cua-toi" });
  });

  it("answers what is no form, and what is far too large, before reading it", async () => {
    const send = (headers: Record<string, string>) => outcomeOf(signIn(args(new Request("http://localhost/dang-nhap", { method: "POST", headers, body: "{}" }))));
    expect((await send({ "content-type": "application/json" })).response?.status).toBe(400);
    expect((await send({ "content-type": "application/x-www-form-urlencoded", "content-length": "50000000" })).response?.status).toBe(413);
  });

  it("never leads off the site", async () => {
    for (const target of ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]) {
      const answer = await post(signIn, `/dang-nhap?tiep=${encodeURIComponent(target)}`, { signInName: "dao@example.test", password: PASSWORD });
      expect(answer.location, target).toBe("/goc-cua-toi");
    }
  });

  it("keeps the name and not the password when it fails, and says nothing about which was wrong", async () => {
    const wrong = await post(signIn, "/dang-nhap", { signInName: "dao@example.test", password: "sai mất rồi" });
    const unknown = await post(signIn, "/dang-nhap", { signInName: "ai-do@example.test", password: "sai mất rồi" });
    expect([wrong.status, unknown.status]).toEqual([400, 400]);
    expect(wrong.body?.result.error).toEqual(unknown.body?.result.error);
    expect(wrong.body?.result.initialValue).toEqual({ signInName: "dao@example.test" });
    expect(JSON.stringify(wrong.body)).not.toContain("sai mất rồi");
  });

  it("names the field where something is missing or no name at all", async () => {
    expect((await post(signIn, "/dang-nhap", {})).body?.result.error).toEqual({ signInName: ["Chưa điền mục này"], password: ["Chưa điền mục này"] });
    const answer = await post(signIn, "/dang-nhap", { signInName: "không phải tên\0", password: "x" });
    expect(answer).toMatchObject({ status: 400, body: { result: { error: { signInName: ["Cần một địa chỉ e-mail hoặc số điện thoại"] } } } });
  });

  it("is not offered to whoever is signed in", async () => {
    const { response } = await outcomeOf(signInPage(args(getPage("/dang-nhap?tiep=%2Fcham-thi"), await makeUser(test.services))));
    expect(response?.headers.get("location")).toBe("/cham-thi");
  });

  it("shows demo accounts only where the demo is loaded", async () => {
    expect(await signInPage(args(getPage("/dang-nhap?vai=thuky@demo.example")))).toMatchObject({ demo: null, filled: null });
    const demo = { ...test.services, config: { ...test.services.config, seed: "demo" as const } };
    const page = (path: string) => signInPage({ request: getPage(path), params: {}, context: contextFor(demo, null) });
    expect(await page("/dang-nhap")).toMatchObject({ demo: null });
    await makeUser(test.services, { email: "quantri@demo.example" });
    expect(await page("/dang-nhap?vai=thuky@demo.example")).toMatchObject({ filled: { signInName: "thuky@demo.example", password: "sangtao-demo-2026" } });
    expect(await page("/dang-nhap?vai=ai-do@demo.example")).toMatchObject({ filled: null });
    expect(await signInPage(args(getPage("/dang-nhap")))).toMatchObject({ demo: null });
  });
});

describe("signing up", () => {
  it("leads into the own corner, in the language of the page", async () => {
    const answer = await post(signUpForm, "/en/dang-ky", { name: "  Trần   Văn Mới ".normalize("NFD"), signInName: "0912 500 001", password: PASSWORD });
    expect(answer).toMatchObject({ status: 302, location: "/en/goc-cua-toi" });
    const user = await test.services.db.prisma.user.findUnique({ where: { phone: "+84912500001" } });
    expect(user).toMatchObject({ locale: "en", name: "Trần   Văn Mới".normalize("NFC") });
  });

  it("keeps what was typed when the name is taken, but never the password", async () => {
    const answer = await post(signUpForm, "/dang-ky", { name: "Người sau", signInName: "dao@example.test", password: PASSWORD });
    expect(answer.status).toBe(409);
    expect(answer.body?.result.initialValue).toEqual({ name: "Người sau", signInName: "dao@example.test" });
    expect(Object.keys(answer.body?.result.error ?? {})).toEqual(["signInName"]);
  });

  it.each([
    [{ name: "A", signInName: "x@example.test", password: PASSWORD }, "name"],
    [{ name: "x".repeat(121), signInName: "x@example.test", password: PASSWORD }, "name"],
    [{ name: "Đủ tên", signInName: "0912", password: PASSWORD }, "signInName"],
    [{ name: "Đủ tên", signInName: "x@example.test", password: "1234567" }, "password"],
    [{ name: "Đủ tên", signInName: "x@example.test", password: "x".repeat(129) }, "password"],
    [{ name: "Đủ tên", signInName: "x@example.test" }, "password"],
  ])("refuses %j at its field", async (fields, wrong) => {
    const answer = await post(signUpForm, "/dang-ky", fields as Record<string, string>);
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body?.result.error ?? {})).toEqual([wrong]);
  });
});

describe("signing out", () => {
  it("is never done by a link alone", async () => {
    const someone = await makeUser(test.services);
    expect(await signOutPage(args(getPage("/dang-xuat"), someone))).toEqual({ userId: someone.userId, isShared: false, isWaiting: false });
    expect(await test.services.db.prisma.session.count({ where: { user: { email: "dao@example.test" } } })).toBeGreaterThan(0);
  });

  it("ends at the sign-in page, also for whoever wasn't signed in", async () => {
    expect(await post(signOut, "/en/dang-xuat", {})).toMatchObject({ status: 302, location: "/en/dang-nhap?da-ra=2" });
  });
});

describe("a forgotten password", () => {
  it("gets the same answer whether the account exists or not", async () => {
    const known = await post(forgot, "/quen-mat-khau", { signInName: "dao@example.test" });
    const unknown = await post(forgot, "/quen-mat-khau", { signInName: "0999 999 999" });
    expect(known).toEqual({ status: 200, location: null, cookies: [], body: { result: null, sent: true } });
    expect(unknown).toEqual(known);
  });

  it("is set through the link of the message, and the link is gone after that", async () => {
    const message = await test.services.db.prisma.outboxMessage.findFirstOrThrow({ where: { recipient: "dao@example.test" } });
    const token = message.link?.split("/").at(-1) ?? "";
    const path = `/dat-lai-mat-khau/${token}`;
    expect(answerOf(await resetPage(args(getPage(path), null, { token })))).toEqual({ body: { good: true }, status: 200 });
    expect(await post(reset, path, { password: "ngắn" }, null, { token })).toMatchObject({ status: 400 });
    expect(await post(reset, path, { password: PASSWORD }, null, { token })).toMatchObject({ status: 302, location: "/dang-nhap?da-doi=1" });
    expect(answerOf(await resetPage(args(getPage(path), null, { token })))).toEqual({ body: { good: false }, status: 410 });
    expect(await post(reset, path, { password: PASSWORD }, null, { token })).toMatchObject({ status: 410 });
  });
});

describe("the own corner", () => {
  it("asks visitors to sign in and brings them back", async () => {
    const { response } = await outcomeOf(corner(args(getPage("/goc-cua-toi"))));
    expect(response?.headers.get("location")).toBe("/dang-nhap?tiep=%2Fgoc-cua-toi");
  });

  it("leads judges to judging, staff to their desk, everybody else to their entries", async () => {
    const { edition } = await makeEdition(test.services);
    const to = async (actor: Actor, path = "/goc-cua-toi") => (await outcomeOf(corner(args(getPage(path), actor)))).response?.headers.get("location");
    expect(await to(await makeUser(test.services, { role: "JUDGE", editionId: edition.id }))).toBe("/cham-thi");
    for (const role of ["SECRETARY", "ORGANISER", "CHAIR", "ADMINISTRATOR"] as const) {
      expect(await to(await makeUser(test.services, { role, editionId: edition.id })), role).toBe("/ban-to-chuc");
    }
    expect(await to(await makeUser(test.services))).toBe("/bai-du-thi");
    expect(await to(await makeUser(test.services), "/en/goc-cua-toi")).toBe("/en/bai-du-thi");
  });
});

describe("the own account", () => {
  it("is closed to visitors", async () => {
    const { response } = await outcomeOf(accountPage(args(getPage("/tai-khoan"))));
    expect(response?.headers.get("location")).toBe("/dang-nhap?tiep=%2Ftai-khoan");
    expect((await post(changeAccount, "/tai-khoan", { intent: "profile" })).status).toBe(401);
  });

  it("takes a new name and language, and refuses an unknown one at its field", async () => {
    const person = await makeUser(test.services);
    expect(await post(changeAccount, "/tai-khoan", { intent: "profile", name: "Tên Mới", locale: "en" }, person)).toMatchObject({ status: 302, location: "/tai-khoan?xong=profileSaved" });
    expect(await test.services.db.prisma.user.findUnique({ where: { id: person.userId } })).toMatchObject({ name: "Tên Mới", locale: "en" });
    const wrong = await post(changeAccount, "/tai-khoan", { intent: "profile", name: "Tên Khác", locale: "fr" }, person);
    expect(wrong).toMatchObject({ status: 400, body: { form: "profile", result: { initialValue: { name: "Tên Khác", locale: "fr" } } } });
    expect(await post(changeAccount, "/tai-khoan", { intent: "phá" }, person)).toMatchObject({ status: 400 });
  });

  it("lists this device among the signed-in ones", async () => {
    const fresh = await signUp(test.services, clientRequest(), { name: "Máy Này", signInName: nameOf("may@example.test"), password: PASSWORD, locale: "vi" });
    if (!fresh.ok) throw new Error(fresh.reason);
    const actor = { userId: fresh.value.userId, name: "Máy Này", email: "may@example.test", phone: null, roles: [] };
    const page = await accountPage(args(clientRequest("203.0.113.9", fresh.value.cookies), actor));
    expect(page).toMatchObject({ signInName: "may@example.test", sessions: [{ isThis: true, device: { browser: "Firefox", system: "Linux" } }] });
  });
});
