import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { deleteUnusedFiles } from "~/data/uploads-files.server";
import { revokePaper } from "~/features/documents/official/issue.server";
import { paperScan, storePaperScan } from "~/features/documents/official/scan.server";
import { makeUser } from "../../../../factories/people";
import { issueFirst, kindOf } from "../../../../factories/papers";
import { leadTo, makePublicContest } from "../../../../factories/publication";
import { testServices } from "../../../../support/services";

const { services, clock, close } = await testServices();
afterAll(close);
const { prisma } = services.db;
const KIND = "qualified-decision";
const DAY_MS = 86_400_000;

const pdf = (text: string) => Buffer.from(`%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] >>\nendobj\n% ${text}\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n`);
const png = () => sharp({ create: { width: 20, height: 30, channels: 3, background: "#fff" } }).png().toBuffer();

/** A file as the reader of forms leaves it in the spool. */
async function formFile(bytes: Buffer, name: string, declaredType = "application/octet-stream") {
  const { name: storageName, ...written } = await services.files.spool.write(bytes);
  return { field: "file", name, declaredType, storageName, ...written };
}

async function stage() {
  const contest = await makePublicContest(services, [{ title: "Máy gieo lạc bốn hàng", author: "Trần Thị Lan" }]);
  const editionId = contest.made.edition.id;
  const { input } = await issueFirst(services, { editionId, actor: contest.secretary, kind: KIND });
  const version = async () => (await prisma.issuedPaper.findUniqueOrThrow({ where: { id: input.id } })).version;
  const add = async (file: Awaited<ReturnType<typeof formFile>> | undefined, change: { actor?: typeof contest.secretary; version?: number; reason?: string; id?: string } = {}) =>
    storePaperScan(services, {
      actor: change.actor ?? contest.secretary, editionId, kind: kindOf(KIND), now: clock.now(), file,
      input: { id: change.id ?? input.id, version: change.version ?? (await version()), reason: change.reason ?? "" },
    });
  const read = (actor = contest.secretary) => paperScan(services, { actor, editionId, kind: kindOf(KIND), id: input.id });
  return { contest, editionId, id: input.id, add, read, version };
}

describe("the scan of a stamped paper", () => {
  it("is kept by its content, under a name of ours, on record, and not swept away", async () => {
    const { add, read, editionId, id } = await stage();
    const bytes = pdf("bản đóng dấu");
    expect(await add(await formFile(bytes, "../../..\\quyết định<script>.pdf"))).toEqual({ ok: true, value: null });
    const scan = await read();
    expect(scan).toMatchObject({ name: "quyet-dinh-danh-sach-du-dieu-kien.pdf", mime: "application/pdf", size: bytes.length });
    if (!scan) throw new Error("no scan");
    expect(await buffer(await scan.open())).toEqual(bytes);
    const [event] = await prisma.ledgerEvent.findMany({ where: { chain: editionId, type: "PAPER_SCANNED" } });
    expect(event?.data).toEqual({ paper: id, scan: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(JSON.stringify(event?.data)).not.toContain(createHash("sha256").update(bytes).digest("hex"));
    await deleteUnusedFiles(services.db, new Date(clock.now().getTime() + 2 * DAY_MS));
    expect(await read()).not.toBeNull();
  });

  it.each([
    ["a program that calls itself PDF", Buffer.from("MZ\u0090\u0000 program"), "giay.pdf"],
    ["a page that calls itself PNG", Buffer.from("<html><script>alert(1)</script></html>"), "giay.png"],
    ["an empty file", Buffer.alloc(0), "giay.pdf"],
  ])("is refused: %s", async (_what, bytes, name) => {
    const { add, read } = await stage();
    const outcome = await add(await formFile(bytes, name));
    expect(outcome.ok).toBe(false);
    expect(await read()).toBeNull();
  });

  it("is asked for, and belongs to a paper in force of this contest", async () => {
    const { add, contest, editionId, id, version } = await stage();
    expect(await add(undefined)).toEqual({ ok: false, reason: "file_missing" });
    expect(await add(await formFile(await png(), "a.png"), { version: 9 })).toEqual({ ok: false, reason: "version_conflict" });
    expect(await add(await formFile(await png(), "a.png"), { id: crypto.randomUUID() })).toEqual({ ok: false, reason: "not_found" });
    expect(await add(await formFile(await png(), "a.png"), { actor: contest.organiser })).toEqual({ ok: false, reason: "forbidden" });
    expect(await add(await formFile(await png(), "a.png"), { actor: await makeUser(services, { name: "Người Lạ" }) })).toEqual({ ok: false, reason: "not_found" });
    await revokePaper(services, { actor: contest.secretary, editionId, kind: kindOf(KIND), now: clock.now(), input: { id, version: await version(), reason: "thu hồi" } });
    expect(await add(await formFile(await png(), "a.png"))).toEqual({ ok: false, reason: "not_found" });
  });

  it("is replaced freely before publication, and with a reason after it", async () => {
    const { add, read, contest, editionId } = await stage();
    await add(await formFile(await png(), "a.png"));
    expect(await add(await formFile(pdf("bản hai"), "b.pdf"))).toEqual({ ok: true, value: null });
    expect((await read())?.mime).toBe("application/pdf");
    await leadTo(services, contest, "PUBLISHED");
    expect(await add(await formFile(await png(), "c.png"))).toEqual({ ok: false, reason: "reason_required" });
    expect(await add(await formFile(await png(), "c.png"), { reason: "Bản cũ mờ dấu" })).toEqual({ ok: true, value: null });
    const events = await prisma.ledgerEvent.findMany({ where: { chain: editionId, type: "PAPER_SCANNED" }, orderBy: { seq: "asc" } });
    expect(events.map(({ data }) => Object.keys(data as object))).toEqual([["paper", "scan"], ["paper", "scan"], ["paper", "scan", "reason"]].map((keys) => expect.arrayContaining(keys) as string[]));
  });

  it("is for secretariat and organisers, but not before publication for whoever has an interest", async () => {
    const { add, read, contest, editionId } = await stage();
    await add(await formFile(await png(), "a.png"));
    expect(await read(contest.organiser)).not.toBeNull();
    await prisma.conflict.create({ data: { editionId, entryId: contest.entries[0]?.id ?? "", userId: contest.organiser.userId, kind: "DECLARED", createdById: "x" } });
    expect(await read(contest.organiser)).toBeNull();
  });
});
