import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settleHeldMail, heldMailPage } from "~/features/notifications/held-mail.server";
import { planCeremony } from "~/features/ceremony/commands.server";
import { prepareResultLetters } from "~/features/results/result-letters.server";
import type { Ranking } from "~/domain/ranking/rank-problem";
import { leadTo, makePublicContest, type PublicContest } from "../../../factories/publication";
import { makeUser } from "../../../factories/people";
import { testServices, type TestServices } from "../../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

const now = () => test.services.clock.now();
const SPECS = ["Máy nhất", "Máy nhì", "Máy không giải"].map((title) => ({ title, author: `Tác giả của ${title}` }));
const contestOfThree = () => makePublicContest(test.services, SPECS, { prizes: 2 });
const lettersOf = (contest: PublicContest) =>
  test.services.db.prisma.outboxMessage.findMany({ where: { editionId: contest.made.edition.id, template: { startsWith: "resultLetter:" } }, orderBy: [{ template: "asc" }, { id: "asc" }] });

/** A correction as it is published: the second prize goes from the second entry to the third. */
async function correct(contest: PublicContest) {
  const { prisma } = test.services.db;
  const { id: _id, problem, answer, ...rest } = await prisma.resultDecision.findFirstOrThrow({ where: { editionId: contest.made.edition.id } });
  const { ranking, ...others } = answer as unknown as Ranking;
  const [, second, third] = contest.entries;
  const changed = ranking.map((row) => (row.entry === second?.code ? { ...row, prize: null } : row.entry === third?.code ? { ...row, prize: "FIRST" } : row));
  await prisma.resultDecision.create({ data: { ...rest, problem: problem as object, answer: { ...others, ranking: changed } as object, sequence: 2, decisionNumber: "30/QĐ-BTC", publishedAt: now() } });
}

describe("letters about a result", () => {
  it.each([null, "PROPOSED", "APPROVED", "SIGNED"] as const)("are not written before publication (%s)", async (stage) => {
    const contest = await contestOfThree();
    if (stage) await leadTo(test.services, contest, stage);
    await prepareResultLetters(test.services);
    expect(await lettersOf(contest)).toEqual([]);
  });

  it("tell each owner of the own entry, are held, and are made once however often and at once it is tried", async () => {
    const contest = await contestOfThree();
    await leadTo(test.services, contest, "SIGNED");
    await planCeremony(test.services, { actor: contest.secretary, editionId: contest.made.edition.id, now: now(), input: { at: new Date("2026-12-20T01:00:00Z"), place: "Hội trường UBND xã" } });
    await leadTo(test.services, contest, "PUBLISHED");
    await Promise.all([prepareResultLetters(test.services), prepareResultLetters(test.services)]);
    await prepareResultLetters(test.services);
    const letters = await lettersOf(contest);
    expect(letters.map(({ state, approvedAt }) => [state, approvedAt])).toEqual([["HELD", null], ["HELD", null], ["HELD", null]]);
    const about = contest.entries.map(({ code }) => letters.filter(({ body }) => body.includes(code)));
    expect(about.map((own) => own.length)).toEqual([1, 1, 1]);
    const [first, , third] = about.map(([own]) => own?.body ?? "");
    expect(first).toContain("bài dự thi “Máy nhất”");
    for (const told of ["đạt Giải Nhất", "27/QĐ-BTC", "08:00 20/12/2026, Hội trường UBND xã", `/giai-phap/${contest.entries[0]?.code}`]) expect(first).toContain(told);
    expect(third).toContain("Lần này bài chưa đạt giải.");
    expect(third).toContain("còn trong thời gian nhận khiếu nại");
    for (const secret of ["27/QĐ-BTC", "Máy nhất", "Máy nhì", "69.00"]) expect(third).not.toContain(secret);
  });

  it("after a correction are for those whose prize changed; earlier ones nobody approved go, sent ones stay", async () => {
    const contest = await contestOfThree();
    await leadTo(test.services, contest, "PUBLISHED");
    await prepareResultLetters(test.services);
    const [, second, third] = contest.entries;
    const sent = (await lettersOf(contest)).filter(({ body }) => body.includes(third?.code ?? "-"));
    await test.services.db.prisma.outboxMessage.updateMany({ where: { id: { in: sent.map(({ id }) => id) } }, data: { state: "SENT" } });
    await correct(contest);
    await prepareResultLetters(test.services);
    await prepareResultLetters(test.services);
    const states = (await lettersOf(contest)).map(({ template, state }) => [template, state]);
    expect(states).toEqual([
      [`resultLetter:1:${contest.entries[0]?.code}`, "HELD"],
      [`resultLetter:1:${second?.code}`, "DISCARDED"],
      [`resultLetter:1:${third?.code}`, "SENT"],
      [`resultLetter:2:${second?.code}`, "HELD"],
      [`resultLetter:2:${third?.code}`, "HELD"],
    ]);
    const [lost, won] = (await lettersOf(contest)).slice(3).map(({ body }) => body);
    expect(lost).toContain("không còn trong danh sách giải; trước đây: Giải Nhất");
    expect(won).toContain("nay đạt Giải Nhất. Xin chúc mừng");
    expect(won).toContain("30/QĐ-BTC");
  });

  it("about an entry somebody has an interest in are not theirs to read or approve; all others they approve in one act", async () => {
    const contest = await contestOfThree();
    await leadTo(test.services, contest, "PUBLISHED");
    const editionId = contest.made.edition.id;
    const actor = await makeUser(test.services, { role: "SECRETARY", editionId });
    await test.services.db.prisma.conflict.create({ data: { editionId, entryId: contest.entries[1]?.id ?? "", userId: actor.userId, kind: "DECLARED", createdById: actor.userId } });
    await prepareResultLetters(test.services);
    const { rows, total } = await heldMailPage(test.services, { editionId, viewerId: actor.userId, page: 1 });
    expect(total).toBe(2);
    const act = { intent: "approve" as const, letters: rows.map(({ id, mark }) => ({ id, mark })) };
    expect(await settleHeldMail(test.services, { actor, editionId, act, now: now() })).toEqual({ ok: true, value: { letters: 2 } });
    expect((await lettersOf(contest)).map(({ state }) => state)).toEqual(["PENDING", "HELD", "PENDING"]);
  });

  it("are not written about results published long ago", async () => {
    const contest = await contestOfThree();
    await leadTo(test.services, contest, "PUBLISHED");
    await test.services.db.prisma.resultDecision.updateMany({ where: { editionId: contest.made.edition.id }, data: { publishedAt: new Date(now().getTime() - 31 * 86_400_000) } });
    await prepareResultLetters(test.services);
    expect(await lettersOf(contest)).toEqual([]);
  });
});
