import type { LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, describe, expect, it } from "vitest";
import { publicStamp } from "~/data/public-stamp.server";
import { AWARD_DECISION } from "~/domain/documents/paper-kinds";
import { revokePaper } from "~/features/documents/official/issue.server";
import { publicDecisionPdf } from "~/features/documents/official/public-decision.server";
import { publicResult } from "~/features/results/public-result.server";
import { loader } from "~/routes/public/decision-pdf";
import { paperGate } from "~/platform/render/paper-gate.server";
import { issueFirst, kindOf } from "../../../../factories/papers";
import { leadTo, makePublicContest, withdrawName, type PublicEntrySpec } from "../../../../factories/publication";
import { readPdf } from "../../../../support/read-pdf";
import { testServices } from "../../../../support/services";

const { services, clock, close } = await testServices();
afterAll(close);
const { prisma } = services.db;

const WINNERS: readonly PublicEntrySpec[] = [
  { title: "Máy gieo lạc bốn hàng", author: "Trần Thị Lan" },
  { title: "Bếp đun tiết kiệm", author: "Nguyễn Văn Ẩn", named: false },
];

async function stage() {
  const contest = await makePublicContest(services, WINNERS);
  await leadTo(services, contest, "APPROVED");
  const editionId = contest.made.edition.id;
  const { input } = await issueFirst(services, { editionId, actor: contest.secretary, kind: AWARD_DECISION });
  const pdf = () => publicDecisionPdf(services, contest.slug, clock.now());
  const text = async () => {
    const made = await pdf();
    if (!made.ok) throw new Error(made.reason);
    return (await readPdf(made.value)).map(({ text: page }) => page).join("\n");
  };
  const isLinked = async () => {
    const result = await publicResult(services.db, contest.slug, clock.now());
    return result.ok && result.value.hasDecisionPaper;
  };
  return { contest, editionId, id: input.id, pdf, text, isLinked };
}

describe("the decision for everybody", () => {
  it("is not there before publication, whatever was issued, nor for contests that are not known", async () => {
    const { contest, pdf } = await stage();
    expect(await pdf()).toEqual({ ok: false, reason: "not_found" });
    await leadTo(services, contest, "SIGNED");
    expect(await pdf()).toEqual({ ok: false, reason: "not_found" });
    for (const slug of ["khong-co", "../x", "", "\0"]) expect(await publicDecisionPdf(services, slug, clock.now())).toEqual({ ok: false, reason: "not_found" });
  });

  it("holds words, number and prizes as issued, and of names those who agreed; all others by their entry's code", async () => {
    const { contest, text, isLinked } = await stage();
    await leadTo(services, contest, "PUBLISHED");
    expect(await isLinked()).toBe(true);
    await prisma.edition.update({ where: { id: contest.made.edition.id }, data: { place: "Nơi Khác" } });
    const said = await text();
    const [, hidden] = contest.entries;
    for (const part of ["27/QĐ-BTC", "ngày 20 tháng 11 năm 2026", "Máy gieo lạc bốn hàng", "Trần Thị Lan", "Bếp đun tiết kiệm", `Tác giả của bài ${hidden?.code ?? ""}`, "Bản công khai"]) expect(said).toContain(part);
    expect(said).not.toContain("Nguyễn Văn Ẩn");
  });

  it("loses a name in the moment its consent is withdrawn, and pages kept in memory are renewed", async () => {
    const { contest, text } = await stage();
    await leadTo(services, contest, "PUBLISHED");
    expect(await text()).toContain("Trần Thị Lan");
    const before = await publicStamp(services.db, clock.now());
    await withdrawName(services, contest.entries[0]?.id ?? "");
    expect(await publicStamp(services.db, clock.now())).not.toBe(before);
    expect(await text()).not.toContain("Trần Thị Lan");
  });

  it("is the same bytes for everybody who asks at the same state", async () => {
    const { contest, pdf } = await stage();
    await leadTo(services, contest, "PUBLISHED");
    const all = await Promise.all([pdf(), pdf(), pdf()]);
    clock.set(new Date(clock.now().getTime() + 60_000));
    all.push(await pdf());
    expect(new Set(all.map((one) => (one.ok ? Buffer.from(one.value).toString("base64") : one.reason))).size).toBe(1);
  });

  it("waits for its turn like other papers: while too many are drawn it is told when to ask again, and drawn later", async () => {
    const { contest, pdf } = await stage();
    await leadTo(services, contest, "PUBLISHED");
    let finish: () => void = () => undefined;
    const work = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const others = Array.from({ length: 10 }, () => paperGate.run(() => work));
    try {
      expect(await pdf()).toEqual({ ok: false, reason: "papers_busy" });
      const request = new Request(`http://localhost:3000/cuoc-thi/${contest.slug}/quyet-dinh.pdf`);
      const answer = await loader({ request, params: { edition: contest.slug }, context: { services, now: clock.now() } } as unknown as LoaderFunctionArgs);
      expect({ status: answer.status, again: Number(answer.headers.get("retry-after")) > 0 }).toEqual({ status: 503, again: true });
    } finally {
      finish();
      await Promise.all(others);
    }
    expect(await pdf()).toMatchObject({ ok: true });
  });

  it("is gone once the paper is revoked, or bears another number than the published result", async () => {
    const { contest, editionId, id, pdf, isLinked } = await stage();
    await leadTo(services, contest, "PUBLISHED");
    await revokePaper(services, { actor: contest.secretary, editionId, kind: kindOf(AWARD_DECISION), now: clock.now(), input: { id, version: 1, reason: "Sai thể thức" } });
    expect([await pdf(), await isLinked()]).toEqual([{ ok: false, reason: "not_found" }, false]);
    await issueFirst(services, { editionId, actor: contest.secretary, kind: AWARD_DECISION }, { number: "99" });
    expect([await pdf(), await isLinked()]).toEqual([{ ok: false, reason: "not_found" }, false]);
  });
});
