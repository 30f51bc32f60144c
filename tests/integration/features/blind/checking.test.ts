import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { countBlind, listBlind } from "~/data/blind-list.server";
import { deskCounts } from "~/data/editions-desk.server";
import { dossierForJudge } from "~/data/sheets-dossier.server";
import { checkChangedEntries } from "~/features/blind/check-entries.server";
import { confirmBlind, judgeFindings, redactFile, redactPart, textMark } from "~/features/blind/decide.server";
import { blindEntryPage } from "~/features/blind/entry-page.server";
import { fileOf } from "~/features/files/file-of.server";
import { processFile } from "~/features/files/process-file.server";
import { sheetView } from "~/features/judging/queries-sheet.server";
import { phaseAt } from "~/domain/contest/phases";
import { blind as vi } from "~/i18n/vi/blind";
import { makeEntry, type EntrySpec } from "../../../factories/entries";
import { docxBytes } from "../../../factories/file-bytes";
import { at, makeScene, type Scene } from "../../../factories/judging-scene";
import { makeFilePart, storeEntryFile } from "../../../factories/stored-files";
import { makeAssignments } from "~/data/assignments.server";
import { countStatements } from "../../../support/statements";
import { testServices, type TestServices } from "../../../support/services";

let test: TestServices;
let scene: Scene;
const NAMED = "Máy do em Nguyễn Thị Bí Mật và thầy Trần Hướng Dẫn làm ở trường THCS Giấu Tên.";
const PLAIN = "Máy gieo hạt bằng tre, đẩy tay, hai hàng một lượt.";

beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await makeScene(test.services, { entries: 0 });
});

const entry = (spec: EntrySpec = {}) =>
  makeEntry(test.services, scene.made.edition, {
    state: "SUBMITTED",
    screening: "QUALIFIED",
    unitName: "Trường Trung học cơ sở Giấu Tên",
    authors: [{ fullName: "Nguyễn Thị Bí Mật" }],
    supervisorName: "Trần Hướng Dẫn",
    title: "Máy gieo hạt",
    summary: PLAIN,
    files: [],
    ...spec,
  });

/** As the application assigns, without the check that the factory adds. */
async function assigned(entryId: string) {
  const { services, clock } = test;
  const { panel } = scene;
  const pairs = [{ entryId, judgeId: at(scene.judges, 0).id, panelId: panel.id }];
  const [made] = await services.db.transact((tx) => makeAssignments(tx, { editionId: panel.editionId, roundId: panel.roundId, pairs, actorId: "system", now: clock.now() }));
  return made?.id ?? "";
}

const sheet = (assignmentId: string) => sheetView(test.services, { actor: at(scene.judges, 0).actor, assignmentId, now: test.clock.now() });
const search = () => checkChangedEntries(test.services, { editionId: scene.made.edition.id });
const version = (entryId: string) => test.services.db.prisma.entryVersion.findFirstOrThrow({ where: { entryId, state: "SUBMITTED" }, include: { blindCheck: true, blindScan: true, redactedParts: true, harmless: true } });

async function page(entryId: string, actor = scene.secretary) {
  const { edition } = scene.made;
  const row = await test.services.db.prisma.edition.findUniqueOrThrow({ where: { id: edition.id } });
  return blindEntryPage(test.services, { actor, edition: row, phase: phaseAt(row, test.clock.now()), entryId, locale: "vi", now: test.clock.now() });
}

async function shown(entryId: string) {
  const view = await page(entryId);
  if (!view.ok) throw new Error(view.reason);
  return view.value;
}

const act = (entryId: string, versionId: string, actor = scene.secretary) => ({ actor, editionId: scene.made.edition.id, now: test.clock.now(), input: { entryId, versionId } });
const queue = () => countBlind(test.services.db, { editionId: scene.made.edition.id, userId: scene.secretary.userId, search: "" });
const onDesk = async () => (await deskCounts(test.services.db, { editionId: scene.made.edition.id, roundId: scene.panel.roundId, viewerId: scene.secretary.userId, now: test.clock.now() })).blindWaiting;
const record = async () => (await test.services.db.prisma.ledgerEvent.findMany({ where: { chain: scene.made.edition.id, type: { startsWith: "BLIND_" } }, orderBy: { seq: "asc" } })).map(({ type, actor }) => [type, actor]);
const events = () => test.services.db.prisma.ledgerEvent.findMany({ where: { chain: scene.made.edition.id, type: "BLIND_CHECKED" }, orderBy: { seq: "asc" } });

describe("an entry of a blind round", () => {
  it("in which nothing is found is opened to judges by the system, once, however often it is searched", async () => {
    const { id, code } = await entry();
    const assignment = await assigned(id);
    expect(await sheet(assignment)).toEqual({ ok: false, reason: "being_prepared" });
    expect(await search()).toBe(1);
    expect(await search()).toBe(0);
    expect((await version(id)).blindCheck?.checkedById).toBe("system");
    expect((await events()).map(({ actor, data }) => [actor, data])).toEqual([["system", { entry: code, version: 1, redacted: 0 }]]);
    const view = await sheet(assignment);
    expect(view.ok && view.value.dossier.summary).toBe(PLAIN);
  });

  it("that names somebody stays shut until a person has decided about every place, and judges then read the copy", async () => {
    const { id } = await entry({ summary: NAMED });
    const assignment = await assigned(id);
    await search();
    expect(await sheet(assignment)).toEqual({ ok: false, reason: "being_prepared" });
    expect(await dossierForJudge(test.services.db, assignment)).toMatchObject({ isPrepared: false, title: "", summary: "" });

    const view = await shown(id);
    const part = at(view.parts.filter(({ findings }) => findings.length > 0), 0);
    expect(part.findings.map(({ kind, passage }) => [kind, passage.hit])).toEqual([["AUTHOR", "Nguyễn Thị Bí Mật"], ["SUPERVISOR", "Trần Hướng Dẫn"], ["UNIT", "trường THCS Giấu Tên"]]);
    const proposal = at(part.fields, 0).text;
    const { placeholder } = vi;
    expect(proposal).toBe(`Máy do em ${placeholder.AUTHOR} và thầy ${placeholder.SUPERVISOR} làm ở ${placeholder.UNIT}.`);
    expect(await confirmBlind(test.services, act(id, view.versionId))).toEqual({ ok: false, reason: "findings_open" });

    const redaction = { ...act(id, view.versionId), input: { entryId: id, versionId: view.versionId, partKey: part.partKey, base: part.base, fields: new Map([[part.partKey, proposal]]) } };
    expect((await redactPart(test.services, redaction)).ok).toBe(true);
    expect(await redactPart(test.services, redaction)).toEqual({ ok: false, reason: "version_conflict" });
    expect((await confirmBlind(test.services, act(id, view.versionId))).ok).toBe(true);
    expect((await confirmBlind(test.services, act(id, view.versionId))).ok).toBe(true);
    expect((await events()).map(({ data }) => data)).toEqual([expect.objectContaining({ version: 1, redacted: 1 })]);

    const blind = await sheet(assignment);
    expect(blind.ok && blind.value.dossier.summary).toBe(proposal);
    expect((await version(id)).summary).toBe(NAMED);
    await test.services.db.prisma.round.updateMany({ where: { editionId: scene.made.edition.id }, data: { blind: false } });
    const open = await sheet(assignment);
    expect(open.ok && open.value.dossier.summary).toBe(NAMED);
  });

  it("keeps what was called harmless through a new version, where the passage is the same, and asks about the rest", async () => {
    const { id } = await entry({ summary: "Bến Trần Hướng Dẫn là tên một bến đò cổ." });
    await search();
    const view = await shown(id);
    const [finding] = at(view.parts.filter(({ findings }) => findings.length > 0), 0).findings;
    const harmless = { ...act(id, view.versionId), input: { entryId: id, versionId: view.versionId, findings: [finding?.name ?? ""], isHarmless: true } };
    expect((await judgeFindings(test.services, harmless)).ok).toBe(true);
    expect((await version(id)).blindScan).toMatchObject({ found: 1, open: 0 });
    const { prisma } = test.services.db;
    const old = await version(id);
    await prisma.entryVersion.update({ where: { id: old.id }, data: { state: "SUPERSEDED" } });
    const { id: _id, blindCheck, blindScan, redactedParts, harmless: _harmless, parts, unreadable: _u, fieldChanges: _f, ...rest } = old;
    const next = await prisma.entryVersion.create({ data: { ...rest, parts: parts ?? {}, number: 2, submittedAt: test.clock.now(), summary: `${old.summary} Máy chạy êm.`, authors: { create: { key: crypto.randomUUID(), position: 1, fullName: "Nguyễn Thị Bí Mật", shareHundredths: 10_000, isChief: true } } } });
    expect([blindCheck, blindScan?.open, redactedParts]).toEqual([null, 0, []]);
    await search();
    const same = await version(id);
    expect([same.id, same.blindScan?.open, same.blindCheck?.checkedById]).toEqual([next.id, 0, "system"]);
    expect(await judgeFindings(test.services, harmless)).toEqual({ ok: false, reason: "version_conflict" });
  });

  it("is not shown to a secretary with a conflict of interest, nor decided on by one", async () => {
    const { id } = await entry({ summary: NAMED });
    await search();
    const { versionId } = await shown(id);
    const { prisma } = test.services.db;
    await prisma.conflict.create({ data: { editionId: scene.made.edition.id, entryId: id, userId: scene.secretary.userId, kind: "DECLARED", createdById: scene.secretary.userId } });
    expect(await page(id)).toEqual({ ok: false, reason: "conflict_of_interest" });
    expect(await confirmBlind(test.services, act(id, versionId))).toEqual({ ok: false, reason: "conflict_of_interest" });
    expect(await countBlind(test.services.db, { editionId: scene.made.edition.id, userId: scene.secretary.userId, search: "" })).toMatchObject({ waiting: 0 });
    expect(await confirmBlind(test.services, act(id, versionId, scene.chair))).toEqual({ ok: false, reason: "forbidden" });
    expect(await confirmBlind(test.services, act(id, versionId, at(scene.judges, 0).actor))).toEqual({ ok: false, reason: "not_found" });
  });

  it("whose copy is changed after judges were let in goes on record again", async () => {
    const { id } = await entry();
    await search();
    const view = await shown(id);
    const part = at(view.parts.filter(({ partKey }) => partKey === "@summary"), 0);
    await redactPart(test.services, { ...act(id, view.versionId), input: { entryId: id, versionId: view.versionId, partKey: part.partKey, base: textMark(PLAIN), fields: new Map([[part.partKey, "Máy gieo hạt."]]) } });
    expect((await events()).map(({ data }) => (data as { redacted: number }).redacted)).toEqual([0, 1]);
    await redactPart(test.services, { ...act(id, view.versionId), input: { entryId: id, versionId: view.versionId, partKey: part.partKey, base: textMark("Máy gieo hạt."), fields: null } });
    expect((await version(id)).redactedParts).toEqual([]);
  });
});

describe("a release", () => {
  /** An entry that named somebody, whose copy a person let judges see. */
  async function released() {
    const { id } = await entry({ summary: NAMED });
    const assignment = await assigned(id);
    await search();
    const { versionId, parts } = await shown(id);
    const { partKey, base, fields } = at(parts.filter(({ findings }) => findings.length > 0), 0);
    const proposal = at(fields, 0).text;
    const redact = (text: string | null, from: string) =>
      redactPart(test.services, { ...act(id, versionId), input: { entryId: id, versionId, partKey, base: from, fields: text === null ? null : new Map([[partKey, text]]) } });
    expect((await redact(proposal, base)).ok).toBe(true);
    expect((await confirmBlind(test.services, act(id, versionId))).ok).toBe(true);
    expect([(await sheet(assignment)).ok, await queue(), await onDesk()]).toEqual([true, { waiting: 0, checked: 1, unsearched: 0 }, 0]);
    return { id, versionId, assignment, proposal, redact };
  }

  it("is withdrawn where the copy names somebody again, is in the queue and on the desk again, and comes back with a person's word only", async () => {
    const { id, versionId, assignment, proposal, redact } = await released();
    for (const [text, from] of [[null, proposal], [proposal, NAMED], [`${proposal} Của Nguyễn Thị Bí Mật.`, proposal]] as const) {
      expect((await redact(text, textMark(from))).ok).toBe(true);
      expect(await sheet(assignment)).toEqual({ ok: false, reason: "being_prepared" });
      expect([await queue(), await onDesk(), (await shown(id)).check]).toEqual([{ waiting: 1, checked: 0, unsearched: 0 }, 1, null]);
      await search();
      expect((await version(id)).blindCheck).toBeNull();
    }
    expect(await confirmBlind(test.services, act(id, versionId))).toEqual({ ok: false, reason: "findings_open" });
    expect((await redact(proposal, textMark(`${proposal} Của Nguyễn Thị Bí Mật.`))).ok).toBe(true);
    expect((await confirmBlind(test.services, act(id, versionId))).ok).toBe(true);
    expect((await sheet(assignment)).ok).toBe(true);
    const { userId } = scene.secretary;
    expect(await record()).toEqual([["BLIND_CHECKED", userId], ["BLIND_CHECK_WITHDRAWN", userId], ["BLIND_CHECKED", userId]]);
  });

  it("is withdrawn when something is found to tell somebody after all", async () => {
    const { id } = await entry({ summary: "Bến Trần Hướng Dẫn là tên một bến đò cổ." });
    const assignment = await assigned(id);
    await search();
    const { versionId, parts } = await shown(id);
    const findings = parts.flatMap((part) => part.findings.map(({ name }) => name));
    const judge = (isHarmless: boolean) => judgeFindings(test.services, { ...act(id, versionId), input: { entryId: id, versionId, findings, isHarmless } });
    await judge(true);
    await confirmBlind(test.services, act(id, versionId));
    expect((await sheet(assignment)).ok).toBe(true);
    await judge(false);
    expect(await sheet(assignment)).toEqual({ ok: false, reason: "being_prepared" });
    expect(await queue()).toMatchObject({ waiting: 1, checked: 0 });
  });

  it("is withdrawn by the system where a later search finds somebody, as after a person's new name", async () => {
    const { id } = await entry();
    const assignment = await assigned(id);
    await search();
    expect((await sheet(assignment)).ok).toBe(true);
    const { prisma } = test.services.db;
    await prisma.entryVersion.updateMany({ where: { entryId: id }, data: { supervisorName: "Gieo Hạt Tre" } });
    await prisma.entryVersion.updateMany({ where: { entryId: id }, data: { summary: `${PLAIN} Thầy Gieo Hạt Tre giúp.` } });
    await prisma.blindScan.updateMany({ where: { version: { entryId: id } }, data: { source: "an older method" } });
    await search();
    expect(await sheet(assignment)).toEqual({ ok: false, reason: "being_prepared" });
    expect([await queue(), await record()]).toEqual([{ waiting: 1, checked: 0, unsearched: 0 }, [["BLIND_CHECKED", "system"], ["BLIND_CHECK_WITHDRAWN", "system"]]]);
  });

  it("does not hold for another file before it was read, searched and looked at", async () => {
    const { services, clock } = test;
    const { prisma } = services.db;
    const { id } = await entry();
    await makeFilePart(services, scene.made.edition.id, { key: "t-tep" });
    const mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    const file = await storeEntryFile(services, id, { partKey: "t-tep", family: "DOCUMENT", mime, bytes: await docxBytes({ paragraphs: [PLAIN] }) });
    const assignment = await assigned(id);
    await search();
    const got = async () => (await fileOf(services, { fileRowId: file.id, form: "TEXT", actor: at(scene.judges, 0).actor, now: clock.now() }))?.text?.toString() ?? null;
    expect([await got(), (await sheet(assignment)).ok]).toEqual([expect.stringContaining(PLAIN), true]);

    const { versionId } = await shown(id);
    const { name: storageName, size, sha256 } = await services.files.save(await docxBytes({ paragraphs: [NAMED] }));
    const other = await prisma.storedFile.create({ data: { editionId: scene.made.edition.id, store: "LOCAL", storageName, size, sha256, family: "DOCUMENT", mime, uploadedById: scene.secretary.userId, createdAt: clock.now() } });
    const replace = (to: "shown" | { fileId: string }) => redactFile(services, { ...act(id, versionId), input: { entryId: id, versionId, fileKey: file.key, to } });
    const shut = async () => expect([await got(), await sheet(assignment), await queue(), await onDesk()]).toEqual([null, { ok: false, reason: "being_prepared" }, { waiting: 1, checked: 0, unsearched: 0 }, 1]);
    expect((await replace({ fileId: other.id })).ok).toBe(true);
    await shut();
    expect(await confirmBlind(services, act(id, versionId))).toEqual({ ok: false, reason: "files_processing" });
    await processFile(services, other.id);
    await shut();
    await search();
    await shut();
    expect(await confirmBlind(services, act(id, versionId))).toEqual({ ok: false, reason: "findings_open" });
    await replace("shown");
    await confirmBlind(services, act(id, versionId));
    expect([await got(), (await sheet(assignment)).ok]).toEqual([expect.stringContaining(PLAIN), true]);
  });

  it("alone opens nothing while something found in the version is open, or other bytes in it wait to be read", async () => {
    const { id, versionId, assignment } = await released();
    const { prisma } = test.services.db;
    const prepared = async () => (await dossierForJudge(test.services.db, assignment))?.isPrepared;
    await prisma.blindScan.update({ where: { versionId }, data: { open: 1 } });
    expect([await prepared(), await sheet(assignment), await queue(), await onDesk()]).toEqual([false, { ok: false, reason: "being_prepared" }, { waiting: 1, checked: 0, unsearched: 0 }, 1]);
    await prisma.blindScan.update({ where: { versionId }, data: { open: 0 } });
    expect(await prepared()).toBe(true);
    await makeFilePart(test.services, scene.made.edition.id, { key: "t-tep" });
    const file = await storeEntryFile(test.services, id, { partKey: "t-tep", family: "DOCUMENT", mime: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", bytes: await docxBytes(), process: false });
    await prisma.redactedFile.create({ data: { versionId, fileKey: file.key, fileId: file.fileId, createdById: scene.secretary.userId, at: test.clock.now() } });
    expect([await prepared(), await queue()]).toEqual([false, { waiting: 1, checked: 0, unsearched: 0 }]);
  });
});

it("lists what waits, the ones judges wait for first, in as many statements for three as for one", async () => {
  const { db } = test.services;
  const request = { editionId: scene.made.edition.id, userId: scene.secretary.userId, search: "" };
  const list = () => listBlind(db, request, "waiting", { offset: 0, limit: 50 });
  await entry({ summary: NAMED });
  await search();
  const one = await countStatements(db.pool, list);
  const awaited = await entry({ summary: NAMED });
  await entry({ summary: NAMED });
  await assigned(awaited.id);
  await search();
  const three = await countStatements(db.pool, list);
  expect(three.count).toBe(one.count);
  expect(three.value.map(({ code, isAssigned, open }) => [code, isAssigned, open])).toEqual([[awaited.code, true, 3], expect.anything(), expect.anything()]);
  expect(await countBlind(db, request)).toEqual({ waiting: 3, checked: 0, unsearched: 0 });
});
