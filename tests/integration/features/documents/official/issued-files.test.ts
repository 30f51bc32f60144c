import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import { cleanIssuedPapers } from "~/data/erased-prints.server";
import { appendToLedger } from "~/data/ledger.server";
import { verifyChain } from "~/data/ledger-verify.server";
import { printOfficial } from "~/features/documents/official/print.server";
import { printKind } from "~/features/documents/print-kind.server";
import { papersZip } from "~/features/documents/papers-zip.server";
import { editionRow, issueFirst, kindOf, viewOf } from "../../../../factories/papers";
import { makePublicContest } from "../../../../factories/publication";
import { readPdf } from "../../../../support/read-pdf";
import { testServices } from "../../../../support/services";

const { services, clock, close } = await testServices();
afterAll(close);
const { prisma } = services.db;

const KIND = "qualified-decision";
const AUTHOR = "Trần Thị Lan";
const sha256 = (data: Uint8Array) => createHash("sha256").update(data).digest("hex");

async function issued() {
  const contest = await makePublicContest(services, [{ title: "Máy gieo lạc bốn hàng", author: AUTHOR }]);
  const editionId = contest.made.edition.id;
  const { input, outcome } = await issueFirst(services, { editionId, actor: contest.secretary, kind: KIND });
  expect(outcome).toEqual({ ok: true, value: null });
  const print = async (format: string) => {
    const printed = await printOfficial(services, { actor: contest.secretary, edition: await editionRow(services, editionId), kind: kindOf(KIND), query: new URLSearchParams({ ban: input.id, dang: format }), now: clock.now() });
    if (!printed.ok) throw new Error(printed.reason);
    return printed.value.data;
  };
  const shown = async () => (await viewOf(services, { editionId, actor: contest.secretary, kind: KIND })).papers[0]?.issued;
  const differences = async () => (await verifyChain(services.db, editionId, null)).differences.map(({ row }) => row);
  return { contest, editionId, id: input.id, print, shown, differences };
}

describe("the files of an issued paper", () => {
  it("are kept as they were issued, their hashes on record and on the page", async () => {
    const { editionId, print, shown, differences } = await issued();
    const files = [{ format: "pdf", sha256: sha256(await print("pdf")) }, { format: "docx", sha256: sha256(await print("docx")) }];
    expect(await shown()).toMatchObject({ files, areFilesGone: false });
    const event = await prisma.ledgerEvent.findFirstOrThrow({ where: { chain: editionId, type: "PAPER_ISSUED" } });
    expect(event.data).toMatchObject({ files });
    expect(await differences()).toEqual([]);
  });

  it("come out byte for byte, whatever another version would draw of the same content", async () => {
    const { contest, editionId, id, print } = await issued();
    // As if these had been drawn by an earlier version of the library.
    for (const format of ["pdf", "docx"]) await prisma.issuedFile.update({ where: { paperId_format: { paperId: id, format } }, data: { data: Buffer.from(`earlier ${format}`) } });
    expect([Buffer.from(await print("pdf")).toString(), Buffer.from(await print("docx")).toString()]).toEqual(["earlier pdf", "earlier docx"]);
    const edition = await editionRow(services, editionId);
    const written: string[] = [];
    const printed = await printKind(services, { kind: KIND, editionSlug: edition.slug, format: "docx", now: clock.now() });
    if (printed.ok) for await (const { data } of printed.value) written.push(Buffer.from(data).toString());
    expect(written).toEqual(["earlier docx"]);
    const stream = await papersZip(services, { edition, viewerId: contest.secretary.userId, now: clock.now(), format: "pdf" });
    const zip = unzipSync(new Uint8Array(await new Response(stream).arrayBuffer()));
    expect(Object.values(zip).map((data) => Buffer.from(data).toString()).filter((text) => text.startsWith("earlier"))).toEqual(["earlier pdf"]);
  });

  it("are named by the check of the record where a byte, a hash or a file is another", async () => {
    const { id, differences } = await issued();
    const key = { paperId_format: { paperId: id, format: "pdf" } };
    const { data, sha256: hash } = await prisma.issuedFile.findUniqueOrThrow({ where: key });
    const changed = Buffer.from(data ?? []);
    changed[100] = (changed[100] ?? 0) ^ 1;
    await prisma.issuedFile.update({ where: key, data: { data: changed } });
    expect(await differences()).toEqual([`IssuedPaper ${id}`]);
    await prisma.issuedFile.update({ where: key, data: { sha256: sha256(changed) } });
    expect(await differences()).toEqual([`IssuedPaper ${id}`]);
    await prisma.issuedFile.update({ where: key, data: { data: null, sha256: hash } });
    expect(await differences()).toEqual([`IssuedPaper ${id}`]);
    await prisma.issuedFile.update({ where: key, data: { data } });
    expect(await differences()).toEqual([]);
  });

  it("go when names have to be taken out of the paper, and what is left is drawn", async () => {
    const { editionId, id, print, shown, differences } = await issued();
    const before = await shown();
    await services.db.transact(async (tx) => {
      const papers = await cleanIssuedPapers(tx, editionId, AUTHOR, clock.now());
      await appendToLedger(tx, [{ type: "PAPERS_CLEANED", data: { papers }, actor: "s", at: clock.now(), editionId }]);
    });
    expect((await prisma.issuedFile.findMany({ where: { paperId: id } })).map(({ data }) => data)).toEqual([null, null]);
    expect(await shown()).toMatchObject({ files: before?.files, areFilesGone: true });
    const text = (await readPdf(await print("pdf"))).map((page) => page.text).join(" ");
    expect([text.includes(AUTHOR), text.includes("Máy gieo lạc bốn hàng")]).toEqual([false, true]);
    expect(await differences()).toEqual([]);
  });
});
