import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { paths } from "~/paths";
import * as actsRoute from "~/routes/entrant/file-acts";
import * as filesRoute from "~/routes/entrant/edit-files";
import { makeEdition, type MadeEdition } from "../../factories/editions";
import { makeEntry } from "../../factories/entries";
import { makeUser } from "../../factories/people";
import { photoBytes, programBytes } from "../../factories/file-bytes";
import { answerOf } from "../../support/answers";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { countStatements } from "../../support/statements";
import { TEST_DAY, testServices, type TestServices } from "../../support/services";

const PART = "tep-thu";
let test: TestServices;
let contest: MadeEdition;
let owner: Actor;
let entryId: string;

beforeAll(async () => {
  test = await testServices();
  contest = await makeEdition(test.services);
  await test.services.db.prisma.dossierPart.create({
    data: { editionId: contest.edition.id, key: PART, kind: "FILE", label: "Tệp thử", required: false, maxLength: 50, families: ["PHOTO"], maxFiles: 3, maxFileBytes: 1_000_000, acceptsLink: true, position: 90 },
  });
});
afterAll(() => test.close());
beforeEach(async () => {
  test.clock.set(TEST_DAY);
  owner = await makeUser(test.services);
  entryId = (await makeEntry(test.services, contest.edition, { owner, files: [] })).id;
});

const page = () => `/bai-du-thi/${entryId}/sua/tep`;
const rows = () => test.services.db.prisma.entryFile.findMany({ where: { version: { entryId }, partKey: PART }, orderBy: { position: "asc" } });
const args = (request: Request, actor: Actor | null, id = entryId) => ({ request, params: { id }, context: contextFor(test.services, actor) });
const load = (actor: Actor | null, id = entryId) => filesRoute.loader(args(getPage(page()), actor, id));
const act = (fields: Record<string, string>, actor: Actor | null = owner, id = entryId) => actsRoute.action(args(postForm(paths.entryFileActs(id), fields), actor, id));
const declared = (change: Record<string, string> = {}) => ({ intent: "declare", partKey: PART, key: randomUUID(), name: "a.jpg", size: "1000", type: "image/jpeg", sha256: "a".repeat(64), ...change });

/** The form of a part with files, as a browser without scripts sends it. */
function sendFiles(files: { name: string; bytes: Buffer }[], actor: Actor | null = owner) {
  const body = new FormData();
  body.append("intent", "upload");
  body.append("partKey", PART);
  for (const { name, bytes } of files) body.append("file", new File([new Uint8Array(bytes)], name, { type: "image/jpeg" }));
  const request = new Request(`http://localhost:3000${page()}?muc=${PART}`, { method: "POST", body });
  return outcomeOf(filesRoute.action(args(request, actor)));
}

describe("what the script sends", () => {
  it("declares, and a refusal comes with words and status", async () => {
    const fields = declared();
    expect(await (await act(fields)).json()).toEqual({ ok: true, key: fields.key });
    const tooLarge = await act(declared({ size: "1000001", sha256: "b".repeat(64) }));
    expect(tooLarge.status).toBe(400);
    expect(await tooLarge.json()).toEqual({ ok: false, reason: "file_too_large", text: "Tệp lớn hơn mức cho phép của mục này." });
    expect(await rows()).toHaveLength(1);
  });

  it.each(["", "-1", "1e3", "0x10", "999999999999999999999", "một"])("a size %j is refused", async (size) => {
    expect((await act(declared({ size }))).status).toBe(400);
    expect(await rows()).toEqual([]);
  });

  it("somebody else's, a malformed or no entry are not found; without a session it says so", async () => {
    const stranger = await makeUser(test.services);
    expect((await act(declared(), stranger)).status).toBe(404);
    expect((await act(declared(), owner, "khong-phai-id")).status).toBe(404);
    expect((await act(declared(), owner, randomUUID())).status).toBe(404);
    expect((await act(declared(), null)).status).toBe(401);
    expect((await act({ intent: "xoá hết" })).status).toBe(400);
  });

  it("after the deadline nothing is declared", async () => {
    test.clock.set(new Date(contest.edition.closesAt.getTime() + 86_400_000));
    expect((await act(declared())).status).toBe(410);
  });
});

describe("the form without a script", () => {
  it("takes files, and leads back to their part", async () => {
    const { response } = await sendFiles([{ name: "../ảnh\u202E.jpg", bytes: await photoBytes() }]);
    expect(response?.status).toBe(303);
    expect(response?.headers.get("location")).toBe(`${page()}#part-${PART}`);
    expect(await rows()).toMatchObject([{ name: "ảnh.jpg", problem: null, fileId: expect.any(String) }]);
  });

  it("says by name what was not taken and keeps nothing of it, while others are kept", async () => {
    const { value } = await sendFiles([
      { name: "đẹp.jpg", bytes: programBytes() },
      { name: "thật.jpg", bytes: await photoBytes() },
    ]);
    const { body, status } = answerOf(value);
    expect(status).toBe(400);
    expect(body).toMatchObject({ field: `part-${PART}`, text: expect.stringContaining("đẹp.jpg: ") as string });
    expect((await rows()).map((row) => row.name)).toEqual(["thật.jpg"]);
  });

  it("without a file, with one too large, for somebody else's entry", async () => {
    expect(answerOf((await sendFiles([])).value).body).toMatchObject({ text: "Chưa chọn tệp nào." });
    expect(answerOf((await sendFiles([{ name: "to.jpg", bytes: Buffer.alloc(1_000_001) }])).value).status).toBe(400);
    expect((await sendFiles([{ name: "a.jpg", bytes: await photoBytes() }], await makeUser(test.services))).response?.status).toBe(404);
    expect(await rows()).toEqual([]);
  });

  it("is not even read once the entry may no longer be changed, unless files are still waited for", async () => {
    test.clock.set(new Date(contest.edition.closesAt.getTime() + 86_400_000));
    const unread = () => {
      let isRead = false;
      const body = new ReadableStream({
        pull(controller) {
          isRead = true;
          controller.close();
        },
      }, { highWaterMark: 0 });
      const request = new Request(`http://localhost:3000${page()}?muc=${PART}`, { method: "POST", body, headers: { "content-type": "multipart/form-data; boundary=ranh" }, duplex: "half" } as RequestInit);
      return { request, isRead: () => isRead };
    };
    const late = unread();
    expect(answerOf((await outcomeOf(filesRoute.action(args(late.request, owner)))).value).status).toBe(410);
    expect(late.isRead()).toBe(false);
    await test.services.db.prisma.entry.update({ where: { id: entryId }, data: { state: "SUBMITTED", code: "X-1", submittedAt: TEST_DAY, filesDueAt: new Date(contest.edition.closesAt.getTime() + 2 * 86_400_000) } });
    const waited = unread();
    await outcomeOf(filesRoute.action(args(waited.request, owner)));
    expect(waited.isRead()).toBe(true);
  });

  it("a wrong web address comes back as typed", async () => {
    const outcome = await outcomeOf(filesRoute.action(args(postForm(page(), { intent: "link", partKey: PART, link: "javascript:alert(1)" }), owner)));
    expect(answerOf(outcome.value)).toMatchObject({ status: 400, body: { field: `link-${PART}`, link: "javascript:alert(1)" } });
  });
});

it("the page needs as many statements for three files as for one, and is nobody else's", async () => {
  const count = async () => (await countStatements(test.services.db.pool, () => load(owner))).count;
  await act(declared());
  const one = await count();
  await act(declared({ name: "b.jpg", sha256: "b".repeat(64) }));
  await act(declared({ name: "c.jpg", sha256: "c".repeat(64) }));
  expect(await rows()).toHaveLength(3);
  expect(await count()).toBe(one);
  expect(one).toBeLessThanOrEqual(10);
  expect((await outcomeOf(load(await makeUser(test.services)))).response?.status).toBe(404);
  expect((await outcomeOf(load(owner, "khong-phai-id"))).response?.status).toBe(404);
});
