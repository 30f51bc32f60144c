import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editionById, type EditionRow } from "~/data/editions.server";
import { readEntry } from "~/data/entries.server";
import type { Actor } from "~/domain/access/roles";
import { importPackage, type ImportRequest } from "~/features/upward/import-package.server";
import { importFromFile } from "~/features/upward/import-file.server";
import { importStaged } from "~/features/upward/import-staged.server";
import { moveNomination, withdrawNomination } from "~/features/upward/nominate.server";
import { NO_MAPPING } from "~/features/upward/plan-import.server";
import { type OpenedPackage, openPackage, verifyPackage } from "~/features/upward/read-package.server";
import { revokeSender, trustKey, trustSender } from "~/features/upward/senders.server";
import { stagedOf, stagePackage } from "~/features/upward/stage-package.server";
import { sweepFiles } from "~/features/files/sweep.server";
import { nominationsOf } from "~/data/nominations.server";
import { trustedSenders } from "~/data/packages.server";
import { fingerprintOf, loadSigner } from "~/platform/signing/signer.server";
import { makeEdition } from "../../../factories/editions";
import { makeEntry } from "../../../factories/entries";
import { at } from "../../../factories/judging-scene";
import { makeUser } from "../../../factories/people";
import { agreeToPassOn, bytesOf, inMemory, makeSendingContest, nominate, packed, type SendingContest } from "../../../factories/upward";
import { SECRETS } from "../../../factories/file-bytes";
import { expectSoundData } from "../../../support/sound-data";
import { testServices, type TestServices } from "../../../support/services";

let sender: TestServices;
let receiver: TestServices;
let contest: SendingContest;

beforeAll(async () => {
  [sender, receiver] = await Promise.all([testServices(), testServices()]);
  contest = await makeSendingContest(sender.services);
  await nominate(sender.services, contest, [0, 1]);
  const [, second] = await nominationsOf(sender.services.db.prisma, contest.edition.id);
  await moveNomination(sender.services, { actor: contest.secretary, editionId: contest.edition.id, input: { id: second?.id ?? "", by: -1 }, now: sender.clock.now() });
});
afterAll(() => Promise.all([sender.close(), receiver.close()]));

interface Receiving {
  edition: EditionRow;
  secretary: Actor;
  organiser: Actor;
}

async function receiving(phase: "OPEN" | "SCREENING" | "JUDGING" | "ANNOUNCED" = "SCREENING"): Promise<Receiving> {
  const { edition } = await makeEdition(receiver.services, { phase, kind: "YOUTH" });
  const [secretary, organiser] = await Promise.all((["SECRETARY", "ORGANISER"] as const).map((role) => makeUser(receiver.services, { role, editionId: edition.id })));
  if (!secretary || !organiser) throw new Error("no cast");
  return { edition, secretary, organiser };
}

async function opened(bytes: Buffer): Promise<OpenedPackage> {
  const open = await openPackage(inMemory(bytes));
  if (!open.ok) throw new Error(open.reason);
  return open.value;
}

async function request(bytes: Buffer, { edition, secretary }: Receiving, change: Partial<ImportRequest> = {}): Promise<ImportRequest> {
  const signer = await loadSigner(receiver.services.config);
  return { opened: await opened(bytes), edition, ownKey: signer.publicKey, owner: secretary, actor: secretary, mapping: NO_MAPPING, stagedId: null, now: receiver.clock.now(), ...change };
}

async function trust(name = "Cẩm Xuyên"): Promise<void> {
  const { publicKey } = await loadSigner(sender.services.config);
  await trustKey(receiver.services, { fingerprint: fingerprintOf(publicKey), publicKey, name, actorId: "system", now: receiver.clock.now() });
}

/** Everything an import could leave behind. */
async function traces() {
  const { prisma } = receiver.services.db;
  const stored: string[] = [];
  for await (const { name } of receiver.services.files.list()) stored.push(name);
  return { entries: await prisma.entry.count(), files: await prisma.storedFile.count(), origins: await prisma.entryOrigin.count(), packages: await prisma.receivedPackage.count(), events: await prisma.ledgerEvent.count(), stored: stored.length };
}

describe("a package of nominated entries", () => {
  it("holds the nominated entries in their order, the cleaned copy of photos, consents with their words, and no account or id of the sender", async () => {
    const made = await packed(sender.services, contest.edition);
    expect(made.manifest.entries).toEqual([at(contest.entries, 1).code, at(contest.entries, 0).code]);
    const bytes = await bytesOf(made);
    expect(bytes).toHaveLength(made.length);
    const text = bytes.toString("latin1");
    const own = await sender.services.db.prisma.entryAuthor.findMany({ select: { key: true, userId: true, address: true } });
    for (const { key, userId } of own) expect([key, userId ?? key].filter((id) => text.includes(id))).toEqual([]);
    for (const { id } of contest.entries) expect(text).not.toContain(id);
    expect(text).not.toContain(SECRETS.device);
    const entry = JSON.parse(bytes.subarray(bytes.indexOf('{"authors"'), bytes.indexOf("\n", bytes.indexOf('{"authors"'))).toString("utf8")) as { authors: { consents: { words: string; wording: string; party: string }[] }[]; award: { label: string } };
    expect(entry.award.label).toBe("Giải Nhì");
    expect(entry.authors[0]?.consents.map(({ party }) => party).toSorted()).toEqual(["GUARDIAN", "SELF"]);
    for (const { words } of entry.authors[0]?.consents ?? []) expect(words).toContain("cho ban tổ chức cuộc thi cấp trên");
  });

  it("is the same byte for byte when it is made again, and noted once", async () => {
    const first = await bytesOf(await packed(sender.services, contest.edition));
    sender.clock.set(new Date(sender.clock.now().getTime() + 60_000));
    const again = await bytesOf(await packed(sender.services, contest.edition));
    expect(again.equals(first)).toBe(true);
    const events = await sender.services.db.prisma.ledgerEvent.count({ where: { type: "PACKAGE_SENT", chain: contest.edition.id } });
    expect(events).toBe(1);
    expect(await sender.services.db.prisma.sentPackage.count({ where: { editionId: contest.edition.id } })).toBe(1);
    const standing = await nominationsOf(sender.services.db.prisma, contest.edition.id);
    expect(standing.every(({ packageId }) => packageId !== null)).toBe(true);
  });

  it("comes into another installation as entries received for screening, with the same dossiers and where they come from", async () => {
    const at1 = await receiving();
    const account = await makeUser(receiver.services);
    const chief = await sender.services.db.prisma.entryAuthor.findFirstOrThrow({ where: { version: { entryId: at(contest.entries, 0).id, state: "SUBMITTED" } } });
    await receiver.services.db.prisma.user.update({ where: { id: account.userId }, data: { email: "tac-gia@example.vn", emailVerified: true } });
    await sender.services.db.prisma.entryAuthor.update({ where: { id: chief.id }, data: { email: "tac-gia@example.vn" } });
    await trust();
    const done = await importPackage(receiver.services, await request(await bytesOf(await packed(sender.services, contest.edition)), at1));
    if (!done.ok) throw new Error(`${done.reason} ${JSON.stringify(done.plan?.entries.map(({ stops }) => stops))}`);
    expect(done.value.entries.map(({ origin }) => origin)).toEqual([at(contest.entries, 1).code, at(contest.entries, 0).code]);
    for (const { origin, code } of done.value.entries) {
      const theirs = await readEntry(sender.services.db.prisma, at(contest.entries.filter((one) => one.code === origin), 0).id);
      const row = await receiver.services.db.prisma.entry.findFirstOrThrow({ where: { editionId: at1.edition.id, code }, include: { origin: true } });
      const ours = await readEntry(receiver.services.db.prisma, row.id);
      if (!theirs?.submitted || !ours?.submitted) throw new Error("not there");
      expect({ state: ours.state, screening: ours.screening, owner: ours.ownerId, channel: ours.channel }).toEqual({ state: "SUBMITTED", screening: "RECEIVED", owner: at1.secretary.userId, channel: "ASSISTED" });
      const plain = ({ title, ownerKind, ownerName, createdYear, createdMonth, unitName, summary, parts }: typeof ours.submitted) => ({ title, ownerKind, ownerName, createdYear, createdMonth, unitName, summary, parts });
      expect(plain(ours.submitted)).toEqual(plain(theirs.submitted));
      expect(ours.submitted.authors.map(({ fullName, birthDate, shareHundredths, isChief, address }) => ({ fullName, birthDate, shareHundredths, isChief, address }))).toEqual(theirs.submitted.authors.map(({ fullName, birthDate, shareHundredths, isChief }) => ({ fullName, birthDate, shareHundredths, isChief, address: "" })));
      expect(ours.consents.map(({ purpose, method, personName }) => ({ purpose, method, personName })).toSorted((a, b) => (a.personName < b.personName ? -1 : 1))).toEqual(
        theirs.consents.filter(({ purpose }) => purpose === "PASS_ON").map(({ personName }) => ({ purpose: "TAKE_PART", method: "PACKAGE", personName })).toSorted((a, b) => (a.personName < b.personName ? -1 : 1)),
      );
      expect(row.origin).toMatchObject({ code: origin, awardLabel: origin === at(contest.entries, 0).code ? "Giải Nhất" : "Giải Nhì", decision: "27/QĐ-BTC, 20/11/2026" });
      const [file] = ours.submitted.files;
      const stored = await receiver.services.db.prisma.storedFile.findUniqueOrThrow({ where: { id: file?.fileId ?? "" } });
      expect({ family: stored.family, processing: stored.processing, editionId: stored.editionId }).toEqual({ family: "PHOTO", processing: "PENDING", editionId: at1.edition.id });
      const chunks: Buffer[] = [];
      for await (const chunk of (await receiver.services.files.open(stored.storageName)) as AsyncIterable<Buffer>) chunks.push(chunk);
      expect((await sharp(Buffer.concat(chunks)).metadata()).exif).toBeUndefined();
    }
    const mine = await receiver.services.db.prisma.entryAuthor.findFirst({ where: { userId: account.userId, version: { entry: { editionId: at1.edition.id } } } });
    expect(mine?.fullName).toBe(chief.fullName);
    await sender.services.db.prisma.entryAuthor.update({ where: { id: chief.id }, data: { email: chief.email } });
    await expectSoundData(receiver.services);
  });

  it("is imported once: again it is told, and of a later one only what is new comes in", async () => {
    const [at1, at2] = [await receiving(), await receiving()];
    await trust();
    const one = await bytesOf(await packed(sender.services, contest.edition, { recipient: "Một lần" }));
    const answers = [await importPackage(receiver.services, await request(one, at2)), await importPackage(receiver.services, await request(one, at2)), await importPackage(receiver.services, await request(one, at1))];
    expect(answers.map((done) => done.ok || done.reason)).toEqual([true, "already_imported", "imported_elsewhere"]);
    const other = await bytesOf(await packed(sender.services, contest.edition, { recipient: "Nơi khác" }));
    const both = await Promise.all([importPackage(receiver.services, await request(other, at1)), importPackage(receiver.services, await request(other, at1))]);
    expect(both.map((done) => done.ok || done.reason).toSorted()).toEqual(["already_imported", true].toSorted());
    expect(await receiver.services.db.prisma.entry.count({ where: { editionId: at1.edition.id } })).toBe(2);
    const third = await bytesOf(await packed(sender.services, contest.edition, { recipient: "Lần ba" }));
    const nothing = await importPackage(receiver.services, await request(third, at1));
    expect(nothing).toMatchObject({ ok: false, reason: "nothing_new" });
  });
});

describe("who is believed", () => {
  it("asks for an unknown key once, by the digits heard on the telephone, from those who may", async () => {
    const { services, close, clock } = await testServices();
    const mine = { edition: (await makeEdition(services, { phase: "SCREENING" })).edition };
    const [organiser, secretary] = await Promise.all((["ORGANISER", "SECRETARY"] as const).map((role) => makeUser(services, { role, editionId: mine.edition.id })));
    if (!organiser || !secretary) throw new Error("no cast");
    const { publicKey } = await loadSigner(sender.services.config);
    const heard = fingerprintOf(publicKey).slice(-39);
    const act = { edition: mine.edition, now: clock.now() };
    const input = { publicKey, name: "Cẩm Xuyên", heard };
    expect(await trustSender(services, { ...act, actor: secretary, input })).toMatchObject({ reason: "forbidden" });
    expect(await trustSender(services, { ...act, actor: organiser, input: { ...input, heard: "0000 0000" } })).toMatchObject({ reason: "fingerprint_differs" });
    // A key whose last digits are the same can be made, unless they are many.
    expect(await trustSender(services, { ...act, actor: organiser, input: { ...input, heard: heard.slice(-9) } })).toMatchObject({ reason: "fingerprint_differs" });
    expect(await trustedSenders(services.db.prisma)).toEqual([]);
    expect(await trustSender(services, { ...act, actor: organiser, input })).toMatchObject({ ok: true });
    expect(await trustSender(services, { ...act, actor: organiser, input })).toMatchObject({ ok: true });
    const [known] = await trustedSenders(services.db.prisma);
    expect(known).toMatchObject({ name: "Cẩm Xuyên", fingerprint: fingerprintOf(publicKey), revokedAt: null });
    expect(await revokeSender(services, { ...act, actor: organiser, input: { id: known?.id ?? "" } })).toMatchObject({ ok: true });
    const types = await services.db.prisma.ledgerEvent.findMany({ where: { chain: "system", type: { in: ["SENDER_TRUSTED", "SENDER_REVOKED"] } }, orderBy: { seq: "asc" } });
    expect(types.map(({ type }) => type)).toEqual(["SENDER_TRUSTED", "SENDER_REVOKED"]);
    await close();
  });

  it("imports nothing of a sender nobody trusts, or nobody trusts any more, and of none into a contest that takes nothing now", async () => {
    const { prisma } = receiver.services.db;
    await prisma.trustedSender.updateMany({ data: { revokedAt: receiver.clock.now() } });
    const bytes = await bytesOf(await packed(sender.services, contest.edition, { recipient: "Thôi tin" }));
    const target = await receiving();
    expect(await importPackage(receiver.services, await request(bytes, target))).toMatchObject({ reason: "sender_revoked" });
    await trust();
    const before = await traces();
    const late = await receiving("JUDGING");
    expect(await importPackage(receiver.services, await request(bytes, late))).toMatchObject({ reason: "wrong_phase", phase: "JUDGING" });
    const { edition: technical } = await makeEdition(receiver.services, { phase: "SCREENING", kind: "TECHNICAL" });
    const secretary = await makeUser(receiver.services, { role: "SECRETARY", editionId: technical.id });
    expect(await importPackage(receiver.services, await request(bytes, { ...target, edition: technical, secretary }))).toMatchObject({ reason: "wrong_kind" });
    expect(await importPackage(receiver.services, await request(bytes, target, { actor: await makeUser(receiver.services) }))).toMatchObject({ reason: "not_found" });
    expect(await traces()).toEqual(before);
  });
});

describe("what an import stops at", () => {
  it("names entries whose field is not here, whose authors did not all agree by the rules here, and imports none of them until that is settled", async () => {
    const target = await receiving();
    const prisma = receiver.services.db.prisma;
    await trust();
    await prisma.field.updateMany({ where: { editionId: target.edition.id }, data: { name: "Khác" } });
    await prisma.$executeRaw`UPDATE "Field" SET "name" = 'Lĩnh vực ' || "position", "code" = 'khac-' || "position" WHERE "editionId" = ${target.edition.id}::uuid`;
    const bytes = await bytesOf(await packed(sender.services, contest.edition, { recipient: "Lĩnh vực" }));
    const before = await traces();
    const stopped = await importPackage(receiver.services, await request(bytes, target));
    expect(stopped).toMatchObject({ reason: "entries_stopped" });
    expect(stopped.ok ? [] : stopped.plan?.entries.map(({ stops }) => stops)).toEqual([[{ kind: "field_unmapped" }], [{ kind: "field_unmapped" }]]);
    expect(await traces()).toEqual(before);
    const fields = new Map((await sender.services.db.prisma.field.findMany({ where: { editionId: contest.edition.id } })).map(({ code }) => [code, "khac-1"]));
    const settled = await importPackage(receiver.services, await request(bytes, target, { mapping: { fields, parts: new Map() } }));
    expect(settled).toMatchObject({ ok: true });
    const entries = await prisma.entry.findMany({ where: { editionId: target.edition.id }, include: { field: true } });
    expect(entries.map(({ field }) => field?.code)).toEqual(["khac-1", "khac-1"]);
  });

  it("says which entries look like ones that are here, and which authors are outside the ages admitted", async () => {
    const target = await receiving();
    const theirs = await readEntry(sender.services.db.prisma, at(contest.entries, 1).id);
    const title = theirs?.submitted?.title ?? "";
    const like = await makeEntry(receiver.services, target.edition, { state: "SUBMITTED", title });
    await receiver.services.db.prisma.edition.update({ where: { id: target.edition.id }, data: { birthDateFrom: new Date("2024-01-01T00:00:00Z"), birthDateTo: new Date("2025-01-01T00:00:00Z") } });
    const edition = await editionById(receiver.services.db.prisma, target.edition.id);
    if (!edition) throw new Error("no edition");
    const bytes = await bytesOf(await packed(sender.services, contest.edition, { recipient: "Cảnh báo" }));
    const { planImport } = await import("~/features/upward/plan-import.server");
    const plan = await planImport(receiver.services.db.prisma, { ...(await request(bytes, { ...target, edition })), viewerId: null });
    const notes = plan.ok ? (plan.value.entries[0]?.notes ?? []) : [];
    expect(notes).toContainEqual(expect.objectContaining({ kind: expect.stringMatching(/^same_/) as string, code: like.code, title }));
    expect(notes.map(({ kind }) => kind)).toContain("too_old");
  });

  it("refuses a package whose file cannot be what it says, and nothing of it stays", async () => {
    const target = await receiving();
    await trust();
    const { id } = at(contest.entries, 0);
    const row = await sender.services.db.prisma.entryFile.findFirstOrThrow({ where: { version: { entryId: id, state: "SUBMITTED" } }, include: { file: { include: { variants: true } } } });
    const { name } = await sender.services.files.save(Buffer.from("MZ this is a program"));
    const clean = row.file?.variants.find(({ kind }) => kind === "CLEAN");
    await sender.services.db.prisma.fileVariant.update({ where: { storageName: clean?.storageName ?? "" }, data: { storageName: name } });
    const bytes = await bytesOf(await packed(sender.services, contest.edition, { recipient: "Chương trình" }));
    await sender.services.db.prisma.fileVariant.update({ where: { storageName: name }, data: { storageName: clean?.storageName ?? "" } });
    const before = await traces();
    expect(await importPackage(receiver.services, await request(bytes, target))).toMatchObject({ reason: "file_refused", file: expect.stringContaining(at(contest.entries, 0).code) as string });
    expect(await traces()).toEqual(before);
  });

  it.each([["the first of its files is", 1], ["all its files are", Number.MAX_SAFE_INTEGER]])("stops where it is given up once %s stored, and nothing of it stays", async (_which, after) => {
    const target = await receiving();
    await trust();
    const bytes = await bytesOf(await packed(sender.services, contest.edition, { recipient: `Bỏ dở ${String(after)}` }));
    const before = await traces();
    const givenUp = new AbortController();
    let seen = 0;
    const onProgress = ({ done, files }: { done: number; files: number }) => {
      seen = done;
      if (done === Math.min(after, files)) givenUp.abort(new Error("no longer wanted"));
    };
    await expect(importPackage(receiver.services, await request(bytes, target, { onProgress, signal: givenUp.signal }))).rejects.toThrow("no longer wanted");
    expect(seen).toBeGreaterThan(0);
    expect(after > 1 || seen === 1).toBe(true);
    expect(await traces()).toEqual(before);
  });
});

describe("what may leave", () => {
  it("is only what everybody agreed to hand on, of entries with a prize, once the result is out, and by somebody without an interest", async () => {
    const test = sender;
    const second = await makeSendingContest(test.services, { entries: 3, prizes: 2, agreed: 1 });
    const { makePackage } = await import("~/features/upward/make-package.server");
    const { packRequest } = await import("../../../factories/upward");
    const none = await makePackage(test.services, await packRequest(test.services, second.edition));
    expect(none).toMatchObject({ reason: "nothing_to_send" });
    await nominate(test.services, second, [0, 1]);
    const one = await packed(test.services, second.edition);
    expect({ entries: one.manifest.entries, left: one.left }).toEqual({ entries: [at(second.entries, 0).code], left: 1 });
    await agreeToPassOn(test.services, at(second.entries, 1).id);
    expect((await packed(test.services, second.edition)).manifest.entries).toHaveLength(2);
    await test.services.db.prisma.consent.updateMany({ where: { entryId: at(second.entries, 0).id, purpose: "PASS_ON", party: "GUARDIAN" }, data: { withdrawnAt: test.clock.now() } });
    expect((await packed(test.services, second.edition)).manifest.entries).toEqual([at(second.entries, 1).code]);
    await test.services.db.prisma.conflict.create({ data: { editionId: second.edition.id, entryId: at(second.entries, 1).id, userId: second.secretary.userId, kind: "DECLARED" } });
    const interested = await makePackage(test.services, await packRequest(test.services, second.edition, { actorId: second.secretary.userId }));
    expect(interested).toMatchObject({ reason: "interest_sends" });
    const unpublished = await makeEdition(test.services, { phase: "DECIDING" });
    expect(await makePackage(test.services, await packRequest(test.services, unpublished.edition))).toMatchObject({ reason: "not_published" });
  });

  it("withdrawn nominations stay", async () => {
    const third = await makeSendingContest(sender.services);
    await nominate(sender.services, third, [0, 1]);
    const [first] = await nominationsOf(sender.services.db.prisma, third.edition.id);
    await withdrawNomination(sender.services, { actor: third.secretary, editionId: third.edition.id, input: { id: first?.id ?? "" }, now: sender.clock.now() });
    expect((await packed(sender.services, third.edition)).manifest.entries).toEqual([at(third.entries, 1).code]);
  });
});

describe("a package that is uploaded", () => {
  async function upload(bytes: Buffer, target: Receiving) {
    const { spool } = receiver.services.files;
    const written = await spool.write(bytes);
    const file = { field: "package", name: "goi.zip", declaredType: "application/zip", size: written.size, sha256: written.sha256, storageName: written.name, path: written.path };
    return { staged: await stagePackage(receiver.services, { actor: target.secretary, edition: target.edition, file, now: receiver.clock.now() }), discard: () => spool.removePart(written.name) };
  }

  it("waits for a day where it is whole, is imported from there, and sending that twice is one import", async () => {
    const target = await receiving();
    await trust();
    const { staged } = await upload(await bytesOf(await packed(sender.services, contest.edition, { recipient: "Tải lên" })), target);
    if (!staged.ok) throw new Error(staged.reason);
    const about = { edition: target.edition, id: staged.value.id };
    expect(await stagedOf(receiver.services, { ...about, edition: (await receiving()).edition, now: receiver.clock.now() })).toBeNull();
    const later = new Date(receiver.clock.now().getTime() + 25 * 3_600_000);
    expect(await stagedOf(receiver.services, { ...about, now: later })).toBeNull();
    const found = await stagedOf(receiver.services, { ...about, now: receiver.clock.now() });
    const { packageId } = found?.opened.manifest ?? { packageId: "" };
    const act = { actor: target.secretary, edition: target.edition, packageId, mapping: NO_MAPPING, now: receiver.clock.now() };
    expect(await importStaged(receiver.services, { ...act, staged: found })).toMatchObject({ ok: true });
    expect(await importStaged(receiver.services, { ...act, staged: await stagedOf(receiver.services, { ...about, now: receiver.clock.now() }) })).toMatchObject({ ok: true });
    expect(await importStaged(receiver.services, { ...act, staged: null, packageId: randomUUID() })).toMatchObject({ reason: "not_found" });
    expect(await receiver.services.db.prisma.entry.count({ where: { editionId: target.edition.id } })).toBe(2);
  });

  it("leaves nothing where it is not whole, and nothing stays of a process that was killed", async () => {
    const target = await receiving();
    const bytes = await bytesOf(await packed(sender.services, contest.edition, { recipient: "Dở dang" }));
    const before = await traces();
    const bad = await upload(Buffer.concat([bytes, Buffer.from("x")]), target);
    expect(bad.staged).toMatchObject({ reason: "wrapping_changed" });
    await bad.discard();
    expect(await traces()).toEqual(before);
    // As a process that died after laying the package by, and one that died between storing files and writing rows.
    await upload(bytes, target);
    await receiver.services.files.save(Buffer.from("a file of a package that never came to its rows"));
    const week = new Date(Date.now() + 7 * 24 * 3_600_000);
    await sweepFiles(receiver.services, week);
    expect((await traces()).stored).toBe(before.stored);
  });
});

describe("the command line", () => {
  it("imports a file for the edition's secretary, tells of an unknown key how to trust it, and tries without writing", async () => {
    const target = await receiving();
    const path = join(receiver.services.config.dataDir, "goi.zip");
    await writeFile(path, await bytesOf(await packed(sender.services, contest.edition, { recipient: "Dòng lệnh" })));
    const now = receiver.clock.now();
    const about = { path, slug: target.edition.slug, mapping: NO_MAPPING, now };
    await trust();
    const before = await traces();
    expect(await importFromFile(receiver.services, { ...about, dryRun: true })).toMatchObject({ ok: true, value: { coming: 2, entries: [] } });
    expect(await traces()).toEqual(before);
    expect(await importFromFile(receiver.services, { ...about, slug: "khong-co", dryRun: false })).toMatchObject({ reason: "edition_unknown" });
    expect(await importFromFile(receiver.services, { ...about, dryRun: false })).toMatchObject({ ok: true, value: { coming: 2, owner: target.secretary.name } });
    expect(await importFromFile(receiver.services, { ...about, dryRun: false })).toMatchObject({ reason: "already_imported" });
    expect(await verifyPackage(await opened(await bytesOf(await packed(sender.services, contest.edition))))).toMatchObject({ ok: true });
  });
});
