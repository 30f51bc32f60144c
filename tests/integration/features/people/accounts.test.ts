import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changePassword, requestReset, resetPassword, signIn, signUp } from "~/features/people/accounts.server";
import { actorOf } from "~/platform/session/actor.server";
import { endOtherSessions, endOwnSession, ownSessions, signOutOf } from "~/platform/session/own-sessions.server";
import { isResetToken, makeResetToken } from "~/platform/session/reset-token.server";
import { testServices, type TestServices } from "../../../support/services";
import { clientRequest, nameOf } from "../../../support/sign-in";
import { countStatements } from "../../../support/statements";

const PASSWORD = "bốn từ dễ nhớ";

let test: TestServices;
let lastAddress = 0;

/** A client of its own, so that the rate limits of one test leave the others alone. */
const newAddress = () => `198.51.100.${(lastAddress += 1)}`;

beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

async function join(signInName: string, { password = PASSWORD, locale = "vi" as const }: { password?: string; locale?: "vi" | "en" } = {}) {
  const signedUp = await signUp(test.services, clientRequest(newAddress()), { name: "Nguyễn Văn Thử", signInName: nameOf(signInName), password, locale });
  if (!signedUp.ok) throw new Error(signedUp.reason);
  return signedUp.value;
}

function messagesTo(userId: string) {
  return test.services.db.prisma.outboxMessage.findMany({ where: { userId }, orderBy: { createdAt: "asc" } });
}

describe("signing up", () => {
  it("signs the person in at once, in the language of the page", async () => {
    const { userId, cookies } = await join("moi@example.test", { locale: "en" });
    const actor = await actorOf(clientRequest("203.0.113.1", cookies), test.services.auth, test.services.db);
    expect(actor).toEqual({ userId, name: "Nguyễn Văn Thử", email: "moi@example.test", phone: null, roles: [] });
    expect(await test.services.db.prisma.user.findUnique({ where: { id: userId }, select: { locale: true } })).toEqual({ locale: "en" });
  });

  it("gives a telephone account its number and an address nobody can write to", async () => {
    const { userId } = await join("0912 000 111");
    const user = await test.services.db.prisma.user.findUnique({ where: { id: userId }, select: { email: true, phone: true } });
    expect(user).toEqual({ email: "84912000111@phone.invalid", phone: "+84912000111" });
  });

  it("refuses a name that is taken, however it is written", async () => {
    await join("0912 000 222");
    const again = { name: "Người khác", signInName: nameOf("+84 912.000.222"), password: PASSWORD, locale: "vi" as const };
    expect(await signUp(test.services, clientRequest(newAddress()), again)).toEqual({ ok: false, reason: "name_taken" });
  });

  it("makes one account when the form is sent twice at once", async () => {
    const input = { name: "Nguyễn Văn Thử", signInName: nameOf("hai-lan@example.test"), password: PASSWORD, locale: "vi" as const };
    const both = await Promise.all([1, 2].map(() => signUp(test.services, clientRequest(newAddress()), input)));
    expect(both.map((one) => one.ok).sort()).toEqual([false, true]);
    expect(await test.services.db.prisma.user.count({ where: { email: "hai-lan@example.test" } })).toBe(1);
    expect(await test.services.db.prisma.account.count({ where: { user: { email: "hai-lan@example.test" } } })).toBe(1);
  });
});

describe("signing in", () => {
  it("takes the number in every way of writing", async () => {
    const { userId } = await join("0912 000 333");
    for (const typed of ["0912000333", "+84912000333", "84 912 000 333"]) {
      const signedIn = await signIn(test.services, clientRequest(newAddress()), { signInName: nameOf(typed), password: PASSWORD });
      expect(signedIn.ok && signedIn.value.userId, typed).toBe(userId);
    }
  });

  it("gives the same answer for a wrong password and an unknown name", async () => {
    await join("co-that@example.test");
    const wrong = await signIn(test.services, clientRequest(newAddress()), { signInName: nameOf("co-that@example.test"), password: "sai hoàn toàn" });
    const unknown = await signIn(test.services, clientRequest(newAddress()), { signInName: nameOf("khong-co@example.test"), password: "sai hoàn toàn" });
    expect(wrong).toEqual({ ok: false, reason: "wrong_credentials" });
    expect(unknown).toEqual(wrong);
  });

  it("stops guessing from one address, even with the right password, and leaves other addresses alone", async () => {
    await join("bi-do@example.test");
    const attacker = newAddress();
    const attempt = (password: string) => signIn(test.services, clientRequest(attacker), { signInName: nameOf("bi-do@example.test"), password });
    const reasons: string[] = [];
    for (let tries = 0; tries < 25; tries += 1) {
      const answer = await attempt(`sai ${tries}`);
      reasons.push(answer.ok ? "ok" : answer.reason);
    }
    expect(reasons[0]).toBe("wrong_credentials");
    expect(reasons.at(-1)).toBe("rate_limited");
    expect(await attempt(PASSWORD)).toEqual({ ok: false, reason: "rate_limited" });
    const owner = await signIn(test.services, clientRequest(newAddress()), { signInName: nameOf("bi-do@example.test"), password: PASSWORD });
    expect(owner.ok).toBe(true);
  });

  it("lets a whole class in through one address, as right passwords don't count", async () => {
    await join("ca-lop@example.test");
    const school = newAddress();
    const attempt = (password: string) => signIn(test.services, clientRequest(school), { signInName: nameOf("ca-lop@example.test"), password });
    for (let pupil = 0; pupil < 22; pupil += 1) expect((await attempt(PASSWORD)).ok, `pupil ${pupil}`).toBe(true);
    expect(await attempt("gõ nhầm")).toEqual({ ok: false, reason: "wrong_credentials" });
    for (let tries = 0; tries < 20; tries += 1) {
      await attempt("đoán");
      if (tries < 3) expect((await attempt(PASSWORD)).ok).toBe(true);
    }
    expect(await attempt(PASSWORD)).toEqual({ ok: false, reason: "rate_limited" });
  });

  it("is over after signing out", async () => {
    const { cookies } = await join("ra-vao@example.test");
    const request = clientRequest("203.0.113.1", cookies);
    const gone = await signOutOf(test.services.auth, request);
    expect(gone.getSetCookie().join()).toMatch(/sangtao\.session_token=;.*Max-Age=0/);
    expect(await actorOf(request, test.services.auth, test.services.db)).toBeNull();
  });
});

describe("a session that was accepted before", () => {
  const who = (cookies: Headers) => actorOf(clientRequest("203.0.113.1", cookies), test.services.auth, test.services.db);

  it("is read with the roles of the moment in one statement", async () => {
    const { userId, cookies } = await join("lan-nua@example.test");
    expect((await who(cookies))?.roles).toEqual([]);
    const held = await test.services.db.prisma.membership.create({ data: { userId, role: "ADMINISTRATOR" } });
    const again = await countStatements(test.services.db.pool, () => who(cookies));
    expect(again.value).toEqual({ userId, name: "Nguyễn Văn Thử", email: "lan-nua@example.test", phone: null, roles: [{ role: "ADMINISTRATOR", editionId: null, unitId: null }] });
    expect(again.count).toBe(1);
    await test.services.db.prisma.membership.update({ where: { id: held.id }, data: { endedAt: new Date() } });
    expect((await who(cookies))?.roles).toEqual([]);
  });

  it("is nobody's once it has run out, was ended elsewhere, or its account is gone", async () => {
    const { session, user } = test.services.db.prisma;
    const endings = [
      (userId: string) => session.updateMany({ where: { userId }, data: { expiresAt: new Date(Date.now() - 1000) } }),
      (userId: string) => session.deleteMany({ where: { userId } }),
      (userId: string) => user.deleteMany({ where: { id: userId } }),
    ];
    for (const [index, end] of endings.entries()) {
      const { userId, cookies } = await join(`het-${index}@example.test`);
      expect(await who(cookies)).toMatchObject({ userId });
      await end(userId);
      expect(await who(cookies)).toBeNull();
    }
  });

  it("does not vouch for a cookie with another signature", async () => {
    const { cookies } = await join("chu-ky@example.test");
    expect(await who(cookies)).not.toBeNull();
    const forged = new Headers(cookies.getSetCookie().map((one): [string, string] => ["set-cookie", one.replace(/(session_token=[^.]+\.).{6}/, "$1AAAAAA")]));
    expect(forged.getSetCookie()).not.toEqual(cookies.getSetCookie());
    for (let time = 0; time < 2; time += 1) expect(await who(forged)).toBeNull();
  });
});

describe("a new password", () => {
  it("comes by a link in the outbox, once, and ends every session", async () => {
    const { userId, cookies } = await join("quen@example.test");
    expect(await requestReset(test.services, clientRequest(newAddress()), nameOf("quen@example.test"))).toEqual({ ok: true, value: null });
    const [message] = await messagesTo(userId);
    expect(message).toMatchObject({ channel: "MAIL", recipient: "quen@example.test", state: "PENDING", template: "passwordReset", editionId: null });
    const token = message?.link?.split("/").at(-1) ?? "";
    expect(message?.link).toBe(`http://localhost:3000/dat-lai-mat-khau/${token}`);
    expect(message?.body).toContain(message?.link);
    expect(await isResetToken(test.services.auth, token)).toBe(true);

    expect(await resetPassword(test.services, clientRequest(newAddress()), { token, password: "mật khẩu mới hẳn" })).toEqual({ ok: true, value: null });
    expect(await resetPassword(test.services, clientRequest(newAddress()), { token, password: "lần thứ hai" })).toEqual({ ok: false, reason: "gone" });
    expect(await isResetToken(test.services.auth, token)).toBe(false);
    expect(await actorOf(clientRequest("203.0.113.1", cookies), test.services.auth, test.services.db)).toBeNull();
    const withNew = await signIn(test.services, clientRequest(newAddress()), { signInName: nameOf("quen@example.test"), password: "mật khẩu mới hẳn" });
    expect(withNew.ok).toBe(true);
  });

  it("waits for hand-over where the account has only a number", async () => {
    const { userId } = await join("0912 000 444");
    await requestReset(test.services, clientRequest(newAddress()), nameOf("0912 000 444"));
    expect(await messagesTo(userId)).toMatchObject([{ channel: "HAND_OVER", recipient: "+84912000444", state: "PENDING" }]);
  });

  it("is written about in the reader's language", async () => {
    const { userId } = await join("english@example.test", { locale: "en" });
    await requestReset(test.services, clientRequest(newAddress()), nameOf("english@example.test"));
    const [message] = await messagesTo(userId);
    expect(message?.subject).toBe("Set a new password");
    expect(message?.link).toMatch(/^http:\/\/localhost:3000\/en\/dat-lai-mat-khau\//);
  });

  it("gives the same answer where there is no such account, and writes nothing", async () => {
    const before = await test.services.db.prisma.outboxMessage.count();
    expect(await requestReset(test.services, clientRequest(newAddress()), nameOf("ma@example.test"))).toEqual({ ok: true, value: null });
    expect(await test.services.db.prisma.outboxMessage.count()).toBe(before);
  });

  it("is not set with a made-up token, and no token is stored in the clear", async () => {
    expect(await resetPassword(test.services, clientRequest(newAddress()), { token: "bịa", password: PASSWORD })).toEqual({ ok: false, reason: "gone" });
    const { userId } = await join("trao-tay@example.test");
    const token = await makeResetToken(test.services.auth, userId);
    const stored = await test.services.db.prisma.verification.findMany();
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(await resetPassword(test.services, clientRequest(newAddress()), { token, password: "đặt giúp lần này" })).toEqual({ ok: true, value: null });
  });

  it("is changed by who knows the present one, and ends the other sessions only", async () => {
    const { cookies: phone } = await join("doi@example.test");
    const laptop = await signIn(test.services, clientRequest(newAddress()), { signInName: nameOf("doi@example.test"), password: PASSWORD });
    if (!laptop.ok) throw new Error(laptop.reason);
    const request = clientRequest(newAddress(), laptop.value.cookies);
    expect(await changePassword(test.services, request, { currentPassword: "không đúng", password: "mới tinh tươm" })).toEqual({ ok: false, reason: "wrong_password" });
    const changed = await changePassword(test.services, request, { currentPassword: PASSWORD, password: "mới tinh tươm" });
    if (!changed.ok) throw new Error(changed.reason);
    const { auth, db } = test.services;
    expect(await actorOf(clientRequest("203.0.113.1", changed.value), auth, db)).toMatchObject({ email: "doi@example.test" });
    expect(await actorOf(clientRequest("203.0.113.1", phone), auth, db)).toBeNull();
  });
});

describe("the sessions of a person", () => {
  it("are listed without tokens, this one first, and end one by one or all others at once", async () => {
    const { cookies: here } = await join("thiet-bi@example.test");
    const others = [];
    for (let count = 0; count < 3; count += 1) {
      const one = await signIn(test.services, clientRequest(newAddress()), { signInName: nameOf("thiet-bi@example.test"), password: PASSWORD });
      if (one.ok) others.push(one.value.cookies);
    }
    const request = clientRequest("203.0.113.1", here);
    const { auth } = test.services;
    const sessions = await ownSessions(auth, request);
    expect(sessions.map(({ isThis }) => isThis)).toEqual([true, false, false, false]);
    expect(Object.keys(sessions[0] ?? {}).sort()).toEqual(["id", "isThis", "startedAt", "usedAt", "userAgent"]);

    expect(await endOwnSession(auth, request, sessions[1]?.id ?? "")).toBe(true);
    expect(await endOwnSession(auth, request, sessions[1]?.id ?? "")).toBe(false);
    expect(await ownSessions(auth, request)).toHaveLength(3);
    await endOtherSessions(auth, request);
    expect((await ownSessions(auth, request)).map(({ isThis }) => isThis)).toEqual([true]);
  });

  it("cannot be ended by somebody else", async () => {
    const { cookies: mine } = await join("cua-toi@example.test");
    const { cookies: theirs } = await join("cua-ho@example.test");
    const { auth } = test.services;
    const [session] = await ownSessions(auth, clientRequest("203.0.113.1", mine));
    expect(await endOwnSession(auth, clientRequest("203.0.113.1", theirs), session?.id ?? "")).toBe(false);
    expect(await ownSessions(auth, clientRequest("203.0.113.1", mine))).toHaveLength(1);
  });
});
