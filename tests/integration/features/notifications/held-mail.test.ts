import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { remindJudges } from "~/features/judging/commands-reminders.server";
import { heldMailPage, settleHeldMail, type HeldMailAct } from "~/features/notifications/held-mail.server";
import { pumpMails } from "~/features/notifications/jobs.server";
import { lettersWaitingFor, noteHandOver, sendAgain } from "~/features/notifications/outbox.server";
import type { Services } from "~/features/services";
import { createMailer } from "~/platform/mail/mailer.server";
import { makeScene, type Scene } from "../../../factories/judging-scene";
import { makeUser } from "../../../factories/people";
import { TEST_DAY, testServices, type TestServices } from "../../../support/services";

let test: TestServices;
let services: Services;
beforeAll(async () => {
  test = await testServices();
  services = test.services;
});
afterAll(() => test.close());

const now = TEST_DAY;

interface Waiting {
  scene: Scene;
  editionId: string;
  letters(): Promise<{ id: string; mark: string; subject: string; body: string; link: string | null }[]>;
  settle(act: HeldMailAct, actor?: Actor): ReturnType<typeof settleHeldMail>;
  states(): Promise<string[]>;
}

/** Three judges who have a reminder waiting each. */
async function reminded(): Promise<Waiting> {
  const scene = await makeScene(services);
  const editionId = scene.made.edition.id;
  expect(await remindJudges(services, { actor: scene.chair, editionId, roundId: scene.panel.roundId, now })).toEqual({ ok: true, value: { reminded: 3 } });
  return {
    scene,
    editionId,
    letters: async () => (await heldMailPage(services, { editionId, viewerId: "", page: 1 })).rows,
    settle: (act, actor = scene.chair) => settleHeldMail(services, { actor, editionId, act, now }),
    states: async () => (await services.db.prisma.outboxMessage.findMany({ where: { editionId }, orderBy: { id: "asc" }, select: { state: true } })).map(({ state }) => state),
  };
}

const pump = async () => {
  const mailer = createMailer(services.config);
  try {
    return await pumpMails(services, mailer);
  } finally {
    mailer.close();
  }
};

describe("a reminder", () => {
  it("is found by words of its text and by whom it is for, without marks", async () => {
    const it = await reminded();
    const user = await services.db.prisma.user.findUniqueOrThrow({ where: { id: it.scene.judges[1]?.actor.userId ?? "" } });
    const found = async (search: string) => (await heldMailPage(services, { editionId: it.editionId, viewerId: "", search, page: 1 })).rows.map(({ recipientName }) => recipientName);
    expect(await found(user.name)).toEqual([user.name]);
    expect(await found(user.name.toLowerCase().replaceAll("ễ", "e").replaceAll("ị", "i"))).toEqual([user.name]);
    expect(await found((await it.letters())[0]?.subject ?? "")).toHaveLength(3);
    expect(await found("khong co % thu nao")).toEqual([]);
    expect(await found("\u0000%_")).toEqual([]);
  });

  it("is held: nothing sends it, hands it over or counts it as waiting to be sent", async () => {
    const it = await reminded();
    expect(await it.states()).toEqual(["HELD", "HELD", "HELD"]);
    await pump();
    const [first] = await it.letters();
    expect(await noteHandOver(services, { actor: it.scene.secretary, id: first?.id ?? "", now })).toEqual({ ok: false, reason: "already_done" });
    expect(await sendAgain(services, { actor: it.scene.secretary, id: first?.id ?? "", now })).toEqual({ ok: false, reason: "already_done" });
    expect(await lettersWaitingFor(services, it.scene.secretary)).toBe(0);
    expect(await it.states()).toEqual(["HELD", "HELD", "HELD"]);
  });

  it("says how many sheets are open, until when, and where", async () => {
    const it = await reminded();
    const [letter] = await it.letters();
    expect(letter?.body).toContain("còn 1 phiếu chấm chưa khóa");
    expect(letter?.body).toContain("http://localhost:3000/cham-thi");
    expect(letter?.body).toMatch(/Hạn khóa phiếu: .*\d{2}\/\d{2}\/\d{4}/);
  });

  it("that still waits gives way to a newer one; a discarded one does not keep the judge from being reminded", async () => {
    const it = await reminded();
    const remind = (hours: number) => remindJudges(services, { actor: it.scene.chair, editionId: it.editionId, roundId: it.scene.panel.roundId, now: new Date(now.getTime() + hours * 3_600_000) });
    expect(await remind(1)).toEqual({ ok: true, value: { reminded: 0 } });
    expect(await remind(7)).toEqual({ ok: true, value: { reminded: 3 } });
    expect((await it.states()).sort()).toEqual(["DISCARDED", "DISCARDED", "DISCARDED", "HELD", "HELD", "HELD"]);
    expect(await it.settle({ intent: "discard", letters: await it.letters() })).toEqual({ ok: true, value: { letters: 3 } });
    expect(await remind(8)).toEqual({ ok: true, value: { reminded: 3 } });
  });
});

describe("a held letter", () => {
  it("leaves once a secretary or chair approved it, as rewritten, and only then", async () => {
    const it = await reminded();
    const [first] = await it.letters();
    if (!first) throw new Error("letters");
    const body = `Kính gửi thầy, xin thầy khóa phiếu trước thứ Sáu.\n${first.link ?? ""}`;
    expect(await it.settle({ intent: "rewrite", letters: [first], subject: "Nhắc chấm bài", body }, it.scene.secretary)).toEqual({ ok: true, value: { letters: 1 } });
    const read = (await it.letters()).find(({ id }) => id === first.id);
    if (!read) throw new Error("letter");
    expect(await it.settle({ intent: "approve", letters: [read] })).toEqual({ ok: true, value: { letters: 1 } });
    const stored = await services.db.prisma.outboxMessage.findUniqueOrThrow({ where: { id: first.id } });
    expect(stored).toMatchObject({ state: "PENDING", subject: "Nhắc chấm bài", body, approvedById: it.scene.chair.userId, approvedAt: now });
    await pump();
    expect((await it.states()).sort()).toEqual(["HELD", "HELD", "SENT"]);
  });

  it("whose text somebody changed meanwhile is neither sent unread nor overwritten", async () => {
    const it = await reminded();
    const all = await it.letters();
    const [first] = all;
    if (!first) throw new Error("letters");
    const act = { intent: "rewrite", letters: [first], subject: "Mới", body: `Mới ${first.link ?? ""}` } as const;
    expect(await it.settle(act)).toEqual({ ok: true, value: { letters: 1 } });
    expect(await it.settle({ ...act, subject: "Khác" })).toEqual({ ok: false, reason: "version_conflict" });
    expect(await it.settle({ intent: "approve", letters: all })).toEqual({ ok: false, reason: "version_conflict" });
    expect(await it.states()).toEqual(["HELD", "HELD", "HELD"]);
  });

  it("keeps its link, and is settled once however often and by however many", async () => {
    const it = await reminded();
    const all = await it.letters();
    const [first] = all;
    if (!first) throw new Error("letters");
    expect(await it.settle({ intent: "rewrite", letters: [first], subject: "Mới", body: "không có liên kết" })).toEqual({ ok: false, reason: "link_missing" });
    const answers = await Promise.all([it.scene.chair, it.scene.secretary].map((actor) => it.settle({ intent: "approve", letters: all }, actor)));
    expect(answers.map((answer) => (answer.ok ? answer.value.letters : answer.reason)).sort()).toEqual([3, "held_mail_gone"]);
    expect(await it.settle({ intent: "discard", letters: all })).toEqual({ ok: false, reason: "held_mail_gone" });
  });

  it("told by telephone is not sent", async () => {
    const it = await reminded();
    const [first] = await it.letters();
    if (!first) throw new Error("letters");
    expect(await it.settle({ intent: "told", letters: [first] })).toEqual({ ok: true, value: { letters: 1 } });
    await pump();
    expect((await it.states()).sort()).toEqual(["HANDED_OVER", "HELD", "HELD"]);
  });

  it("is settled by nobody else, nor by the staff of another edition", async () => {
    const it = await reminded();
    const other = await reminded();
    const letters = await it.letters();
    const strangers = [it.scene.judges[0].actor, await makeUser(services, { role: "ORGANISER", editionId: it.editionId }), other.scene.chair, await makeUser(services)];
    for (const actor of strangers) expect(await it.settle({ intent: "approve", letters }, actor)).toEqual({ ok: false, reason: "forbidden" });
    expect(await settleHeldMail(services, { actor: other.scene.chair, editionId: other.editionId, act: { intent: "approve", letters }, now })).toEqual({ ok: false, reason: "held_mail_gone" });
    expect(await it.states()).toEqual(["HELD", "HELD", "HELD"]);
  });
});
