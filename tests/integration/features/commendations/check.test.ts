import { createHash, randomUUID } from "node:crypto";
import sharp from "sharp";
import { afterAll, describe, expect, it, vi } from "vitest";
import { readCode } from "~/domain/certificates/code";
import { NAME_GONE } from "~/domain/retention/retention";
import { storeAuthority } from "~/features/commendations/authority.server";
import { checkCommendation, compareCommended } from "~/features/commendations/check.server";
import { beginLetter, publishLetter, sendLetter, signLetter } from "~/features/commendations/letter.server";
import { printCommendations } from "~/features/commendations/print.server";
import { dropCommendation, proposeCommendations } from "~/features/commendations/propose.server";
import { CLIENT_ADDRESS_HEADER } from "~/platform/session/auth.server";
import { loader } from "~/routes/public/certificate";
import { leadTo, makePublicContest } from "../../../factories/publication";
import { readPdf } from "../../../support/read-pdf";
import { contextFor, outcomeOf } from "../../../support/request";
import { testServices } from "../../../support/services";

// The thread starts with the first paper.
vi.setConfig({ testTimeout: 60_000 });

const { services, clock, close } = await testServices();
afterAll(close);
const { prisma } = services.db;

const AUTHORITY = { name: "Chủ tịch Liên hiệp hội", letterheadParent: "", letterheadBody: "Liên hiệp hội Cẩm Xuyên", signerTitle: "Chủ tịch", signerName: "Phan Thị Hòa", place: "Cẩm Xuyên" };
const HIDDEN = { recipientKind: "PERSON" as const, name: "Nguyễn Thị Kín", detail: "Giáo viên Trường Bí Mật", grounds: "Bà Kín có thành tích", mayPublish: false };
const OPEN = { recipientKind: "PERSON" as const, name: "Lê Văn Mở", detail: "Hội Cựu giáo chức", grounds: "Có nhiều công lao", mayPublish: true };

/** Two people commended by an authority that has signed; `publish` makes it public. */
async function stage({ withEmblem = false } = {}) {
  const contest = await makePublicContest(services, [{ title: "Máy gieo lạc", author: "Trần Thị Lan" }]);
  await leadTo(services, contest, "PUBLISHED");
  const editionId = contest.made.edition.id;
  const act = { actor: contest.secretary, editionId, now: clock.now() };
  const authorityId = randomUUID();
  if (withEmblem) await giveEmblem(act);
  await storeAuthority(services, { ...act, input: { id: authorityId, version: 0, ...AUTHORITY, withEmblem } });
  const rows = [HIDDEN, OPEN].map((row) => ({ id: randomUUID(), ...row }));
  await proposeCommendations(services, { ...act, input: { kind: "COMMENDATION", authorityId, money: 0, rows } });
  const letter = randomUUID();
  await beginLetter(services, { ...act, input: { id: letter, authorityId } });
  const version = async () => (await prisma.commendationLetter.findUniqueOrThrow({ where: { id: letter } })).version;
  await sendLetter(services, { ...act, id: letter, input: { version: await version(), number: "12/TTr-BTC", date: "2026-11-20" } });
  expect(await signLetter(services, { ...act, id: letter, input: { version: await version(), decisionNumber: "345/QĐ-LHH", decisionDate: "2026-11-21", books: {} } })).toMatchObject({ ok: true });
  const codes = await Promise.all(rows.map(async ({ id }) => (await prisma.commendation.findUniqueOrThrow({ where: { id } })).code ?? ""));
  const [hidden = "", open = ""] = codes;
  const print = async () => {
    const printed = await printCommendations(services, { edition: await prisma.edition.findUniqueOrThrow({ where: { id: editionId } }), which: { letterId: letter } });
    if (!printed.ok) throw new Error(printed.reason);
    return printed.value;
  };
  return { act, rows, hidden, open, print, publish: () => publishLetter(services, { ...act, id: letter }) };
}

async function giveEmblem(act: { editionId: string }): Promise<void> {
  const picture = await sharp({ create: { width: 40, height: 40, channels: 3, background: "#c00000" } }).png().toBuffer();
  const { name, size } = await services.files.save(picture);
  const file = await prisma.storedFile.create({ data: { editionId: act.editionId, store: "LOCAL", storageName: name, size, sha256: createHash("sha256").update(picture).digest("hex"), family: "PHOTO", mime: "image/png", uploadedById: "s" } });
  const words = { heading: "GIẤY CHỨNG NHẬN", authority: "BTC", signerTitle: "TRƯỞNG BAN", signerName: "", place: "Cẩm Xuyên" };
  await prisma.certificateTemplate.create({ data: { editionId: act.editionId, ...words, emblemFileId: file.id } });
}

let asked = 0;
/** Each from an address of its own, unless one is given. */
const check = (code: string, address = `10.0.0.${++asked}`) => checkCommendation(services, { code, address, now: clock.now() });
const compare = async (code: string, name: string) => {
  const compared = await compareCommended(services, { code, name, address: `10.0.1.${++asked}`, now: clock.now() });
  return compared.ok ? compared.value.isSameName : compared.reason;
};

describe("checking a printed commendation", () => {
  it("has a code of its own that is printed with its address; before publication nobody knows it", async () => {
    const { hidden, open, print, publish } = await stage();
    expect(new Set([hidden, open].map(readCode)).size).toBe(2);
    const text = (await readPdf(await print())).map((page) => page.text).join(" ");
    for (const code of [hidden, open]) expect(text).toContain(`Mã kiểm tra: ${code}`);
    expect(await check(open)).toEqual({ ok: false, reason: "not_found" });
    expect(await compare(open, OPEN.name)).toBe("not_found");
    expect(await publish()).toMatchObject({ ok: true });
    expect(await check(open.toLowerCase().replaceAll("-", ""))).toMatchObject({ ok: true, value: { code: open, name: OPEN.name, detail: OPEN.detail, grounds: OPEN.grounds, decisionNumber: "345/QĐ-LHH", authority: AUTHORITY.name, isDropped: false } });
  });

  it("names nobody who did not agree, and compares a typed name", async () => {
    const { hidden, publish } = await stage();
    await publish();
    const checked = await check(hidden);
    expect(checked).toMatchObject({ ok: true, value: { name: null, detail: "", grounds: null, isErased: false } });
    expect(JSON.stringify(checked)).not.toMatch(/Kín|Bí Mật/);
    expect([await compare(hidden, " nguyễn  thị kín "), await compare(hidden, "Nguyen Thi Kin"), await compare(hidden, OPEN.name)]).toEqual([true, false, false]);
    await prisma.commendation.update({ where: { code: hidden }, data: { recipientName: NAME_GONE, recipientDetail: "" } });
    expect(await check(hidden)).toMatchObject({ ok: true, value: { name: null, isErased: true } });
    expect(await compare(hidden, NAME_GONE)).toBe(false);
  });

  it("says that it holds no longer once it was dropped", async () => {
    const { act, rows, open, publish } = await stage();
    await publish();
    const id = rows[1]?.id ?? "";
    const { version } = await prisma.commendation.findUniqueOrThrow({ where: { id } });
    expect(await dropCommendation(services, { ...act, id, input: { version, reason: "Rút lại theo quyết định mới" } })).toMatchObject({ ok: true });
    expect(await check(open)).toMatchObject({ ok: true, value: { isDropped: true } });
  });

  it("is found on the page that checks certificates too, however often its code is typed there; one not yet public is not", async () => {
    const { open, publish } = await stage();
    const from = (code: string, address: string, path = "/chung-nhan/") => {
      const request = new Request(`http://localhost:3000${path}${code}`, { headers: { [CLIENT_ADDRESS_HEADER]: address } });
      return outcomeOf(Promise.resolve(loader({ request, params: { code }, context: contextFor(services, null) })));
    };
    expect((await from(open, "10.8.0.1")).value).toMatchObject({ init: { status: 404 } });
    await publish();
    const typed = open.toLowerCase().replaceAll("-", "");
    for (let count = 0; count < 31; count += 1) {
      const { response } = await from(typed, "10.8.0.2");
      expect([response?.status, response?.headers.get("location")]).toEqual([303, `/khen-thuong/${open}`]);
    }
    expect((await from(typed, "10.8.0.2", "/en/chung-nhan/")).response?.headers.get("location")).toBe(`/en/khen-thuong/${open}`);
    expect((await from("0000-0000-0000-0099", "10.8.0.2")).value).toMatchObject({ init: { status: 404 } });
  });

  it("makes whoever tries many codes wait", async () => {
    const answers: string[] = [];
    for (let count = 0; count < 31; count += 1) {
      const { ok, ...rest } = await check(`0000-0000-0000-00${String(count).padStart(2, "0")}`, "10.9.9.9");
      answers.push("reason" in rest ? rest.reason : String(ok));
    }
    expect([answers[0], answers[29], answers[30]]).toEqual(["not_found", "not_found", "too_many_tries"]);
  });
});

describe("the emblem on a commendation", () => {
  it("is there where it is the authority's own, and stays as it was when it signed", async () => {
    const [plain, first] = [await (await stage()).print(), await stage({ withEmblem: true })];
    const printed = await first.print();
    expect(printed.length).toBeGreaterThan(plain.length);
    await prisma.certificateTemplate.update({ where: { editionId: first.act.editionId }, data: { emblemFileId: null } });
    expect(Buffer.from(await first.print()).equals(Buffer.from(printed))).toBe(true);
  });
});
