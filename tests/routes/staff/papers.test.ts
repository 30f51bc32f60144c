import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { daysToIssue } from "~/domain/documents/paper-days";
import type { PaperReply } from "~/features/documents/components/paper-acts";
import { paperDesk } from "~/features/documents/official/desk.server";
import { loader as file } from "~/routes/staff/paper-file";
import { action, loader as page } from "~/routes/staff/paper-kind";
import { loader as hub } from "~/routes/staff/papers";
import { loader as publicPdf } from "~/routes/public/decision-pdf";
import { editionRow, issueFirst, viewOf } from "../../factories/papers";
import { leadTo, makePublicContest, type PublicContest } from "../../factories/publication";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { testServices } from "../../support/services";
import { countStatements } from "../../support/statements";

const { services, close } = await testServices();
afterAll(close);

const KIND = "qualified-decision";

async function stage() {
  const contest = await makePublicContest(services, [{ title: "Máy gieo lạc bốn hàng", author: "Trần Thị Lan" }]);
  return { contest, desk: { editionId: contest.made.edition.id, actor: contest.secretary, kind: KIND } };
}

const at = ({ slug }: PublicContest, kind = KIND) => ({ path: `/ban-to-chuc/${slug}/giay-to/${kind}`, params: { edition: slug, kind } });

async function post(contest: PublicContest, actor: Actor | null, fields: Record<string, string>, kind = KIND) {
  const { path, params } = at(contest, kind);
  const { value, response } = await outcomeOf(action({ request: postForm(path, fields), params, context: contextFor(services, actor) }));
  const reply = value as unknown as { data: PaperReply; init: { status: number } } | null;
  return { status: response?.status ?? reply?.init.status ?? 0, to: response?.headers.get("location") ?? null, reply: reply?.data ?? null };
}

const words = { intent: "words", version: "0", legalBases: "Căn cứ A", recipients: "Lưu: VT", onBehalf: "", signerTitle: "TRƯỞNG BAN", signerName: "Phan Văn Ký", "text-authority": "Ban Tổ chức", "text-instructions": "Giao Ban Thư ký.", "text-execution": "Thi hành." };

describe("the page of a kind of paper", () => {
  it("keeps what was typed: empty and too long texts are told at their fields, a change by somebody else beside theirs", async () => {
    const { contest } = await stage();
    const wrong = await post(contest, contest.secretary, { ...words, legalBases: " \n ", signerName: "K".repeat(81), "text-execution": "x".repeat(10_001) });
    expect([wrong.status, Object.keys(wrong.reply?.result?.error ?? {}).toSorted()]).toEqual([400, ["legalBases", "signerName", "text-execution"]]);
    expect(wrong.reply?.result?.initialValue).toMatchObject({ recipients: "Lưu: VT", "text-instructions": "Giao Ban Thư ký." });
    expect(await post(contest, contest.secretary, words)).toMatchObject({ status: 303, to: `${at(contest).path}?da=luu` });
    const late = await post(contest, contest.secretary, { ...words, legalBases: "Căn cứ B" });
    expect(late).toMatchObject({ status: 409, reply: { intent: "words", about: "version_conflict", result: { initialValue: { legalBases: "Căn cứ B" } } } });
    const { value } = await outcomeOf(page({ request: getPage(at(contest).path), params: at(contest).params, context: contextFor(services, contest.secretary) }));
    expect(value?.view.words.changed).toMatchObject({ legalBases: "Căn cứ A", version: 1 });
  });

  it("tells a number and a day at their fields, and issues once", async () => {
    const { contest, desk } = await stage();
    const [paper] = (await viewOf(services, desk)).papers;
    const fields = { intent: "issue", id: randomUUID(), name: paper?.name ?? "", draft: paper?.draft ?? "", number: "17", date: "20/11/2026" };
    for (const [change, field] of [[{ number: "" }, "number"], [{ number: "một" }, "number"], [{ date: "23/11/2026" }, "date"], [{ date: "31/02/2026" }, "date"]] as const) {
      const told = await post(contest, contest.secretary, { ...fields, ...change });
      expect([told.status, Object.keys(told.reply?.result?.error ?? {})]).toEqual([400, [field]]);
    }
    expect(await post(contest, contest.secretary, { ...fields, draft: "0".repeat(64) })).toMatchObject({ status: 409 });
    expect(await post(contest, contest.secretary, fields)).toMatchObject({ status: 303 });
    expect(await post(contest, contest.secretary, fields)).toMatchObject({ status: 303 });
    expect(await services.db.prisma.issuedPaper.count({ where: { editionId: desk.editionId } })).toBe(1);
    const taken = await post(contest, contest.secretary, { ...fields, id: randomUUID() });
    expect(taken).toMatchObject({ status: 409 });
  });

  it("tells a wrong number and a wrong day at once, and within which days a paper may be issued, in both languages", async () => {
    const { contest, desk } = await stage();
    const [paper] = (await viewOf(services, desk)).papers;
    const fields = { intent: "issue", id: randomUUID(), name: paper?.name ?? "", draft: paper?.draft ?? "", number: "abc", date: "31/02/2027" };
    const { from, to } = daysToIssue((await editionRow(services, desk.editionId)).opensAt, services.clock.now());
    const shown = (day: string) => day.split("-").toReversed().join("/");
    for (const date of ["31/02/2027", "01/01/1900", "23/11/2026"]) {
      const told = await post(contest, contest.secretary, { ...fields, date });
      expect([told.status, Object.keys(told.reply?.result?.error ?? {}).toSorted(), told.reply?.about]).toEqual([400, ["date", "number"], paper?.name]);
      expect(told.reply?.result?.initialValue).toMatchObject({ number: "abc", date });
    }
    const early = await post(contest, contest.secretary, { ...fields, number: "17", date: "01/01/1900" });
    expect(early.reply?.result?.error).toEqual({ date: [`Ngày phải từ ${shown(from)} đến ${shown(to)}.`] });
    const { path, params } = at(contest);
    const english = await outcomeOf(action({ request: postForm(`/en${path}`, { ...fields, number: "17", date: "01/01/1900" }), params, context: contextFor(services, contest.secretary) }));
    expect((english.value as unknown as { data: PaperReply }).data.result?.error).toEqual({ date: [`The date must be from ${shown(from)} to ${shown(to)}.`] });
    expect(await services.db.prisma.issuedPaper.count({ where: { editionId: desk.editionId } })).toBe(0);
  });

  it("is for organisers to look at and for the secretary to act on; others and unknown kinds are not found or asked to sign in", async () => {
    const { contest } = await stage();
    const seen = async (actor: Actor | null, kind = KIND) => {
      const { params, path } = at(contest, kind);
      return (await outcomeOf(page({ request: getPage(path), params, context: contextFor(services, actor) }))).response?.status ?? 200;
    };
    expect([await seen(contest.secretary), await seen(contest.organiser), await seen(contest.chair), await seen(null), await seen(contest.secretary, "khong-co")]).toEqual([200, 200, 403, 302, 404]);
    expect([(await post(contest, contest.organiser, words)).status, (await post(contest, null, words)).status, (await post(contest, contest.secretary, { intent: "x" })).status]).toEqual([403, 401, 400]);
  });
});

describe("files and lists", () => {
  it("a file that is not there is not found; an issued one comes under its own name, kept by no cache", async () => {
    const { contest, desk } = await stage();
    const { input } = await issueFirst(services, desk);
    const get = (query: string) => outcomeOf(file({ request: getPage(`${at(contest).path}/tai${query}`), params: at(contest).params, context: contextFor(services, contest.secretary) }));
    expect((await get(`?ban=${randomUUID()}&dang=pdf`)).response?.status).toBe(404);
    expect((await get(`?ban=${input.id}&dang=exe`)).response?.status).toBe(404);
    const { value } = await get(`?ban=${input.id}&dang=docx`);
    expect([value?.status, value?.headers.get("cache-control"), value?.headers.get("content-disposition")]).toEqual([200, "private, no-store", expect.stringContaining(`${input.name}.docx`) as string]);
  });

  it("the list of kinds costs a fixed number of statements", async () => {
    const { contest, desk } = await stage();
    const look = { actor: contest.secretary, edition: await editionRow(services, desk.editionId), phase: "DECIDING" as const };
    const count = async () => (await countStatements(services.db.pool, () => paperDesk(services, look))).count;
    const before = await count();
    await issueFirst(services, desk);
    expect(await count()).toEqual(before);
    const { value } = await outcomeOf(hub({ request: getPage(`/ban-to-chuc/${contest.slug}/giay-to`), params: { edition: contest.slug }, context: contextFor(services, contest.secretary) }));
    expect(value?.rows.find(({ key }) => key === KIND)).toMatchObject({ missing: null, issued: [{ number: "27/QĐ-BTC", date: "2026-11-20", hasScan: false }] });
  });

  it("the decision for everybody is 404 until it is published", async () => {
    const { contest, desk } = await stage();
    await leadTo(services, contest, "APPROVED");
    await issueFirst(services, { ...desk, kind: "award-decision" });
    const status = async () => (await outcomeOf(publicPdf({ request: getPage("/x"), params: { edition: contest.slug }, context: contextFor(services, null) }))).response?.status ?? 200;
    expect(await status()).toBe(404);
    await leadTo(services, contest, "PUBLISHED");
    expect(await status()).toBe(200);
  });
});
