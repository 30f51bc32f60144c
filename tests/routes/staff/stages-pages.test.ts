import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { decisionOf } from "~/data/results.server";
import { appealsOnEntry } from "~/features/appeals/own-appeals.server";
import { action as ownAction, loader as ownPage } from "~/routes/entrant/appeal";
import { loader as resultsJson } from "~/routes/public/results-json";
import { action as appealAction, loader as appealPage } from "~/routes/staff/appeal";
import { loader as appealsPage } from "~/routes/staff/appeals";
import { action as correctionAction, loader as correctionPage } from "~/routes/staff/correction";
import { action as decisionAction, loader as decisionPage } from "~/routes/staff/decision";
import { makeUser } from "../../factories/people";
import { leadTo } from "../../factories/publication";
import { makeJudgedEdition, type JudgedEdition } from "../../factories/results";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";
import { countStatements } from "../../support/statements";

let test: TestServices;
let signed: JudgedEdition;
let published: JudgedEdition;
let owner: Actor;
let appealId: string;
const spec = { novelty: [["38", "38", "38"], ["37", "37", "37"], ["20", "20", "20"]], quotas: { FIRST: 1 } } as const;

beforeAll(async () => {
  test = await testServices();
  signed = await makeJudgedEdition(test.services, spec);
  await leadTo(test.services, signed, "SIGNED");
  published = await makeJudgedEdition(test.services, spec);
  await leadTo(test.services, published, "PUBLISHED");
  const entry = await test.services.db.prisma.entry.findUniqueOrThrow({ where: { id: published.entries[1]?.id ?? "" }, include: { owner: true } });
  owner = { userId: entry.ownerId, name: entry.owner.name, email: entry.owner.email, phone: null, roles: [] };
});
afterAll(() => test.close());

type Loader = (args: LoaderFunctionArgs) => Promise<unknown>;
type Action = (args: ActionFunctionArgs) => Promise<unknown>;

const paramsOf = ({ made }: JudgedEdition, more: Record<string, string> = {}) => ({ edition: made.edition.slug, ...more });
const look = (page: Loader, contest: JudgedEdition, actor: Actor | null, more: Record<string, string> = {}, search = "") =>
  outcomeOf(page({ request: getPage(`/ban-to-chuc/${contest.made.edition.slug}/x${search}`), params: paramsOf(contest, more), context: contextFor(test.services, actor) }));
const send = (action: Action, contest: JudgedEdition, actor: Actor, fields: Record<string, string | readonly string[]>, more: Record<string, string> = {}) =>
  outcomeOf(action({ request: postForm(`/ban-to-chuc/${contest.made.edition.slug}/x`, fields), params: paramsOf(contest, more), context: contextFor(test.services, actor) }));
const statusOf = (outcome: { value: unknown; response: Response | null }) => outcome.response?.status ?? (outcome.value as { init?: { status?: number } } | null)?.init?.status ?? 200;

describe("setting the minute of publication", () => {
  const version = async () => String((await decisionOf(test.services.db.prisma, signed.made.edition.id))?.version ?? 0);

  it("shows what it would do before it does it, keeps what was typed, and says what is wrong", async () => {
    const post = async (fields: Record<string, string>) => send(decisionAction, signed, signed.secretary, { version: await version(), ...fields });
    const preview = await post({ intent: "preview", publishAt: "08:00 20/12/2026" });
    expect([statusOf(preview), (preview.value as { data: { preview: Date } }).data.preview.toISOString()]).toEqual([200, "2026-12-20T01:00:00.000Z"]);
    expect((await decisionOf(test.services.db.prisma, signed.made.edition.id))?.publishAt).toBeNull();
    for (const publishAt of ["", "mai", "08:00 31/02/2027", "08:00 20/12/2020"]) expect([publishAt, statusOf(await post({ intent: "preview", publishAt }))]).toEqual([publishAt, 400]);
    expect(statusOf(await post({ intent: "schedule", publishAt: "08:00 20/12/2026", version: "1" }))).toBe(409);
    expect(statusOf(await post({ intent: "schedule", publishAt: "08:00 20/12/2026" }))).toBe(302);
    const shown = await look(decisionPage, signed, signed.chair);
    expect(shown.value).toMatchObject({ view: { schedule: { at: new Date("2026-12-20T01:00:00Z"), by: signed.secretary.name }, next: "wait" } });
    const machine = await resultsJson({ request: getPage("/x"), params: paramsOf(signed), context: contextFor(test.services, null) });
    expect([machine.status, await machine.json()]).toEqual([404, expect.objectContaining({ plannedAt: "2026-12-20T08:00:00+07:00" })]);
    expect(statusOf(await send(decisionAction, signed, signed.organiser, { version: await version(), intent: "unschedule" }))).toBe(403);
    expect(statusOf(await post({ intent: "unschedule" }))).toBe(302);
  });
});

describe("the entrant's page of appeals", () => {
  const entryId = () => ({ id: published.entries[1]?.id ?? "" });

  it("is for people of the entry; takes one appeal and keeps what was typed of a refused one", async () => {
    for (const stranger of [published.secretary, await makeUser(test.services)]) expect(statusOf(await look(ownPage, published, stranger, entryId()))).toBe(404);
    expect(statusOf(await look(ownPage, published, null, entryId()))).toBe(302);
    expect(statusOf(await look(ownPage, published, owner, { id: "khong-phai-ma" }))).toBe(404);
    const id = randomUUID();
    const short = await send(ownAction, published, owner, { intent: "file", id, grounds: "Ngắn" }, entryId());
    expect([statusOf(short), (short.value as { data: { result: { initialValue: { grounds: string } } } }).data.result.initialValue.grounds]).toEqual([400, "Ngắn"]);
    expect(statusOf(await send(ownAction, published, owner, { intent: "file", id, grounds: "Một giám khảo cộng thiếu điểm của bài.\0" }, entryId()))).toBe(303);
    expect(statusOf(await send(ownAction, published, owner, { intent: "file", id: randomUUID(), grounds: "Một giám khảo cộng thiếu điểm của bài." }, entryId()))).toBe(409);
    expect(statusOf(await send(ownAction, published, owner, { intent: "withdraw", id: "x" }, entryId()))).toBe(400);
    expect(statusOf(await send(ownAction, published, owner, { intent: "withdraw", id: randomUUID() }, entryId()))).toBe(404);
    appealId = id;
  });
});

describe("what the page of an entry says of appeals", () => {
  it("is the deadline while it runs, then that it is over, with whom to ask", async () => {
    const { id: editionId } = published.made.edition;
    const entry = published.entries[2];
    const line = async (now: Date) => appealsOnEntry(test.services, { entryId: entry?.id ?? "", code: entry?.code ?? null, now });
    await test.services.db.prisma.edition.update({ where: { id: editionId }, data: { contact: "Ban Thư ký, 0222 3 123 456" } });
    const contact = "Ban Thư ký, 0222 3 123 456";
    const open = await line(test.clock.now());
    expect(open).toMatchObject({ ok: true, value: { isOpen: true, hasAny: false, contact } });
    const end = open.ok ? open.value.end : null;
    expect(await line(new Date((end?.getTime() ?? 0) + 1_000))).toMatchObject({ ok: true, value: { isOpen: false, end, contact } });
    const page = await look(ownPage, published, owner, { id: published.entries[1]?.id ?? "" });
    expect(page.value).toMatchObject({ view: { contact } });
  });
});

describe("the staff's pages of appeals and corrections", () => {
  it("are for chair, organisers and secretary of the edition", async () => {
    for (const page of [appealsPage, correctionPage] as Loader[]) {
      for (const actor of [published.chair, published.organiser, published.secretary]) expect((await look(page, published, actor)).response).toBeNull();
      for (const actor of [signed.chair, owner]) expect(statusOf(await look(page, published, actor))).toBe(404);
      expect(statusOf(await look(page, published, null))).toBe(302);
    }
    expect(statusOf(await look(appealsPage, signed, signed.chair))).toBe(409);
    expect((await look(appealsPage, published, published.chair, {}, "?q=%25&page=abc&tinh-trang=x")).response).toBeNull();
    for (const appeal of ["khong-phai-ma", randomUUID()]) expect(statusOf(await look(appealPage, published, published.chair, { appeal }))).toBe(404);
    expect((await look(appealPage, published, published.secretary, { appeal: appealId })).value).toMatchObject({ appeal: { mayAnswer: false, prize: null } });
  });

  it("take a whole answer alone, once, and open a correction for known entries", async () => {
    const answer = (fields: Record<string, string>, actor = published.chair) => send(appealAction, published, actor, { version: "1", ...fields }, { appeal: appealId });
    expect(statusOf(await answer({ outcome: "UPHELD", answer: "" }))).toBe(400);
    expect(statusOf(await answer({ outcome: "MAYBE", answer: "Đúng." }))).toBe(400);
    expect(statusOf(await answer({ outcome: "UPHELD", answer: "Đúng.", show: "secrets" }))).toBe(400);
    expect(statusOf(await answer({ outcome: "UPHELD", answer: "Đúng." }, published.secretary))).toBe(403);
    expect(statusOf(await answer({ outcome: "UPHELD", answer: "Đúng." }))).toBe(303);
    expect(statusOf(await answer({ outcome: "UPHELD", answer: "Đúng." }))).toBe(409);
    const open = (fields: Record<string, string>, actor = published.chair) => send(correctionAction, published, actor, { intent: "open", id: randomUUID(), ...fields });
    const code = published.entries[1]?.code ?? "";
    expect(statusOf(await open({ entries: code, reason: "" }))).toBe(400);
    const unknown = await open({ entries: `${code}, KHONG-CO`, reason: "Sai." });
    const { error } = (unknown.value as { data: { result: { error: Record<string, string[]> } } }).data.result;
    expect([statusOf(unknown), error]).toEqual([400, { entries: [expect.stringContaining(": KHONG-CO.")] }]);
    const many = Array.from({ length: 51 }, (_, index) => `KHONG-${index}`).join(" ");
    expect((await open({ entries: many, reason: "Sai." })).value).toMatchObject({ data: { result: { error: { entries: [expect.stringContaining("50")] } } } });
    expect(statusOf(await open({ entries: code, reason: "Sai." }, published.secretary))).toBe(403);
    expect(statusOf(await open({ entries: ` ${code.toLowerCase()} ,`, reason: "Cộng sai.", appeal: appealId }))).toBe(303);
    expect(statusOf(await open({ entries: code, reason: "Sai." }))).toBe(409);
    const decision = (await look(decisionPage, published, published.chair)).value as { view: { mayNow: string[]; isUnchanged: boolean; next: string } };
    expect(decision.view).toMatchObject({ isUnchanged: true, next: "changeOrAbandon", mayNow: expect.not.arrayContaining(["propose"]) });
    expect(statusOf(await send(correctionAction, published, published.chair, { intent: "abandon", reason: "" }))).toBe(400);
    expect(statusOf(await send(correctionAction, published, published.chair, { intent: "abandon", reason: "Điểm giữ nguyên." }))).toBe(303);
    expect(statusOf(await send(correctionAction, published, published.chair, { intent: "x" }))).toBe(400);
  });

  it("the list takes as many statements for one appeal as for three", async () => {
    const load = async () => (await countStatements(test.services.db.pool, () => look(appealsPage, published, published.chair))).count;
    await load();
    const one = await load();
    for (const place of [0, 2]) {
      const entry = published.entries[place];
      const text = await test.services.db.prisma.erasableText.findFirstOrThrow();
      await test.services.db.prisma.appeal.create({ data: { editionId: published.made.edition.id, entryId: entry?.id ?? "", number: 1, filedById: owner.userId, filedAt: test.clock.now(), groundsId: text.id } });
    }
    expect([await load(), one <= 10]).toEqual([one, true]);
  });
});
