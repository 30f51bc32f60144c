import { randomUUID } from "node:crypto";
import { contentHash } from "~/data/issued-papers.server";
import { appendToLedger } from "~/data/ledger.server";
import type { Services } from "~/features/services";
import { makeFilePart, storeEntryFile } from "./stored-files";

type MarkServices = Pick<Services, "db" | "files" | "clock" | "log">;

/** Tables that hold texts of entries, of people behind them, and of what was written about them. */
export interface Marked {
  editionId: string;
  entryId: string;
  authorKey: string;
  /** account of the author */
  userId: string;
  fileIds: string[];
}

/** Rows that a filed, judged and published entry can have, one of each kind, so that there is a place for every mark. */
async function makeRows({ db, clock }: MarkServices, { editionId, entryId, authorKey, userId }: Omit<Marked, "fileIds">, mark: string): Promise<void> {
  const { prisma } = db;
  const now = clock.now();
  const version = await prisma.entryVersion.findFirstOrThrow({ where: { entryId, state: "SUBMITTED" } });
  const whose = { entryId, authorKey };
  await prisma.consent.create({ data: { ...whose, purpose: "PASS_ON", party: "SELF", personName: "x", relation: "x", textVersion: "1", method: "ONLINE", givenAt: now } });
  await prisma.consentDecline.create({ data: { ...whose, purpose: "PUBLISH_MEDIA", party: "SELF", personName: "x", textVersion: "1", method: "LINK", at: now } });
  await prisma.consentLink.create({ data: { ...whose, tokenHash: randomUUID(), party: "SELF", createdById: userId, createdAt: now, expiresAt: now } });
  await prisma.authorConfirmation.create({ data: { ...whose, party: "SELF", personName: "x", contentHash: "h", remark: "x", at: now } });
  await prisma.screeningAct.create({ data: { entryId, from: "RECEIVED", to: "QUALIFIED", reason: "x", actorId: "s", at: now, remarks: { create: { partKey: "@basics", text: "x" } } } });
  const thing = await prisma.physicalThing.create({ data: { editionId, entryId, code: `T-${entryId.slice(0, 8)}`, description: "x", place: "x" } });
  await prisma.physicalMove.create({ data: { thingId: thing.id, kind: "RECEIVED", at: now, personName: "x", place: "x", condition: "x", note: "x", actorId: "s" } });
  const assignment = await prisma.assignment.findFirstOrThrow({ where: { entryId }, include: { sheet: true } });
  await prisma.sheetRevision.create({ data: { sheetId: assignment.sheet?.id ?? "", at: now, actorId: "j", state: "LOCKED", values: {}, remark: "x" } });
  await prisma.lateSheet.create({ data: { id: randomUUID(), assignmentId: assignment.id, receivedAt: now, values: {}, state: "REFUSED" } });
  await prisma.keyedSheet.create({ data: { assignmentId: assignment.id, keyedById: userId, at: now, values: {} } });
  await prisma.redactedPart.create({ data: { versionId: version.id, partKey: "@summary", text: "x", createdById: "s", at: now } });
  await prisma.harmlessFinding.create({ data: { versionId: version.id, finding: "x", actorId: "s", at: now } });
  await prisma.upload.create({ data: { key: randomUUID(), state: "DONE", storageName: randomUUID(), userId, entryId, slug: "s", metadata: {}, callbackUrl: "x", awaitServerData: false, size: 1, expiresAt: now, answer: {} } });
  await prisma.planJob.create({ data: { key: `round:${randomUUID()}`, run: randomUUID(), editionId, input: {}, result: {}, state: "DONE", startedById: "s", startedAt: now } });
  await prisma.invitation.create({ data: { tokenHash: randomUUID(), role: "ENTRANT", editionId, signInName: "x", name: "x", expiresAt: now, usedById: userId, usedAt: now } });
  await prisma.nomination.create({ data: { editionId, entryId, position: 1, note: "x", nominatedById: "s", nominatedAt: now } });
  await prisma.entryVersion.create({ data: { entryId, number: 99, state: "SUPERSEDED", title: "x", authors: { create: { key: authorKey, position: 1, fullName: "x", userId } } } });
  const letter = { editionId, channel: "MAIL", subject: "x", body: "x", template: "receipt", nextTryAt: now, createdAt: now, state: "SENT", carrier: "FILE", sentAt: now } as const;
  await prisma.outboxMessage.create({ data: { ...letter, recipient: "x@example.test", recipientName: "x", userId, link: "x", lastError: "x" } });
  await prisma.outboxMessage.create({ data: { ...letter, recipient: "staff@example.test", userId: null } });
  await prisma.erasableText.create({ data: { chain: editionId, salt: "s", text: "x", hash: "h" } });
  await prisma.certificate.create({ data: { ...whose, editionId, kind: "AUTHOR", code: randomUUID(), bookNumber: 1, name: "x", signedText: "x", signature: "x", content: {}, issuedById: "s", issuedAt: now } });
  await issuePaper({ db, clock }, editionId, mark);
  const authority = await prisma.commendationAuthority.create({ data: { name: "Chủ tịch UBND xã", letterheadBody: "UBND xã", signerTitle: "CHỦ TỊCH", place: "Cẩm Xuyên" } });
  await prisma.commendation.create({ data: { editionId, kind: "COMMENDATION", recipientKind: "PERSON", recipientName: "x", recipientDetail: "x", authorityId: authority.id, groundsId: randomUUID(), proposedById: "s", proposedAt: now } });
  await prisma.personContact.create({ data: { userId, kind: "ADDRESS", value: "x", createdById: "s" } });
  await prisma.user.update({ where: { id: userId }, data: { image: "x" } });
  await prisma.session.create({ data: { id: randomUUID(), token: randomUUID(), userId, expiresAt: now, ipAddress: "x", userAgent: "x" } });
  await prisma.account.create({ data: { id: randomUUID(), accountId: userId, providerId: "credential", userId, password: "x", scope: "x", accessToken: "x", refreshToken: "x", idToken: "x" } });
}

/** A paper with the mark on it, issued as the record says. */
async function issuePaper({ db, clock }: Pick<MarkServices, "db" | "clock">, editionId: string, mark: string): Promise<void> {
  const content = { blocks: [{ text: `Tác giả: ${mark}, Cẩm Bình` }] };
  const at = clock.now();
  await db.transact(async (tx) => {
    const { id } = await tx.issuedPaper.create({ data: { editionId, kind: "award-decision", name: "quyet-dinh", content, hash: contentHash(content), date: at, issuedById: "s", issuedAt: at } });
    const data = { paper: id, kind: "award-decision", name: "quyet-dinh", hash: contentHash(content), number: null, date: at.toISOString().slice(0, 10) };
    await appendToLedger(tx, [{ type: "PAPER_ISSUED", data, actor: "s", at, editionId }]);
  });
}

/** Files of the entry: a signed paper of the secretariat, a document that blind judges see another one for, a scan of consent, a photo of the thing. */
async function makeFiles(services: MarkServices, { editionId, entryId }: Pick<Marked, "editionId" | "entryId">, mark: string): Promise<string[]> {
  const { prisma } = services.db;
  await makeFilePart(services, editionId, { key: "signed", forJudges: false });
  await makeFilePart(services, editionId, { key: "annex" });
  const bytes = () => Buffer.from(`${randomUUID()} ${mark} ${randomUUID()}`);
  const pdf = { family: "PDF", mime: "application/pdf", process: false } as const;
  const signed = await storeEntryFile(services, entryId, { ...pdf, partKey: "signed", bytes: bytes() });
  const annex = await storeEntryFile(services, entryId, { ...pdf, partKey: "annex", bytes: bytes() });
  const photo = await storeEntryFile(services, entryId, { family: "PHOTO", mime: "image/jpeg", partKey: "annex", position: 2, bytes: bytes(), process: false });
  await prisma.fileText.create({ data: { fileId: annex.fileId, text: "x" } });
  const version = await prisma.entryVersion.findFirstOrThrow({ where: { entryId, state: "SUBMITTED" } });
  await prisma.redactedFile.create({ data: { versionId: version.id, fileKey: annex.key, fileId: photo.fileId, createdById: "s", at: services.clock.now() } });
  return [signed.fileId, annex.fileId, photo.fileId];
}

/** Texts and JSON by table, with what belongs to the person. `u`: the account, `e`: the entry, `d`: the edition, `k`: the author. */
const VERSION = `"versionId" IN (SELECT "id" FROM "EntryVersion" WHERE "entryId" = $e)`;
const MARKS: readonly [table: string, columns: string, where: string][] = [
  ["EntryVersion", "ownerName summary supervisorName supervisorPhone supervisorUnitName eligibilityNote parts unreadable fieldChanges", `"entryId" = $e`],
  ["EntryAuthor", "fullName sex occupation className phone address email guardianName guardianPhone", `"key" = $k`],
  ["EntryFile", "name caption", VERSION],
  ["FileText", "text", `"fileId" IN (SELECT "fileId" FROM "EntryFile" WHERE ${VERSION})`],
  ["Upload", "metadata answer failure", `"entryId" = $e`],
  ["Entry", "screeningReason importRef searchText", `"id" = $e`],
  ["AuthorConfirmation", "personName remark", `"entryId" = $e`],
  ["Consent", "personName relation", `"entryId" = $e AND "authorKey" = $k`],
  ["ConsentDecline", "personName", `"entryId" = $e`],
  ["ScreeningAct", "reason", `"entryId" = $e`],
  ["ScreeningRemark", "text", `"actId" IN (SELECT "id" FROM "ScreeningAct" WHERE "entryId" = $e)`],
  ["PhysicalThing", "description place", `"entryId" = $e`],
  ["PhysicalMove", "personName place condition note", `"thingId" IN (SELECT "id" FROM "PhysicalThing" WHERE "entryId" = $e)`],
  ["ScoreSheet", "remark remarks privateNote", `"assignmentId" IN (SELECT "id" FROM "Assignment" WHERE "entryId" = $e)`],
  ["SheetRevision", "remark remarks privateNote", `"sheetId" IN (SELECT s."id" FROM "ScoreSheet" s JOIN "Assignment" a ON a."id" = s."assignmentId" WHERE a."entryId" = $e)`],
  ["LateSheet", "remark remarks privateNote", `"assignmentId" IN (SELECT "id" FROM "Assignment" WHERE "entryId" = $e)`],
  ["KeyedSheet", "remark", `"assignmentId" IN (SELECT "id" FROM "Assignment" WHERE "entryId" = $e)`],
  ["RedactedPart", "text", VERSION],
  ["HarmlessFinding", "finding", VERSION],
  ["PlanJob", "input result", `"editionId" = $d`],
  ["Invitation", "signInName name", `"usedById" = $u`],
  ["Nomination", "note", `"entryId" = $e`],
  ["OutboxMessage", "recipientName subject body link lastError", `"editionId" = $d AND "userId" = $u`],
  ["OutboxMessage", "recipientName subject body", `"editionId" = $d AND "userId" IS NULL`],
  ["ErasableText", "text", `"chain" = $d::text AND "hash" = 'h'`],
  ["Certificate", "name signedText signature content", `"entryId" = $e`],
  ["Commendation", "recipientName recipientDetail", `"editionId" = $d`],
  ["PersonContact", "value", `"userId" = $u`],
  ["User", "name image", `"id" = $u`],
  ["Session", "ipAddress userAgent", `"userId" = $u`],
  ["Account", "password scope accessToken refreshToken idToken", `"userId" = $u`],
];

/** Columns that hold JSON. */
const JSON_COLUMNS = new Set(["parts", "unreadable", "fieldChanges", "metadata", "answer", "remarks", "input", "result", "content"]);

/**
 * Writes the mark into every column in which a text of an entry or of a person behind it may stand, in rows made for it: as the name of
 * the author, and within texts. @returns what was marked, with the stored files that go with it
 */
export async function plantMarks(services: MarkServices, scene: Omit<Marked, "fileIds">, mark: string): Promise<Marked> {
  await makeRows(services, scene, mark);
  const fileIds = await makeFiles(services, scene, mark);
  const { prisma } = services.db;
  const place = (where: string) => where.replaceAll("$e", `'${scene.entryId}'::uuid`).replaceAll("$k", `'${scene.authorKey}'::uuid`).replaceAll("$d", `'${scene.editionId}'::uuid`).replaceAll("$u", `'${scene.userId}'`);
  for (const [table, columns, where] of MARKS) {
    const sets = columns.split(" ").map((column) => (JSON_COLUMNS.has(column) ? `"${column}" = jsonb_build_object('noted', '${mark}')` : `"${column}" = '${mark}'`));
    const count = await prisma.$executeRawUnsafe(`UPDATE "${table}" SET ${sets.join(", ")} WHERE ${place(where)}`);
    if (count === 0) throw new Error(`nothing to mark in ${table}`);
  }
  await prisma.user.update({ where: { id: scene.userId }, data: { email: `${mark.toLowerCase()}@example.test` } });
  return { ...scene, fileIds };
}

/** Columns with the mark, as "Table.column". */
export async function columnsWith({ db }: Pick<Services, "db">, mark: string): Promise<string[]> {
  const columns = await textColumns({ db });
  const found: string[] = [];
  for (const { table, column } of columns) {
    const [row] = await db.prisma.$queryRawUnsafe<{ found: boolean }[]>(`SELECT EXISTS (SELECT 1 FROM "${table}" WHERE "${column}"::text ILIKE '%${mark}%') AS "found"`);
    if (row?.found) found.push(`${table}.${column}`);
  }
  return found;
}

/** Every column of the database that may hold a text, but for ids. */
export async function textColumns({ db }: Pick<Services, "db">): Promise<{ table: string; column: string }[]> {
  return db.prisma.$queryRaw<{ table: string; column: string }[]>`
    SELECT c.table_name AS "table", c.column_name AS "column" FROM information_schema.columns c JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
     WHERE c.table_schema = 'public' AND (c.data_type IN ('text', 'character varying', 'json', 'jsonb') OR (c.data_type = 'ARRAY' AND c.udt_name = '_text')) ORDER BY 1, 2`;
}
