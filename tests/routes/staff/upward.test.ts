import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nominationsOf } from "~/data/nominations.server";
import type { EditionRow } from "~/data/editions.server";
import type { Actor } from "~/domain/access/roles";
import { COLUMNS, NOMINATION_HEADERS } from "~/domain/imports/columns";
import { importEntries } from "~/features/imports/import-entries.server";
import { waitForJob } from "~/platform/jobs/followed-job.server";
import { fingerprintOf, loadSigner } from "~/platform/signing/signer.server";
import * as nominations from "~/routes/staff/nominations";
import * as sheet from "~/routes/staff/nominations-sheet";
import * as incoming from "~/routes/staff/packages-in";
import * as screenEntry from "~/routes/staff/screen-entry";
import * as staged from "~/routes/staff/staged-package";
import { makeEdition } from "../../factories/editions";
import { at } from "../../factories/judging-scene";
import { makeUser, withRole } from "../../factories/people";
import { agreeToPassOn, bytesOf, makeSendingContest, nominate, packed, type SendingContest } from "../../factories/upward";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";
import { expectSoundData } from "../../support/sound-data";
import { countStatements } from "../../support/statements";

let test: TestServices;
let contest: SendingContest;
let above: EditionRow;
let secretary: Actor;
let organiser: Actor;

beforeAll(async () => {
  test = await testServices();
  contest = await makeSendingContest(test.services, { entries: 4, prizes: 3, agreed: 2 });
  above = (await makeEdition(test.services, { phase: "SCREENING" })).edition;
  secretary = await makeUser(test.services, { role: "SECRETARY", editionId: above.id });
  organiser = await withRole(test.services, await makeUser(test.services, { role: "SECRETARY", editionId: above.id }), "ORGANISER", { editionId: above.id });
});
afterAll(() => test.close());

const args = <T extends LoaderFunctionArgs | ActionFunctionArgs>(actor: Actor | null, edition: EditionRow, request: Request, params: Record<string, string> = {}): T =>
  ({ request, params: { edition: edition.slug, ...params }, context: contextFor(test.services, actor) }) as unknown as T;
const page = (edition: EditionRow, rest: string) => `/ban-to-chuc/${edition.slug}/${rest}`;

async function act(fields: Record<string, string | readonly string[]>, actor: Actor = contest.secretary) {
  const outcome = await outcomeOf(Promise.resolve(nominations.action(args(actor, contest.edition, postForm(page(contest.edition, "de-cu"), fields)))));
  const status = outcome.response?.status ?? (outcome.value as { init?: { status?: number } | null } | null)?.init?.status ?? 200;
  return { status, location: outcome.response?.headers.get("location") ?? null };
}
const shown = (actor: Actor) => nominations.loader(args(actor, contest.edition, getPage(page(contest.edition, "de-cu"))));

describe("the page of nominations", () => {
  it("suggests awarded entries best first, takes those that are ticked, in an order that can be changed, and says who still has to agree", async () => {
    const first = await shown(contest.secretary);
    expect(first.view.awarded.map(({ code }) => code)).toEqual(contest.entries.slice(0, 3).map(({ code }) => code));
    expect(await act({ intent: "nominate" })).toEqual({ status: 400, location: null });
    expect((await act({ intent: "nominate", entry: at(contest.entries, 3).id })).status).toBeGreaterThanOrEqual(400);
    expect(await act({ intent: "nominate", entry: [0, 1, 2].map((place) => at(contest.entries, place).id) })).toMatchObject({ status: 303, location: expect.stringContaining("da=3") as string });
    expect(await act({ intent: "nominate", entry: [at(contest.entries, 0).id] })).toMatchObject({ status: 303, location: expect.stringContaining("da=0") as string });
    const { view } = await shown(contest.secretary);
    expect(view.rows.map(({ code, missing }) => ({ code, missing: missing.length }))).toEqual([0, 1, 2].map((place) => ({ code: at(contest.entries, place).code, missing: place === 2 ? 1 : 0 })));
    expect(view.rows[2]?.missing[0]?.parties.toSorted()).toEqual(["GUARDIAN", "SELF"]);
    expect(view.ready).toBe(2);
    const id = (place: number) => view.rows[place]?.id ?? "";
    expect(await act({ intent: "up", id: id(2) })).toMatchObject({ status: 303 });
    expect(await act({ intent: "up", id: id(0) })).toMatchObject({ status: 303 });
    expect(await act({ intent: "note", id: id(1), note: "  Nên xem mô hình\u0000 " })).toMatchObject({ status: 303 });
    expect(await act({ intent: "note", id: id(1), note: "x".repeat(501) })).toMatchObject({ status: 400 });
    expect((await shown(contest.secretary)).view.rows.map(({ code, note }) => [code, note])).toEqual([[at(contest.entries, 0).code, ""], [at(contest.entries, 2).code, ""], [at(contest.entries, 1).code, "Nên xem mô hình"]]);
  });

  it("notes who saw the names of those who have to agree, and asks the database as often for one as for many", async () => {
    const before = await test.services.db.prisma.accessLog.count({ where: { userId: contest.organiser.userId } });
    const { count: many } = await countStatements(test.services.db.pool, () => shown(contest.organiser));
    const noted = await test.services.db.prisma.accessLog.findMany({ where: { userId: contest.organiser.userId }, skip: before });
    expect(noted.map(({ entryId, what }) => ({ entryId, what }))).toEqual([{ entryId: at(contest.entries, 2).id, what: "authors" }]);
    const small = await makeSendingContest(test.services, { entries: 2, prizes: 2, agreed: 0 });
    await nominate(test.services, small, [0]);
    const { count: one } = await countStatements(test.services.db.pool, () => nominations.loader(args(small.organiser, small.edition, getPage(page(small.edition, "de-cu")))));
    expect(one).toBe(many);
    expect(many).toBeLessThanOrEqual(10);
  });

  it("changes nothing for those who may only look, refuses others, and knows no malformed id", async () => {
    const [row] = await nominationsOf(test.services.db.prisma, contest.edition.id);
    expect(await act({ intent: "withdraw", id: row?.id ?? "" }, contest.organiser)).toMatchObject({ status: 403 });
    expect(await act({ intent: "withdraw", id: row?.id ?? "" }, await makeUser(test.services))).toMatchObject({ status: 404 });
    expect(await act({ intent: "withdraw", id: "x" })).toMatchObject({ status: 404 });
    expect(await act({ intent: "nominate", entry: "x" })).toMatchObject({ status: expect.toBeOneOf([400, 404]) as number });
    expect(await nominationsOf(test.services.db.prisma, contest.edition.id)).toHaveLength(3);
    expect((await shown(contest.organiser)).mayManage).toBe(false);
  });

  it("is without entries the reader has an interest in, as if they did not exist", async () => {
    const reader = await makeUser(test.services, { role: "SECRETARY", editionId: contest.edition.id });
    await test.services.db.prisma.conflict.create({ data: { editionId: contest.edition.id, entryId: at(contest.entries, 0).id, userId: reader.userId, kind: "DECLARED" } });
    const { view } = await shown(reader);
    expect(JSON.stringify(view)).not.toContain(at(contest.entries, 0).code);
    const hidden = (await nominationsOf(test.services.db.prisma, contest.edition.id)).find(({ code }) => code === at(contest.entries, 0).code);
    expect(await act({ intent: "withdraw", id: hidden?.id ?? "" }, reader)).toMatchObject({ status: 404 });
    expect((await act({ intent: "nominate", entry: at(contest.entries, 0).id }, reader)).status).toBeGreaterThanOrEqual(400);
    const refused = await sheet.loader(args(reader, contest.edition, getPage(page(contest.edition, "de-cu.xlsx"))));
    expect({ status: refused.status, location: refused.headers.get("location") }).toEqual({ status: 302, location: expect.stringContaining("goi=interest_sends") as string });
  });
});

describe("the spreadsheet", () => {
  it("holds what the workbook of entries holds, and what was won, of those who agreed; the contest above imports it as it is", async () => {
    const answer = await sheet.loader(args(contest.secretary, contest.edition, getPage(page(contest.edition, "de-cu.xlsx"))));
    const bytes = Buffer.from(await answer.arrayBuffer());
    const [{ data: rows = [] } = {}] = (await readXlsxFile(bytes)) as unknown as { data: unknown[][] }[];
    expect(rows[0]).toEqual([...COLUMNS.map(({ header }) => header), ...NOMINATION_HEADERS]);
    expect(rows.slice(1).map((row) => row[0])).toEqual([at(contest.entries, 0).code, at(contest.entries, 1).code]);
    expect(rows[1]?.slice(-5)).toEqual(["1", "Giải Nhất", "27/QĐ-BTC", "20/11/2026", contest.edition.hostName]);
    const { edition: open } = await makeEdition(test.services, { phase: "OPEN" });
    const owner = await makeUser(test.services, { role: "SECRETARY", editionId: open.id });
    const imported = await importEntries(test.services, { actor: owner, editionSlug: open.slug, bytes, dryRun: false, now: test.clock.now() });
    expect(imported).toMatchObject({ ok: true, value: { entries: 2 } });
  });
});

describe("the pages of packages from below", () => {
  async function upload(bytes: Buffer, actor: Actor = secretary, edition: EditionRow = above) {
    const body = new FormData();
    body.append("package", new File([new Uint8Array(bytes)], "goi.zip", { type: "application/zip" }));
    const request = new Request(`http://localhost:3000${page(edition, "goi-tu-tuyen-duoi")}`, { method: "POST", body });
    return outcomeOf(Promise.resolve(incoming.action(args(actor, edition, request))));
  }
  const statusOf = (outcome: Awaited<ReturnType<typeof upload>>) => outcome.response?.status ?? (outcome.value as { init?: { status?: number } | null }).init?.status;
  const idOf = (outcome: Awaited<ReturnType<typeof upload>>) => (outcome.response?.headers.get("location") ?? "").split("/").at(-1) ?? "";
  const look = (actor: Actor, id: string, query = "") => outcomeOf(staged.loader(args(actor, above, getPage(`${page(above, "goi-tu-tuyen-duoi")}/${id}${query}`), { package: id })));
  const post = (actor: Actor, id: string, fields: Record<string, string>) => outcomeOf(Promise.resolve(staged.action(args(actor, above, postForm(`${page(above, "goi-tu-tuyen-duoi")}/${id}`, fields), { package: id }))));

  /** Presses the button, and waits until the import has ended. */
  const imported = async (id: string, packageId: string) => {
    await post(secretary, id, { intent: "import", package: packageId });
    await waitForJob(`package:${id}`, 100_000);
  };

  /** As a server leaves it that imports, or was stopped while it did. */
  const leaveRunning = (id: string, { done, secondsAgo }: { done: number; secondsAgo: number }) =>
    test.services.db.prisma.$executeRaw`
      INSERT INTO "PlanJob" ("key", "run", "editionId", "input", "done", "total", "startedById", "startedAt", "aliveAt")
      VALUES (${`package:${id}`}, gen_random_uuid(), ${above.id}::uuid, '{}', ${done}, 5, ${secretary.userId}, ${test.clock.now()}, now() - make_interval(secs => ${secondsAgo}))
      ON CONFLICT ("key") DO UPDATE SET "aliveAt" = excluded."aliveAt"`;

  it("take a package from the upload over the call on the telephone to the entries in screening, which say what they won", async () => {
    const bytes = await bytesOf(await packed(test.services, contest.edition));
    const uploaded = await upload(bytes, secretary);
    expect(statusOf(uploaded)).toBe(303);
    const id = idOf(uploaded);
    const first = await look(organiser, id);
    const { publicKey } = await loadSigner(test.services.config);
    const fingerprint = fingerprintOf(publicKey);
    expect(first.value?.view?.sender).toMatchObject({ state: "unknown", mayTrust: true, fingerprint });
    expect((await look(secretary, id)).value?.view?.sender.mayTrust).toBe(false);
    expect((await look(await makeUser(test.services), id)).response?.status).toBe(404);
    expect((await incoming.loader(args(organiser, above, getPage("/")))).waiting.map(({ id: waiting }) => waiting)).toEqual([id]);
    const packageId = first.value?.packageId ?? "";
    expect((await post(secretary, id, { intent: "trust", heard: fingerprint.slice(-39), name: "Tuyến dưới" })).response?.status).toBe(403);
    const unknown = await post(secretary, id, { intent: "import", package: packageId });
    expect(JSON.stringify(unknown.value)).toContain("chưa được tin");
    const wrong = await post(organiser, id, { intent: "trust", heard: "1234 5678", name: "Tuyến dưới" });
    expect(JSON.stringify(wrong.value)).toContain("1234 5678");
    expect((await post(organiser, id, { intent: "trust", heard: fingerprint.slice(-39), name: "Tuyến dưới" })).response?.status).toBe(303);
    await imported(id, packageId);
    expect((await look(secretary, id)).response?.headers.get("location")).toContain(`nhap=${packageId}`);
    expect((await post(secretary, id, { intent: "import", package: packageId })).response?.headers.get("location")).toContain(`nhap=${packageId}`);
    const list = await incoming.loader(args(organiser, above, getPage(`${page(above, "goi-tu-tuyen-duoi")}?nhap=${packageId}`)));
    expect(list.received).toMatchObject([{ id: packageId, entries: 2, sender: "Tuyến dưới" }]);
    const entry = await test.services.db.prisma.entry.findFirstOrThrow({ where: { editionId: above.id, origin: { code: at(contest.entries, 0).code } } });
    const screened = await screenEntry.loader(args(secretary, above, getPage("/"), { entry: entry.id }));
    expect(screened.origin).toMatchObject({ code: at(contest.entries, 0).code, awardLabel: "Giải Nhất", decision: "27/QĐ-BTC, 20/11/2026", sender: "Tuyến dưới" });
  });

  it("say what is wrong with a file in words and with its name, and take none from others or into a contest that takes none", async () => {
    const bytes = await bytesOf(await packed(test.services, contest.edition, { recipient: "Sai" }));
    const changed = Buffer.from(bytes);
    const place = changed.indexOf("Exif") >= 0 ? changed.indexOf("Exif") : changed.length - 2_000;
    changed[place] = (changed[place] ?? 0) ^ 1;
    const bad = await upload(changed);
    expect(statusOf(bad)).toBe(400);
    expect(JSON.stringify(bad.value)).toMatch(/đã bị đổi/);
    expect(JSON.stringify((await upload(Buffer.from("không phải gói"))).value)).toContain("không phải gói đề cử");
    expect(statusOf(await upload(bytes, contest.secretary))).toBe(404);
    const { edition: judging } = await makeEdition(test.services, { phase: "JUDGING" });
    expect(statusOf(await upload(bytes, await makeUser(test.services, { role: "SECRETARY", editionId: judging.id }), judging))).toBe(409);
    expect((await look(secretary, "khong-phai-id")).response?.status).toBe(404);
  });

  it("let the mapping be chosen and looked at again", async () => {
    await agreeToPassOn(test.services, at(contest.entries, 2).id);
    const id = idOf(await upload(await bytesOf(await packed(test.services, contest.edition, { recipient: "Thêm một bài" }))));
    const { value } = await look(secretary, id);
    expect(value?.view?.coming).toBe(1);
    expect(value?.view?.entries.filter(({ before }) => before !== null)).toHaveLength(2);
    const [field] = value?.view?.fields ?? [];
    const other = value?.view?.ourFields.find(({ code }) => code !== field?.chosen);
    const again = await look(secretary, id, `?linh-vuc-${field?.code ?? ""}=${other?.code ?? ""}`);
    expect(again.value?.view?.fields[0]?.chosen).toBe(other?.code);
    const third = again.value?.view?.entries.find(({ before }) => before === null);
    expect(third?.field).toBe(other?.name);
  });

  it("show how far an import is while it is under way, also to others and without scripts, and lead to what came in", async () => {
    const id = idOf(await upload(await bytesOf(await packed(test.services, contest.edition, { recipient: "Tiến độ" }))));
    const { packageId = "" } = (await look(secretary, id)).value ?? {};
    const { count: entries } = { count: await test.services.db.prisma.entry.count({ where: { editionId: above.id } }) };
    await leaveRunning(id, { done: 1, secondsAgo: 1 });
    const under = await look(organiser, id);
    expect(under.value).toMatchObject({ view: null, importing: { state: "running", done: 1, total: 5, startedBy: secretary.name } });
    expect(staged.meta({ data: under.value, location: { pathname: page(above, "goi-tu-tuyen-duoi") } } as never)).toContainEqual({ httpEquiv: "refresh", content: "2" });
    // Pressing again begins no second one.
    expect((await post(secretary, id, { intent: "import", package: packageId })).response?.headers.get("location")).toBe(`${page(above, "goi-tu-tuyen-duoi")}/${id}`);
    expect(await test.services.db.prisma.entry.count({ where: { editionId: above.id } })).toBe(entries);
    await leaveRunning(id, { done: 1, secondsAgo: 60 });
    const lost = await look(secretary, id);
    expect(lost.value).toMatchObject({ importing: { state: "lost" }, view: { coming: 1 } });
    expect(staged.meta({ data: lost.value, location: { pathname: page(above, "goi-tu-tuyen-duoi") } } as never)).toHaveLength(1);
    await imported(id, packageId);
    expect(await test.services.db.prisma.entry.count({ where: { editionId: above.id } })).toBe(entries + 1);
    // The page that was left open finds its way.
    expect((await look(secretary, id)).response?.headers.get("location")).toContain(`nhap=${packageId}`);
    expect(await test.services.db.prisma.planJob.findUniqueOrThrow({ where: { key: `package:${id}` } })).toMatchObject({ state: "DONE", done: 3, total: 3 });
    await expectSoundData(test.services);
  });

  it("answer whoever begins an import that is refused, and keep nothing of it that the page finds out anew", async () => {
    const fresh = await makeSendingContest(test.services, { entries: 2, prizes: 2 });
    await nominate(test.services, fresh, [0, 1]);
    const id = idOf(await upload(await bytesOf(await packed(test.services, fresh.edition))));
    const { packageId = "" } = (await look(secretary, id)).value ?? {};
    await test.services.db.prisma.trustedSender.updateMany({ data: { revokedAt: test.clock.now() } });
    expect(JSON.stringify((await post(secretary, id, { intent: "import", package: packageId })).value)).toContain("đã thôi được tin");
    expect((await look(organiser, id)).value).toMatchObject({ fault: null, importing: null, view: { sender: { state: "revoked" } } });
    await test.services.db.prisma.trustedSender.updateMany({ data: { revokedAt: null } });
    expect((await look(organiser, id)).value).toMatchObject({ fault: null, importing: null, view: { sender: { state: "trusted" } } });
    await imported(id, packageId);
    expect((await look(secretary, id)).response?.headers.get("location")).toContain(`nhap=${packageId}`);
  });

  it("say what of the files kept an import out, to whoever opens the page, until it is begun anew", async () => {
    const fresh = await makeSendingContest(test.services, { entries: 2, prizes: 2 });
    await nominate(test.services, fresh, [0, 1]);
    const id = idOf(await upload(await bytesOf(await packed(test.services, fresh.edition))));
    const { packageId = "" } = (await look(secretary, id)).value ?? {};
    await leaveRunning(id, { done: 1, secondsAgo: 1 });
    await test.services.db.prisma.planJob.update({ where: { key: `package:${id}` }, data: { state: "FAILED", result: { reason: "disk_full" } } });
    expect((await look(organiser, id)).value?.fault).toContain("không còn đủ chỗ");
    await imported(id, packageId);
    expect((await look(secretary, id)).response?.headers.get("location")).toContain(`nhap=${packageId}`);
  });

  it("take no import from those who may only look at entries, and show others nothing of their attempt", async () => {
    const fresh = await makeSendingContest(test.services, { entries: 2, prizes: 2 });
    await nominate(test.services, fresh, [0, 1]);
    const id = idOf(await upload(await bytesOf(await packed(test.services, fresh.edition))));
    const { packageId = "" } = (await look(secretary, id)).value ?? {};
    const onlooker = await makeUser(test.services, { role: "ORGANISER", editionId: above.id });
    expect((await look(onlooker, id)).value?.view).not.toBeNull();
    expect(statusOf((await post(onlooker, id, { intent: "import", package: packageId })) as never)).toBe(403);
    expect(await test.services.db.prisma.planJob.findUnique({ where: { key: `package:${id}` } })).toBeNull();
    expect((await look(secretary, id)).value).toMatchObject({ fault: null, importing: null });
  });

  it("let administrators and organisers stop trusting, and nobody else", async () => {
    const [sender] = (await incoming.loader(args(organiser, above, getPage("/")))).senders;
    const revoke = (actor: Actor) => outcomeOf(Promise.resolve(incoming.action(args(actor, above, postForm(page(above, "goi-tu-tuyen-duoi"), { intent: "revoke", id: sender?.id ?? "" })))));
    expect((await revoke(secretary)).response?.status).toBe(403);
    expect((await revoke(organiser)).response?.status).toBe(303);
    const id = idOf(await upload(await bytesOf(await packed(test.services, contest.edition, { recipient: "Sau khi thôi tin" }))));
    expect((await look(secretary, id)).value?.view?.sender).toMatchObject({ state: "revoked", mayTrust: false });
  });
});
