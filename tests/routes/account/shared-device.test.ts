import type { ActionFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signUp } from "~/features/people/accounts.server";
import { SHARED_HOURS } from "~/platform/session/shared-device.server";
import { action as signIn } from "~/routes/account/sign-in";
import { action as signOut } from "~/routes/account/sign-out";
import * as basics from "~/routes/entrant/edit-basics";
import { answerOf } from "../../support/answers";
import { contextFor, outcomeOf, postForm } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";
import { clientRequest, nameOf } from "../../support/sign-in";

const PASSWORD = "bốn từ dễ nhớ";
const STEP = "/bai-du-thi/00000000-0000-4000-8000-000000000000/sua/thong-tin";

let test: TestServices;
let userId: string;

beforeAll(async () => {
  test = await testServices();
  const made = await signUp(test.services, clientRequest(), { name: "Lê Thị Đào", signInName: nameOf("dao@example.test"), password: PASSWORD, locale: "vi" });
  if (!made.ok) throw new Error(made.reason);
  userId = made.value.userId;
});
afterAll(() => test.close());

async function post<T>(action: (args: ActionFunctionArgs) => Promise<T>, path: string, fields: Record<string, string>, cookie?: string) {
  const request = postForm(path, fields);
  if (cookie) request.headers.set("cookie", cookie);
  const { value, response } = await outcomeOf(action({ request, params: { id: "00000000-0000-4000-8000-000000000000" }, context: contextFor(test.services, null) }));
  if (response) return { status: response.status, headers: response.headers, cookies: response.headers.getSetCookie(), body: null };
  const { body, status } = answerOf(value as T);
  return { status, headers: new Headers(), cookies: [], body };
}

const own = { signInName: "dao@example.test", password: PASSWORD };
const cookieOf = (cookies: readonly string[], name: string) => cookies.find((cookie) => cookie.startsWith(`${name}=`)) ?? "";

describe("a shared device", () => {
  it("is signed in until the browser is closed, and for a few hours at most", async () => {
    const { status, cookies } = await post(signIn, "/dang-nhap", { ...own, shared: "on" });
    expect(status).toBe(302);
    expect(cookieOf(cookies, "sangtao.session_token")).not.toMatch(/Max-Age|Expires/i);
    expect(cookieOf(cookies, "sangtao.shared_device")).toMatch(/^sangtao\.shared_device=1; Path=\/; HttpOnly; SameSite=Lax$/);
    const session = await test.services.db.prisma.session.findFirstOrThrow({ where: { userId }, orderBy: { createdAt: "desc" } });
    expect(session.expiresAt.getTime()).toBe(test.clock.now().getTime() + SHARED_HOURS * 3_600_000);
  });

  it("is one's own again after signing in without the tick", async () => {
    const { cookies } = await post(signIn, "/dang-nhap", own);
    expect(cookieOf(cookies, "sangtao.session_token")).toMatch(/Max-Age/);
    expect(cookieOf(cookies, "sangtao.shared_device")).toContain("Max-Age=0");
  });

  it("forgets everything when somebody signs out; another one where no script has taken away the account's own", async () => {
    const cleared = async (fields: Record<string, string>, cookie?: string) => (await post(signOut, "/dang-xuat", fields, cookie)).headers.get("Clear-Site-Data");
    expect(await cleared({ "da-xoa": "1" }, "sangtao.shared_device=1")).toBe('"storage"');
    expect(await cleared({})).toBe('"storage"');
    expect(await cleared({ "da-xoa": "1" })).toBeNull();
  });
});

describe("a form sent after the session ended", () => {
  const held = { "giu-lai": "1", title: "Chữ đã gõ\nhai dòng" };

  it("is handed back whole, without anything of a sign-in that may be in it", async () => {
    const { response } = await outcomeOf(basics.action({ request: postForm(STEP, { ...held, ...own, by: userId }), params: { id: "x" }, context: contextFor(test.services, null) }));
    expect(response?.status).toBe(401);
    expect(await response?.json()).toEqual({ reason: "unauthenticated", held: [["title", held.title], ["by", userId]] });
  });

  it("goes on as it was sent once its writer has signed in", async () => {
    const { status, headers, cookies } = await post(signIn, `/dang-nhap?tiep=${encodeURIComponent(STEP)}`, { ...held, ...own, by: userId });
    expect([status, headers.get("location")]).toEqual([307, STEP]);
    expect(cookieOf(cookies, "sangtao.session_token")).not.toBe("");
  });

  it("goes no further where another account signs in, nor off the site", async () => {
    const other = await post(signIn, `/dang-nhap?tiep=${encodeURIComponent(STEP)}`, { ...held, ...own, by: "somebody-else" });
    expect([other.status, other.headers.get("location")]).toEqual([303, "/goc-cua-toi"]);
    const off = await post(signIn, "/dang-nhap?tiep=https%3A%2F%2Fevil.example%2F", { ...held, ...own, by: userId });
    expect([off.status, off.headers.get("location")]).toEqual([303, "/goc-cua-toi"]);
  });

  it("survives a wrong password", async () => {
    const { status, body } = await post(signIn, `/dang-nhap?tiep=${encodeURIComponent(STEP)}`, { ...held, ...own, password: "sai rồi nhé", by: userId });
    expect(status).toBe(400);
    expect(body?.held).toEqual([["title", held.title], ["by", userId]]);
    expect(JSON.stringify(body)).not.toContain("sai rồi");
  });
});
