import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { contentHash } from "~/data/issued-papers.server";
import { monthsAfter, NAME_GONE } from "~/domain/retention/retention";
import { requestData } from "~/features/people/request-data.server";
import { clearDueEditions, clearEdition } from "~/features/retention/clear-edition.server";
import { answerRequest } from "~/features/retention/personal-data.server";
import { privateHoldings } from "~/data/retention.server";
import { makeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { makeUser } from "../../../factories/people";
import { TEST_DAY, testServices } from "../../../support/services";

const { services, close } = await testServices();
afterAll(close);
const { prisma } = services.db;

const LATER = monthsAfter(TEST_DAY, 60);
let made: Awaited<ReturnType<typeof makeEdition>>;
const clear = () => clearEdition(services, { editionId: made.edition.id, now: LATER });

beforeEach(async () => {
  await prisma.edition.updateMany({ where: { privateClearedAt: null }, data: { privateClearedAt: TEST_DAY } });
  made = await makeEdition(services, { phase: "PUBLISHED" });
});

describe("papers as they were issued", () => {
  it("lose private names in capitals and in either Unicode form, numbers in groups, and names of versions that do not count and of consents", async () => {
    const entry = await makeEntry(services, made.edition, { screening: "QUALIFIED", files: [], authors: [{ fullName: "Nguyễn Văn Ẩn", phone: "+84912345678", birthDate: "1990-05-20" }] });
    const key = entry.authors[0]?.key ?? "";
    await prisma.entryVersion.create({ data: { entryId: entry.id, number: 2, state: "SUPERSEDED", supervisorName: "Lê Thị Cũ", authors: { create: { key, position: 1, fullName: "Nguyễn Văn Tên Trước" } } } });
    await prisma.consent.create({ data: { entryId: entry.id, authorKey: key, purpose: "PASS_ON", party: "GUARDIAN", personName: "Bà Trần Ký Thay", textVersion: "1", method: "PAPER", givenAt: TEST_DAY } });
    const told = ["NGUYỄN VĂN ẨN", "Nguyễn Văn Ẩn".normalize("NFD"), "0912 345 678", "0912.345.678", "Nguyễn Văn Tên Trước", "Lê Thị Cũ", "Bà Trần Ký Thay"];
    const content = { blocks: told.map((text) => ({ text: `${text};` })) };
    const { id } = await prisma.issuedPaper.create({ data: { editionId: made.edition.id, kind: "minutes", name: "bien-ban", content, hash: contentHash(content), date: TEST_DAY, issuedById: "s", issuedAt: TEST_DAY } });
    expect(await clear()).toMatchObject({ ok: true });
    expect((await prisma.issuedPaper.findUniqueOrThrow({ where: { id } })).content).toEqual({ blocks: told.map(() => ({ text: `${NAME_GONE};` })) });
  });
});

describe("requests about personal data", () => {
  it("keep their text until they are answered", async () => {
    const secretary = await makeUser(services, { role: "SECRETARY", editionId: made.edition.id });
    const asker = async (text: string) => {
      const user = await makeUser(services, { role: "ENTRANT", editionId: made.edition.id });
      await requestData(services, { actor: user, input: { kind: "see", text, to: made.edition.slug }, now: TEST_DAY });
      return prisma.dataRequest.findFirstOrThrow({ where: { userId: user.userId } });
    };
    const answered = await asker("Xin xem dữ liệu đã trả lời");
    const waiting = await asker("Xin xem dữ liệu đang chờ");
    expect(await answerRequest(services, { actor: secretary, edition: made.edition, id: answered.id, now: TEST_DAY })).toMatchObject({ ok: true });
    expect(await clear()).toMatchObject({ ok: true });
    const textOf = async (id: string) => (await prisma.erasableText.findUniqueOrThrow({ where: { id } })).text;
    expect([await textOf(answered.textId), await textOf(waiting.textId)]).toEqual(["", "Xin xem dữ liệu đang chờ"]);
  });
});

describe("a decision on its way", () => {
  it("is waited for until it is public", async () => {
    const decision = { editionId: made.edition.id, problem: {}, answer: {}, sealedHash: "h", proposedById: "c", proposedAt: TEST_DAY };
    const { id } = await prisma.resultDecision.create({ data: { ...decision, state: "SIGNED" } });
    expect(await clear()).toEqual({ ok: false, reason: "result_contested" });
    expect((await privateHoldings(services.db, made.edition.id)).openDecisions).toBe(1);
    await prisma.resultDecision.update({ where: { id }, data: { state: "PUBLISHED" } });
    expect(await clear()).toMatchObject({ ok: true });
  });
});

describe("the job", () => {
  it("clears the other editions where one fails, and says which failed", async () => {
    const other = await makeEdition(services, { phase: "PUBLISHED" });
    await prisma.$executeRawUnsafe(`CREATE FUNCTION refuse_clearing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$`);
    await prisma.$executeRawUnsafe(`CREATE TRIGGER refuse_clearing BEFORE UPDATE OF "privateClearedAt" ON "Edition" FOR EACH ROW WHEN (NEW."id" = '${made.edition.id}') EXECUTE FUNCTION refuse_clearing()`);
    const logged: unknown[] = [];
    const log = { ...services.log, error: (_: string, fields?: Readonly<Record<string, unknown>>) => void logged.push(fields?.["edition"]) };
    try {
      expect((await clearDueEditions({ ...services, log }, LATER)).map(({ editionId }) => editionId)).toEqual([other.edition.id]);
      expect(logged).toEqual([made.edition.id]);
    } finally {
      await prisma.$executeRawUnsafe(`DROP FUNCTION refuse_clearing() CASCADE`);
    }
    expect((await clearDueEditions(services, LATER)).map(({ editionId }) => editionId)).toEqual([made.edition.id]);
  });
});
