import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AutosaveAnswer } from "~/domain/entry/autosave";
import type { Actor } from "~/domain/access/roles";
import { authorField } from "~/domain/entry/completeness";
import { readEntry, versionInHand } from "~/data/entries.server";
import { marksOf, type SavedStep, writeSeen } from "~/features/entries/draft-tokens.server";
import { stepPath } from "~/features/entries/steps";
import { paths } from "~/paths";
import * as autosave from "~/routes/entrant/autosave";
import * as authorsRoute from "~/routes/entrant/edit-authors";
import * as basicsRoute from "~/routes/entrant/edit-basics";
import { makeEdition, type MadeEdition } from "../../factories/editions";
import { makeEntry } from "../../factories/entries";
import { makeUser } from "../../factories/people";
import { answerOf } from "../../support/answers";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { TEST_DAY, testServices, type TestServices } from "../../support/services";

let test: TestServices;
let made: MadeEdition;
let child: Actor;
let parent: Actor;
let entryId: string;
let authorKey: string;

beforeAll(async () => {
  test = await testServices();
  made = await makeEdition(test.services);
});
afterAll(() => test.close());
beforeEach(async () => {
  test.clock.set(TEST_DAY);
  [child, parent] = [await makeUser(test.services, { name: "Trần Thị Con" }), await makeUser(test.services, { name: "Trần Văn Cha" })];
  const entry = await makeEntry(test.services, made.edition, { owner: child, title: "Ban đầu", authors: [{ userId: parent.userId, fullName: "Trần Thị Con" }] });
  entryId = entry.id;
  authorKey = entry.authors[0]?.key ?? "";
});

const later = (seconds: number) => test.clock.set(new Date(test.clock.now().getTime() + seconds * 1000));

async function stored() {
  const entry = await readEntry(test.services.db.prisma, entryId);
  const version = entry && versionInHand(entry);
  if (!version) throw new Error("no such entry");
  return version;
}

/** The marks a page carries that is opened now. */
const seenNow = async (step: SavedStep, actor: Actor) => marksOf(await stored(), step, actor.userId);

interface Sent {
  slug?: string;
  id?: string;
  by?: string | null;
  seen?: Record<string, string>;
}

async function send(actor: Actor | null, fields: Record<string, string | readonly string[]>, { slug = "thong-tin", id = entryId, by = actor?.userId ?? "", seen = {} }: Sent = {}) {
  const names = Object.keys(fields).filter((name) => name !== "author" && name !== "authors");
  const body = { ...fields, ...(by === null ? {} : { by }), intent: "autosave", seen: writeSeen(seen), fields: names.map(encodeURIComponent).join(" ") };
  const request = postForm(paths.autosaveEntry(id, slug), body);
  const { value, response } = await outcomeOf(autosave.action({ request, params: { id, step: slug }, context: contextFor(test.services, actor) }));
  const answered = response ?? value;
  return { status: answered.status, body: (await answered.json()) as AutosaveAnswer & { reason?: string; text?: string } };
}

describe("saving while typing", () => {
  it("writes the fields that were sent and nothing else, and gives what to go on from", async () => {
    const seen = await seenNow("basics", child);
    const { status, body } = await send(child, { title: "Máy gieo lạc" }, { seen });
    expect(status).toBe(200);
    expect(await stored()).toMatchObject({ title: "Máy gieo lạc", savedById: child.userId });
    expect(body).toMatchObject({ time: "15:00", conflicts: [], theirs: [], errors: { title: [] }, renamed: [] });
    expect(body.marks).toEqual({ title: (await seenNow("basics", child))["title"] });
    const again = await send(child, { title: "Máy gieo lạc hai hàng" }, { seen: { ...seen, ...body.marks } });
    expect(again.body.conflicts).toEqual([]);
    expect((await stored()).title).toBe("Máy gieo lạc hai hàng");
  });

  it("does its work once, however often it is sent", async () => {
    const seen = await seenNow("basics", child);
    const all = await Promise.all([1, 2, 3].map(() => send(child, { title: "Một lần thôi" }, { seen })));
    expect(all.map(({ status, body }) => [status, body.conflicts])).toEqual([[200, []], [200, []], [200, []]]);
    const { lockVersion } = await stored();
    await send(child, { title: "Một lần thôi" }, { seen });
    expect((await stored()).lockVersion).toBe(lockVersion);
  });

  it("keeps what cannot be read, and says so at the field", async () => {
    const { body } = await send(child, { created: "13/2026" }, { seen: await seenNow("basics", child) });
    expect(body.errors["created"]?.join()).toContain("03/2026");
    expect((await stored()).unreadable).toEqual({ created: "13/2026" });
  });

  it("stores NFC without control characters, and a paste of 200 kB whole", async () => {
    const partKey = made.parts.find(({ kind }) => kind === "TEXT")?.key ?? "";
    const long = "Mô tả rất dài. ".repeat(14_000).trim();
    const seen = await seenNow("description", child);
    const { status, body } = await send(child, { [`part-${partKey}`]: long, summary: "Ma\u0301y\u0000 gieo\u0007" }, { slug: "mo-ta", seen });
    expect([status, body.conflicts]).toEqual([200, []]);
    expect((await stored()).parts[partKey]).toBe(long);
    expect((await stored()).summary).toBe("Máy gieo");
    const again = await send(child, { summary: "Ma\u0301y\u0000 gieo\u0007" }, { slug: "mo-ta", seen });
    expect(again.body.conflicts).toEqual([]);
  });

  it("tells of what others saved in fields that were not sent", async () => {
    const seen = await seenNow("basics", child);
    await send(parent, { unitName: "Trường của cha" }, { seen: await seenNow("basics", parent) });
    const { body } = await send(child, {}, { seen });
    expect(body.theirs).toEqual([{ name: "unitName", value: "Trường của cha", mark: (await seenNow("basics", child))["unitName"] }]);
  });
});

describe("two people on one field", () => {
  it("do not pass for having seen the other's text by sending back what they were shown", async () => {
    const seen = await seenNow("basics", child);
    await send(parent, { title: "Của cha" }, { seen: await seenNow("basics", parent) });
    const { body } = await send(child, { title: "Ban đầu" }, { seen });
    expect(body.marks).toEqual({});
    expect(body.theirs).toEqual([{ name: "title", value: "Của cha", mark: (await seenNow("basics", child))["title"] }]);
    expect((await stored()).title).toBe("Của cha");
  });

  it("are shown both texts with who saved the other and when; nothing is overwritten until one is chosen", async () => {
    const seen = await seenNow("basics", child);
    await send(parent, { title: "Của cha" }, { seen: await seenNow("basics", parent) });
    later(60);
    await send(child, { unitName: "Trường của con" }, { seen });
    const { status, body } = await send(child, { title: "Của con" }, { seen });
    expect(status).toBe(200);
    expect(body.conflicts).toEqual([
      { name: "title", kind: "field", label: "Tên giải pháp, sản phẩm", heading: "Trần Văn Cha lưu lúc 15:00 22/11/2026", mine: "Của con", theirs: "Của cha", theirsValue: "Của cha", mark: (await seenNow("basics", child))["title"] },
    ]);
    expect(body.marks).toEqual({});
    expect(await stored()).toMatchObject({ title: "Của cha", unitName: "Trường của con" });
    const mine = await send(child, { title: "Của con" }, { seen: { ...seen, title: body.conflicts[0]?.mark ?? "" } });
    expect(mine.body.conflicts).toEqual([]);
    expect((await stored()).title).toBe("Của con");
  });

  it("are asked again where the other text changed once more in between", async () => {
    const seen = await seenNow("basics", child);
    await send(parent, { title: "Của cha" }, { seen: await seenNow("basics", parent) });
    const first = await send(child, { title: "Của con" }, { seen });
    await send(parent, { title: "Của cha, lần hai" }, { seen: await seenNow("basics", parent) });
    const second = await send(child, { title: "Của con" }, { seen: { ...seen, title: first.body.conflicts[0]?.mark ?? "" } });
    expect(second.body.conflicts.map(({ theirs }) => theirs)).toEqual(["Của cha, lần hai"]);
    expect((await stored()).title).toBe("Của cha, lần hai");
  });

  it("who write about an author and remove the same one are asked", async () => {
    const second = randomUUID();
    const addRow = { authors: "1", author: authorKey, newKey: second, intent: "add", seen: writeSeen(await seenNow("authors", child)) };
    await outcomeOf(authorsRoute.action({ request: postForm(stepPath(entryId, "authors"), addRow), params: { id: entryId }, context: contextFor(test.services, child) }));
    const seen = await seenNow("authors", parent);
    const remove = { authors: "1", author: [authorKey, second], intent: `remove:${second}`, seen: writeSeen(await seenNow("authors", child)) };
    await outcomeOf(authorsRoute.action({ request: postForm(stepPath(entryId, "authors"), remove), params: { id: entryId }, context: contextFor(test.services, child) }));
    const field = authorField(second, "fullName");
    const { body } = await send(parent, { authors: "1", author: [authorKey, second], [field]: "Lê Văn Hai" }, { slug: "tac-gia", seen });
    expect(body.conflicts.map(({ name, kind }) => [name, kind])).toEqual([[`author-${second}`, "removed"]]);
    expect(body.marks).toEqual({});
    expect((await stored()).authors).toHaveLength(1);
  });
});

describe("an author", () => {
  it("who becomes another person field by field loses the consents given for the one before", async () => {
    const authors = { authors: "1", author: authorKey };
    later(60);
    const first = await send(child, { ...authors, [authorField(authorKey, "fullName")]: "Người Khác Hẳn" }, { slug: "tac-gia", seen: await seenNow("authors", child) });
    expect(first.body.renamed).toEqual([]);
    later(60);
    const { body } = await send(child, { ...authors, [authorField(authorKey, "birthDate")]: "01/02/2013" }, { slug: "tac-gia", seen: await seenNow("authors", child) });
    const [renamed] = body.renamed;
    expect(renamed?.[0]).toBe(authorKey);
    expect((await stored()).authors.map(({ key, fullName }) => [key, fullName])).toEqual([[renamed?.[1], "Người Khác Hẳn"]]);
    expect(await test.services.db.prisma.consent.count({ where: { entryId, authorKey: renamed?.[1] ?? "" } })).toBe(0);
  });
});

describe("who may save, and when", () => {
  it("is nobody without a session, and no other account than the one that typed", async () => {
    const seen = await seenNow("basics", child);
    expect(await send(null, { title: "x" }, { seen })).toMatchObject({ status: 401, body: { reason: "unauthenticated" } });
    expect(await send(parent, { title: "x" }, { seen, by: child.userId })).toMatchObject({ status: 403, body: { reason: "other_writer" } });
    expect(await send(parent, { title: "x" }, { seen, by: null })).toMatchObject({ status: 403 });
    expect((await stored()).title).toBe("Ban đầu");
  });

  it("is nobody else: the entry does not exist for them; nor do unknown steps and what is no id", async () => {
    const stranger = await makeUser(test.services);
    expect((await send(stranger, { title: "x" })).status).toBe(404);
    expect((await send(child, { title: "x" }, { id: randomUUID() })).status).toBe(404);
    expect((await send(child, { title: "x" }, { id: "khong-phai-ma" })).status).toBe(404);
    for (const slug of ["dong-y", "la"]) expect((await send(child, { title: "x" }, { slug })).status).toBe(404);
  });

  it("ends with receipt, with words why", async () => {
    const seen = await seenNow("basics", child);
    test.clock.set(new Date(made.edition.closesAt.getTime() + 3_600_000));
    const late = await send(child, { title: "Muộn" }, { seen });
    expect([late.status, late.body.reason]).toEqual([410, "deadline_passed"]);
    expect(late.body.text).toBeTruthy();
    test.clock.set(made.edition.screeningEndsAt);
    expect([409, 410]).toContain((await send(child, { title: "Muộn" }, { seen })).status);
    expect((await stored()).title).toBe("Ban đầu");
  });

  it("is told what is no form and what is too large", async () => {
    const params = { id: entryId, step: "thong-tin" };
    const post = (headers: Record<string, string>, body: string) =>
      outcomeOf(autosave.action({ request: new Request("http://localhost/", { method: "POST", headers, body }), params, context: contextFor(test.services, child) }));
    expect((await post({ "content-type": "application/json" }, "{}")).response?.status).toBe(400);
    expect((await post({ "content-type": "application/x-www-form-urlencoded", "content-length": "50000000" }, "a=b")).response?.status).toBe(413);
    const opened = await outcomeOf(Promise.resolve().then(() => autosave.loader({ request: getPage(paths.autosaveEntry(entryId, "mo-ta")), params: { id: entryId, step: "mo-ta" }, context: contextFor(test.services, child) })));
    expect(opened.response?.headers.get("location")).toBe(stepPath(entryId, "description"));
  });
});

describe("the button of a step, without scripts", () => {
  async function press(actor: Actor, fields: Record<string, string>, seen: Record<string, string> | string) {
    const body = { by: actor.userId, intent: "save", ...fields, seen: typeof seen === "string" ? seen : writeSeen(seen) };
    const { value, response } = await outcomeOf(basicsRoute.action({ request: postForm(stepPath(entryId, "basics"), body), params: { id: entryId }, context: contextFor(test.services, actor) }));
    if (response) return { status: response.status, location: response.headers.get("location"), answer: null };
    const { body: answer, status } = answerOf(value);
    return { status, location: null, answer };
  }

  it("merges different fields of two people", async () => {
    const seen = await seenNow("basics", child);
    const shown = { title: "Ban đầu", unitName: (await stored()).unitName };
    await press(parent, { ...shown, title: "Của cha" }, seen);
    expect((await press(child, { ...shown, unitName: "Của con" }, seen)).status).toBe(303);
    expect(await stored()).toMatchObject({ title: "Của cha", unitName: "Của con" });
  });

  it("answers the same field twice with both texts, and each of its buttons decides that field", async () => {
    const seen = await seenNow("basics", child);
    const conflict = async (text: string) => {
      const { status, answer } = await press(child, { title: text }, seen);
      if (answer?.kind !== "conflict") throw new Error("no conflict");
      expect(status).toBe(409);
      return answer;
    };
    await press(parent, { title: "Của cha" }, seen);
    const first = await conflict("Của con");
    expect(first).toMatchObject({ typed: { title: "Của con" }, conflicts: [{ name: "title", mine: "Của con", theirs: "Của cha" }] });
    const shown = `title=${first.conflicts[0]?.mark}`;
    expect((await press(child, { title: "Của con", shown, intent: "mine:unitName" }, first.token)).status).toBe(409);
    expect(await press(child, { title: "Của con", shown, intent: "theirs:title" }, first.token)).toMatchObject({ status: 303, location: `${stepPath(entryId, "basics")}#title` });
    expect((await stored()).title).toBe("Của cha");
    expect((await press(child, { title: "Của con", shown, intent: "mine:title" }, first.token)).status).toBe(303);
    expect((await stored()).title).toBe("Của con");
  });

  it("takes nothing that another account has typed", async () => {
    expect((await press(parent, { by: child.userId, title: "Của con" }, await seenNow("basics", child))).status).toBe(403);
    expect((await stored()).title).toBe("Ban đầu");
  });
});
