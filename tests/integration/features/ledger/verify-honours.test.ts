import { createHash, randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EventTypes } from "~/domain/ledger/event-types";
import { commendationText, HONOUR_HANDLERS, letterText, noHonours, withRecordedRecipients, withRecordedWords } from "~/domain/ledger/honour-rows";
import { storeAuthority } from "~/features/commendations/authority.server";
import { correctDecision } from "~/features/commendations/correct-decision.server";
import { beginLetter, publishLetter, sendLetter, signLetter } from "~/features/commendations/letter.server";
import { correctCommendation, proposeCommendations } from "~/features/commendations/propose.server";
import { storeLetterScan } from "~/features/commendations/scan.server";
import { verifyLedger } from "~/features/ledger/verify-ledger.server";
import { addSpecialAward, changeSpecialAward } from "~/features/special-awards/define.server";
import { giveSpecialAward } from "~/features/special-awards/give.server";
import { leadTo, makePublicContest, type PublicContest } from "../../../factories/publication";
import { testServices } from "../../../support/services";

const { services, clock, close } = await testServices();
const { prisma, pool } = services.db;
const AUTHORITY = { name: "Chủ tịch UBND xã", letterheadParent: "", letterheadBody: "Ủy ban nhân dân xã", signerTitle: "Chủ tịch", signerName: "", place: "Cẩm Xuyên" };
const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF");

let contest: PublicContest;
let folder: string;
/** rows that are not the ones the commendation names */
const others: Record<string, string> = {};
let ids: { award: string; given: string; commendation: string; letter: string };

/** A commended school, its number in the book put right afterwards, and a special award: all by their acts. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "scan-"));
  contest = await makePublicContest(services, [{ title: "Máy gieo lạc", author: "Trần Thị Lan" }, { title: "Máy tuốt lạc", author: "Lê Văn Mở" }], { prizes: 2 });
  const act = { actor: contest.secretary, editionId: contest.made.edition.id, now: clock.now() };
  const added = await addSpecialAward(services, { ...act, input: { newId: randomUUID(), rule: "CHOSEN" } });
  const award = added.ok ? added.value.id : "";
  await changeSpecialAward(services, { ...act, id: award, input: { version: 1, label: "Giải phong trào", ruleText: "Ban Tổ chức chọn", minimum: null, quota: 2, money: 1_000_000 } });
  const given = randomUUID();
  const gave = await giveSpecialAward(services, { ...act, actor: contest.chair, awardId: award, input: { id: given, unit: undefined, entry: "", author: "", name: "Hội Làm vườn", reason: "Vận động nhiều bài" } });
  expect(gave).toEqual({ ok: true, value: null });
  await leadTo(services, contest, "PUBLISHED");
  const authorityId = randomUUID();
  await storeAuthority(services, { ...act, input: { id: authorityId, version: 0, ...AUTHORITY } });
  const commendation = randomUUID();
  await proposeCommendations(services, { ...act, input: { kind: "COMMENDATION", authorityId, money: 500_000, rows: [{ id: commendation, recipientKind: "PERSON", name: "Nguyễn Thị Kín", detail: "", grounds: "Xuất sắc", mayPublish: false }] } });
  const letter = randomUUID();
  await beginLetter(services, { ...act, input: { id: letter, authorityId } });
  await sendLetter(services, { ...act, id: letter, input: { version: 1, number: "12/TTr-BTC", date: "2026-11-20" } });
  await signLetter(services, { ...act, id: letter, input: { version: 2, decisionNumber: "345/QĐ-UBND", decisionDate: "2026-11-21", books: { [commendation]: "07" } } });
  expect(await publishLetter(services, { ...act, id: letter })).toEqual({ ok: true, value: null });
  ids = { award, given, commendation, letter };
  others["other authority"] = randomUUID();
  await storeAuthority(services, { ...act, input: { id: others["other authority"], version: 0, ...AUTHORITY, name: "Chủ tịch Liên hiệp hội" } });
  const mark = { editionId: contest.made.edition.id, store: "LOCAL" as const, storageName: randomUUID(), size: 1, sha256: "0".repeat(64), family: "PHOTO" as const, mime: "image/png", uploadedById: "s" };
  others["other file"] = (await prisma.storedFile.create({ data: mark })).id;
  others["other text"] = (await prisma.erasableText.findFirstOrThrow({ where: { chain: contest.made.edition.id }, orderBy: { createdAt: "asc" } })).id;
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await close();
});

async function rows(): Promise<string[]> {
  const verdict = await verifyLedger(services, { edition: contest.made.edition.slug, head: null });
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict.value.chains.flatMap(({ faults, differences }) => [...faults, ...differences.map(({ row }) => row)]);
}

/** Named rows after a statement that is undone afterwards. */
async function rowsAfter(table: string, id: string, column: string, value: string): Promise<string[]> {
  const before = await pool.query<{ was: string | null }>(`SELECT "${column}"::text AS "was" FROM "${table}" WHERE "id" = $1`, [id]);
  const write = (text: string | null) => pool.query(`UPDATE "${table}" SET "${column}" = (SELECT "${column}" FROM jsonb_populate_record(NULL::"${table}", jsonb_build_object('${column}', $2::text))) WHERE "id" = $1`, [id, text]);
  await write(value);
  try {
    return await rows();
  } finally {
    await write(before.rows[0]?.was ?? null);
  }
}

const events = (type: string) => prisma.ledgerEvent.findMany({ where: { chain: contest.made.edition.id, type }, orderBy: { seq: "asc" } });
const act = () => ({ actor: contest.secretary, editionId: contest.made.edition.id, now: clock.now() });

describe("what was done by its acts", () => {
  it("is as the record says; putting right and scans are in it too, once each", async () => {
    expect(await rows()).toEqual([]);
    const correct = async () => correctCommendation(services, { ...act(), id: ids.commendation, input: { version: (await prisma.commendation.findUniqueOrThrow({ where: { id: ids.commendation } })).version, mayPublish: true, bookNumber: "08" } });
    expect([await correct(), await correct()]).toEqual(Array(2).fill({ ok: true, value: null }));
    expect((await events("COMMENDATION_CORRECTED")).map(({ data }) => data)).toEqual([{ commendation: ids.commendation, mayPublish: true, book: "08" }]);
    expect(await rows()).toEqual([]);
  });

  it("a scan is kept with its hash; nobody who lost the right meanwhile keeps one", async () => {
    const file = async () => {
      const storageName = randomUUID().replaceAll("-", "");
      const bytes = Buffer.concat([PDF, Buffer.from(`\n%${storageName}`)]);
      await writeFile(path.join(folder, storageName), bytes);
      return { field: "scan", name: "quyet-dinh.pdf", declaredType: "application/pdf", size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex"), storageName, path: path.join(folder, storageName) };
    };
    const version = async () => (await prisma.commendationLetter.findUniqueOrThrow({ where: { id: ids.letter } })).version;
    const [first, second] = [await file(), await file()];
    expect(await storeLetterScan(services, { ...act(), id: ids.letter, version: await version(), file: first })).toEqual({ ok: true, value: null });
    expect(await storeLetterScan(services, { ...act(), id: ids.letter, version: await version(), file: second })).toEqual({ ok: true, value: null });
    expect((await events("COMMENDATION_SCANNED")).map(({ data }) => data)).toEqual([first, second].map(({ sha256 }) => ({ letter: ids.letter, scan: sha256 })));
    expect(await rows()).toEqual([]);

    const third = await file();
    const actor = { ...contest.secretary, roles: [...contest.secretary.roles] };
    const files = { ...services.files, kind: services.files.kind, adopt: (...given: Parameters<typeof services.files.adopt>) => (actor.roles.splice(0), services.files.adopt(...given)) };
    expect(await storeLetterScan({ ...services, files }, { ...act(), actor, id: ids.letter, version: await version(), file: third })).toMatchObject({ ok: false, reason: "not_found" });
    expect(await events("COMMENDATION_SCANNED")).toHaveLength(2);
    const other = await prisma.storedFile.findFirstOrThrow({ where: { sha256: third.sha256 } });
    expect(await rowsAfter("CommendationLetter", ids.letter, "scanFileId", other.id)).toEqual([`CommendationLetter ${ids.letter}`]);
  });
});

describe("a row changed by SQL is named", () => {
  it("but not for what an event of earlier versions did not say: code and emblem", async () => {
    const [event] = await events("COMMENDATIONS_SIGNED");
    const { emblem, commendations, ...data } = (event as NonNullable<typeof event>).data as unknown as EventTypes["COMMENDATIONS_SIGNED"];
    expect([emblem, commendations.map(({ code }) => code)]).toEqual([null, [expect.stringMatching(/^[0-9a-f]{64}$/)]]);
    const signed = (of: EventTypes["COMMENDATIONS_SIGNED"]) => {
      const honours = noHonours();
      HONOUR_HANDLERS.COMMENDATIONS_PROPOSED(honours, { commendations: [{ commendation: ids.commendation, kind: "MERIT", recipient: "r", grounds: "g" }] }, "");
      HONOUR_HANDLERS.COMMENDATIONS_SIGNED(honours, of);
      return honours;
    };
    const stored = signed({ ...data, commendations, emblem: others["other file"] ?? "" });
    const isSame = (then: EventTypes["COMMENDATIONS_SIGNED"]) => {
      const recorded = signed(then);
      const [row, letter] = [withRecordedRecipients(stored.commendations, recorded.commendations).get(ids.commendation), withRecordedWords(stored.letters, recorded.letters).get(ids.letter)];
      return [commendationText(row) === commendationText(recorded.commendations.get(ids.commendation)), letterText(letter) === letterText(recorded.letters.get(ids.letter))];
    };
    expect(isSame({ ...data, commendations: commendations.map(({ commendation, book }) => ({ commendation, book })) })).toEqual([true, true]);
    expect(isSame({ ...data, emblem: null, commendations: commendations.map((one) => ({ ...one, code: "other" })) })).toEqual([false, false]);
  });

  it("a decision put right: its number and day are those of the latest correction", async () => {
    const { secretary, made } = contest;
    const { version } = await prisma.commendationLetter.findUniqueOrThrow({ where: { id: ids.letter } });
    const correct = correctDecision(services, { actor: secretary, editionId: made.edition.id, now: clock.now(), id: ids.letter, input: { version, decisionNumber: "354/QĐ-UBND", decisionDate: "2026-11-20", reason: "Gõ nhầm số" } });
    expect(await correct).toEqual({ ok: true, value: null });
    expect(await rows()).toEqual([]);
    expect(await rowsAfter("CommendationLetter", ids.letter, "decisionNumber", "345/QĐ-UBND")).toEqual([`CommendationLetter ${ids.letter}`]);
    expect(await rowsAfter("CommendationLetter", ids.letter, "decisionDate", "2026-11-21")).toEqual([`CommendationLetter ${ids.letter}`]);
    const [event] = await events("COMMENDATION_DECISION_CORRECTED");
    expect(event?.data).toEqual({ letter: ids.letter, number: "354/QĐ-UBND", date: "2026-11-20", reason: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  });

  it("the authority as it signed", async () => {
    const change = (name: string) => pool.query(`UPDATE "CommendationLetter" SET "authorityAsSigned" = jsonb_set("authorityAsSigned", '{signerName}', to_jsonb($2::text)) WHERE "id" = $1`, [ids.letter, name]);
    await change("Người Khác");
    expect(await rows()).toEqual([`CommendationLetter ${ids.letter}`]);
    await change("");
    expect(await rows()).toEqual([]);
  });

  it("a place within its field, and the moments appeals are counted from", async () => {
    const { id: editionId } = contest.made.edition;
    const award = await prisma.award.findFirstOrThrow({ where: { editionId, rank: 2 }, include: { entry: true } });
    const decision = await prisma.resultDecision.findFirstOrThrow({ where: { editionId } });
    expect(await rowsAfter("Award", award.id, "rankInField", "1")).toEqual([`Award ${award.entry.code} rankInField`]);
    expect(await rowsAfter("ResultDecision", decision.id, "publishedAt", "2026-11-01T00:00:00Z")).toEqual(["ResultDecision publishedAt"]);
    expect(await rowsAfter("Edition", editionId, "publishedAt", "2026-11-01T00:00:00Z")).toEqual(["Edition publishedAt"]);
    expect(await rowsAfter("Edition", editionId, "finalAt", "2026-11-01T00:00:00Z")).toEqual(["Edition finalAt"]);
    expect(await rows()).toEqual([]);
  });

  it.each([
    ["CommendationLetter", "letter", "number", "13/TTr-BTC"],
    ["CommendationLetter", "letter", "date", "2026-11-19"],
    ["CommendationLetter", "letter", "decisionNumber", "346/QĐ-UBND"],
    ["CommendationLetter", "letter", "decisionDate", "2026-11-22"],
    ["Commendation", "commendation", "bookNumber", "99"],
    ["Commendation", "commendation", "code", "0000-0000-0000-0000"],
    ["Commendation", "commendation", "mayPublish", "false"],
    ["Commendation", "commendation", "money", "5000000"],
    ["Commendation", "commendation", "recipientName", "Người Khác"],
    ["Commendation", "commendation", "kind", "MERIT"],
    ["Commendation", "commendation", "authorityId", "other authority"],
    ["Commendation", "commendation", "groundsId", "other text"],
    ["Commendation", "commendation", "reasonId", "other text"],
    ["Commendation", "commendation", "proposedAt", "2026-11-01T00:00:00Z"],
    ["Commendation", "commendation", "publishedAt", "2026-11-01T00:00:00Z"],
    ["CommendationLetter", "letter", "signerName", "Người Khác"],
    ["CommendationLetter", "letter", "opening", "Khác"],
    ["CommendationLetter", "letter", "emblemFileId", "other file"],
    ["SpecialAward", "award", "money", "9000000"],
    ["SpecialAward", "award", "rule", "UNIT_POINTS"],
    ["SpecialAward", "award", "ruleText", "Khác"],
    ["SpecialAward", "award", "quota", "5"],
    ["SpecialAwardGiven", "given", "value", "14"],
  ] as const)("%s %s %s", async (table, key, column, value) => {
    const id = table === "SpecialAward" ? (await prisma.specialAward.findUniqueOrThrow({ where: { id: ids.award } })).code : ids[key];
    expect(await rowsAfter(table, ids[key], column, others[value] ?? value)).toEqual([`${table} ${id}`]);
    expect(await rows()).toEqual([]);
  });
});
