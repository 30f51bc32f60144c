import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { compareChangedEntries } from "~/features/duplicates/compare-entries.server";
import { action as pairAction, loader as pairLoader } from "~/routes/staff/duplicate-pair";
import { loader as listLoader } from "~/routes/staff/duplicates";
import { makeEdition } from "../../factories/editions";
import { makeEntry } from "../../factories/entries";
import { makeUser } from "../../factories/people";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { testServices } from "../../support/services";
import { TEXTS } from "../../unit/domain/duplicates/corpus";

const { services, close } = await testServices();
afterAll(close);
const { prisma } = services.db;
beforeEach(async () => void (await prisma.entry.deleteMany({})));

async function stage() {
  const { edition } = await makeEdition(services);
  const secretary = await makeUser(services, { role: "SECRETARY", editionId: edition.id });
  const enter = (birthDate: string) => makeEntry(services, edition, { state: "SUBMITTED", title: `Giải pháp ${randomUUID()}`, summary: "Ngắn.", parts: { content: TEXTS.binOne }, authors: [{ birthDate }] });
  const [one, other] = [await enter("2011-01-01"), await enter("2012-02-02")];
  await compareChangedEntries(services);
  const path = `/ban-to-chuc/${edition.slug}/trung-lap`;
  const args = (request: Request, actor: Actor | null, params: Record<string, string> = {}) => ({ request, params: { edition: edition.slug, ...params }, context: contextFor(services, actor) });
  const pair = (entry: string, second: string) => ({ entry, other: second });
  return {
    edition, secretary, one, other,
    list: (query = "", actor: Actor | null = secretary) => outcomeOf(listLoader(args(getPage(path + query), actor))),
    open: (entry = one.id, second = other.id, actor: Actor | null = secretary) => outcomeOf(pairLoader(args(getPage(`${path}/${entry}/${second}`), actor, pair(entry, second)))),
    act: (fields: Record<string, string>, actor: Actor = secretary) => outcomeOf(pairAction(args(postForm(`${path}/${one.id}/${other.id}`, fields), actor, pair(one.id, other.id)))),
  };
}

const statusOf = (outcome: { response: Response | null }) => outcome.response?.status;

describe("the list of pairs", () => {
  it("is for the staff of the edition, and doesn't exist for others", async () => {
    const { edition, list } = await stage();
    const chair = await makeUser(services, { role: "CHAIR", editionId: edition.id });
    expect([statusOf(await list("", await makeUser(services))), statusOf(await list("", chair)), statusOf(await list("", null))]).toEqual([404, 403, 302]);
  });

  it("reads tab, words and page from the address and leaves out what it doesn't know", async () => {
    const { one, list } = await stage();
    const rows = async (query: string) => (await list(query)).value?.rows.map(({ own }) => own.id);
    expect([await rows(""), await rows("?loc=da-ket-luan"), await rows("?q=giai%20phap"), await rows("?q=khong-co"), await rows("?loc=x&page=-3&q=%00")]).toEqual([[one.id], [], [one.id], [], [one.id]]);
    expect(await rows("?page=7")).toEqual([]);
  });
});

describe("two entries side by side", () => {
  it("are found in either order, and nowhere else", async () => {
    const { one, other, open } = await stage();
    const elsewhere = await stage();
    expect([(await open()).value?.view.pair.other.id, (await open(other.id, one.id)).value?.view.pair.other.id]).toEqual([other.id, one.id]);
    expect((await open()).value?.view.excerpts[0]?.first.text).toBe(TEXTS.binOne.replace(/\.$/, ""));
    const strangers = [await open(one.id, one.id), await open("khong-co", other.id), await open(one.id, randomUUID()), await elsewhere.open(one.id, other.id), await open(one.id, other.id, await makeUser(services))];
    expect(strangers.map(statusOf)).toEqual([404, 404, 404, 404, 404]);
  });

  it("hand nothing of the authors' contacts over", async () => {
    const { open } = await stage();
    expect(JSON.stringify((await open()).value)).not.toMatch(/\+84912000000|birthDate|guardianPhone/);
  });

  it("are decided upon with a reason; without one the form comes back", async () => {
    const { act, open } = await stage();
    expect((await act({ intent: "same", note: " " })).value).toMatchObject({ data: { act: "same" }, init: { status: 400 } });
    expect((await act({ intent: "same", note: "x".repeat(2_001) })).value).toMatchObject({ init: { status: 400 } });
    expect(statusOf(await act({ intent: "xoa" }))).toBe(400);
    const done = await act({ intent: "different", note: "Hai nhóm làm riêng." });
    expect([statusOf(done), done.response?.headers.get("location")]).toEqual([303, expect.stringMatching(/\?da-ghi=1$/)]);
    expect((await open()).value?.view.verdict).toMatchObject({ judgement: "DIFFERENT", note: "Hai nhóm làm riêng." });
  });

  it("already decided upon keep what somebody else typed meanwhile", async () => {
    const { edition, act } = await stage();
    await act({ intent: "same", note: "Chép nguyên văn." });
    const colleague = await makeUser(services, { role: "SECRETARY", editionId: edition.id });
    const late = (await act({ intent: "different", note: "Tôi thấy khác." }, colleague)).value;
    expect(late).toMatchObject({ data: { act: "different", result: { initialValue: { note: "Tôi thấy khác." } } }, init: { status: 409 } });
    expect(statusOf(await act({ intent: "reopen" }, colleague))).toBe(303);
    expect((await act({ intent: "reopen" }, colleague)).value).toMatchObject({ init: { status: 409 } });
  });

  it("are out of reach for whoever has a conflict of interest with one of them", async () => {
    const { edition, other, secretary, open, act } = await stage();
    await prisma.conflict.create({ data: { editionId: edition.id, entryId: other.id, userId: secretary.userId, kind: "DECLARED" } });
    expect(statusOf(await open())).toBe(404);
    expect((await act({ intent: "same", note: "Chép nguyên văn." })).value).toMatchObject({ init: { status: 403 } });
  });

  it("are looked at but not decided upon by organisers", async () => {
    const { edition, open, act } = await stage();
    const organiser = await makeUser(services, { role: "ORGANISER", editionId: edition.id });
    expect((await open(undefined, undefined, organiser)).value?.view.barred).toBe("forbidden");
    expect((await act({ intent: "same", note: "Chép nguyên văn." }, organiser)).value).toMatchObject({ init: { status: 403 } });
  });
});
