import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INVARIANT_NAMES, violationsSeenBy, type InvariantName } from "~/data/invariants.server";
import { loadDemoIfEmpty } from "../../../prisma/seed/demo/load-demo.server";
import { expectSoundData } from "../../support/sound-data";
import { testServices, type TestServices } from "../../support/services";

let test: TestServices;

beforeAll(async () => {
  test = await testServices();
  await loadDemoIfEmpty(test.services);
});

afterAll(() => test.close());

const published = `(SELECT "id" FROM "Edition" WHERE "slug" = 'sang-tao-thanh-thieu-nien-17')`;
const judging = `(SELECT "id" FROM "Edition" WHERE "slug" = 'sang-tao-thanh-thieu-nien-18')`;
const fieldOf = (edition: string) => `(SELECT "id" FROM "Field" WHERE "editionId" = ${edition} ORDER BY "code" LIMIT 1)`;
const one = (table: string, where = "true") => `"id" = (SELECT "id" FROM "${table}" WHERE ${where} ORDER BY "id" LIMIT 1)`;
const sheet = (state: string) => `(SELECT s."id" FROM "ScoreSheet" s JOIN "Assignment" a ON a."id" = s."assignmentId" AND a."state" = 'ACTIVE' WHERE s."state" = '${state}' ORDER BY s."id" LIMIT 1)`;
const withoutTriggers = (table: string) => `ALTER TABLE "${table}" DISABLE TRIGGER USER`;
const merge = (where: string) => `UPDATE "Unit" SET "mergedIntoId" = (SELECT "id" FROM "Unit" WHERE "kind" = 'PROVINCE') WHERE ${where}`;
const usedBy = (table: string, column = "unitId") => one("Unit", `"id" IN (SELECT "${column}" FROM "${table}")`);
const counting = `"entryId" IN (SELECT "id" FROM "Entry" WHERE "state" = 'SUBMITTED') AND "state" = 'SUBMITTED'`;
const author = one("EntryAuthor", `"isChief" AND "versionId" IN (SELECT "id" FROM "EntryVersion" WHERE ${counting})`);
const newUuid = "gen_random_uuid()";
const meeting = (state: string) =>
  `INSERT INTO "Rescore" ("id", "editionId", "roundId", "entryId", "state", "dueAt", "originals", "reasonId", "openedById", "openedAt")
     SELECT ${newUuid}, "editionId", "roundId", "entryId", '${state}', now(), '[]', ${newUuid}, 'x', now() FROM "Assignment" WHERE ${one("Assignment", `"state" = 'ACTIVE'`)}`;

const issuedPaper = `INSERT INTO "IssuedPaper" ("id", "editionId", "kind", "name", "number", "date", "content", "hash", "issuedById", "issuedAt")
     VALUES (${newUuid}, ${published}, 'qualified-decision', 'danh-sach', '99/QĐ-BTC', '2026-01-05', '{}', 'x', 'x', now())`;

const correction = (entries: string) => `INSERT INTO "ResultCorrection" ("id", "editionId", "entryIds", "reasonId", "openedById", "openedAt")
     SELECT ${newUuid}, ${published}, ${entries}, "id", 'x', now() FROM "ErasableText" LIMIT 1`;
const appeal = (number: number, state: string) => `INSERT INTO "Appeal" ("id", "editionId", "entryId", "number", "filedById", "filedAt", "groundsId", "state")
     SELECT ${newUuid}, e."editionId", e."id", ${number}, 'x', now(), (SELECT "id" FROM "ErasableText" LIMIT 1), '${state}' FROM "Entry" e WHERE e."editionId" = ${published} AND e."code" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Appeal" o WHERE o."entryId" = e."id") LIMIT 1`;

/** How each invariant is broken by hand. */
const BREAKS: Readonly<Record<InvariantName, readonly string[]>> = {
  special_award_recipient: [`UPDATE "SpecialAwardGiven" SET "recipientName" = 'Ai đó'`],
  special_award_quota: [`UPDATE "SpecialAward" SET "quota" = 0 WHERE "code" = 'TAP-THE'`],
  commendation_steps: [`UPDATE "CommendationLetter" SET "decisionNumber" = NULL`],
  ceremony_step: [`INSERT INTO "Ceremony" ("editionId", "step", "changedById", "changedAt") VALUES (${judging}, 2, 'x', now())`],
  edition_round_weights: [`UPDATE "Round" SET "weight" = 1 WHERE ${one("Round")}`],
  round_dates: [`UPDATE "Round" SET "endsAt" = "startsAt" WHERE ${one("Round")}`],
  rubric_of_edition: [`UPDATE "Rubric" SET "fieldId" = ${fieldOf(published)} WHERE "roundId" IN (SELECT "id" FROM "Round" WHERE "editionId" = ${judging} AND "code" = 'FINAL')`],
  edition_rubrics: [`DELETE FROM "Rubric" WHERE "roundId" IN (SELECT "id" FROM "Round" WHERE "editionId" = ${judging} AND "code" = 'FINAL')`],
  criterion_min: [`UPDATE "Criterion" SET "min" = "max" + 1 WHERE ${one("Criterion")}`],
  edition_extension: [`UPDATE "EditionExtension" SET "toAt" = "toAt" + interval '1 day'`],
  edition_host_merged: [merge(`"id" = (SELECT "hostUnitId" FROM "Edition" LIMIT 1)`)],
  entry_one_draft: [
    `DROP INDEX "EntryVersion_one_draft"`,
    `INSERT INTO "EntryVersion" ("id", "entryId", "number", "state") SELECT ${newUuid}, "entryId", 9, 'DRAFT' FROM "EntryVersion" WHERE ${one("EntryVersion", `"state" = 'DRAFT'`)}`,
  ],
  entry_one_submitted_version: [`UPDATE "EntryVersion" SET "state" = 'SUPERSEDED' WHERE ${one("EntryVersion", counting)}`],
  entry_code: [`UPDATE "Entry" SET "code" = NULL WHERE ${one("Entry", `"state" = 'SUBMITTED'`)}`],
  entry_code_of_edition: [`UPDATE "Entry" SET "code" = 'STKT-99-0001' WHERE ${one("Entry", `"state" = 'SUBMITTED'`)}`],
  entry_shows_version: [`UPDATE "Entry" SET "title" = 'Tên khác' WHERE ${one("Entry", `"state" = 'SUBMITTED'`)}`],
  entry_field_of_edition: [`UPDATE "Entry" SET "fieldId" = ${fieldOf(published)} WHERE ${one("Entry", `"editionId" = ${judging}`)}`],
  version_complete: [`UPDATE "EntryVersion" SET "title" = '' WHERE ${one("EntryVersion", counting)}`],
  version_one_chief: [`UPDATE "EntryAuthor" SET "isChief" = false WHERE ${author}`],
  version_shares: [`UPDATE "EntryAuthor" SET "shareHundredths" = "shareHundredths" - 1 WHERE ${author}`],
  author_named: [`UPDATE "EntryAuthor" SET "fullName" = '' WHERE ${author}`],
  author_consent: [`DELETE FROM "Consent" WHERE "purpose" = 'TAKE_PART' AND "party" = 'GUARDIAN' AND "entryId" = (SELECT "entryId" FROM "Consent" WHERE "party" = 'GUARDIAN' LIMIT 1)`],
  consent_paper: [`UPDATE "Consent" SET "method" = 'PAPER' WHERE ${one("Consent")}`],
  consent_once: [
    `INSERT INTO "Consent" ("id", "entryId", "authorKey", "purpose", "party", "personName", "textVersion", "method", "givenAt")
       SELECT ${newUuid}, "entryId", "authorKey", "purpose", "party", "personName", "textVersion", "method", "givenAt" FROM "Consent" WHERE ${one("Consent", `"withdrawnAt" IS NULL`)}`,
  ],
  consent_take_part_first: [`UPDATE "Consent" SET "withdrawnAt" = now() + interval '100 years' WHERE "purpose" = 'TAKE_PART'`],
  entry_filed_for_others: [`UPDATE "Entry" SET "channel" = 'ASSISTED' WHERE ${one("Entry", `"state" = 'SUBMITTED'`)}`],
  entry_unit_merged: [merge(usedBy("EntryAuthor"))],
  entry_screening: [`UPDATE "Entry" SET "screening" = 'REJECTED' WHERE ${one("Entry", `"screening" = 'QUALIFIED'`)}`],
  part_shape: [`UPDATE "DossierPart" SET "maxFiles" = 3 WHERE ${one("DossierPart", `"kind" = 'TEXT'`)}`],
  version_parts_of_edition: [`UPDATE "EntryVersion" SET "parts" = "parts" || '{"la": "x"}' WHERE ${one("EntryVersion", counting)}`],
  version_choice_offered: [`UPDATE "EntryVersion" SET "parts" = "parts" || '{"noveltyLevel": "galaxy"}' WHERE ${one("EntryVersion", `${counting} AND "parts" ? 'noveltyLevel'`)}`],
  version_commitment: [`UPDATE "EntryVersion" SET "committedById" = NULL WHERE ${one("EntryVersion", `${counting} AND "commitmentVersion" IS NOT NULL`)}`],
  entry_file_part: [`UPDATE "EntryFile" SET "partKey" = 'idea' WHERE ${one("EntryFile")}`],
  entry_file_bytes: [`UPDATE "EntryFile" SET "size" = "size" + 1 WHERE ${one("EntryFile", `"fileId" IS NOT NULL`)}`],
  entry_file_declared: [`UPDATE "EntryFile" SET "fileId" = NULL, "sha256" = NULL WHERE ${one("EntryFile", `"versionId" IN (SELECT "id" FROM "EntryVersion" WHERE ${counting})`)}`],
  entry_files_due: [`UPDATE "Entry" SET "filesDueAt" = now() WHERE ${one("Entry", `"state" = 'SUBMITTED'`)}`],
  redacted_file: [`INSERT INTO "RedactedFile" ("versionId", "fileKey", "createdById", "at") SELECT "id", gen_random_uuid(), 'x', now() FROM "EntryVersion" LIMIT 1`],
  stored_file_variants: [`INSERT INTO "FileVariant" ("fileId", "kind", "storageName", "mime", "size") SELECT "id", 'CLEAN', 'x', 'image/webp', 1 FROM "StoredFile" WHERE ${one("StoredFile", `"processing" = 'PENDING'`)}`],
  entry_folded: [withoutTriggers("Entry"), `UPDATE "Entry" SET "titleFolded" = 'khac' WHERE ${one("Entry", `"state" = 'SUBMITTED'`)}`],
  duplicate_print: [`INSERT INTO "EntryPrint" ("entryId", "versionId", "editionId", "bands", "updatedAt") SELECT "id", ${newUuid}, "editionId", '{}', now() FROM "Entry" WHERE ${one("Entry", `"state" = 'SUBMITTED'`)}`],
  duplicate_verdict: [`INSERT INTO "DuplicateVerdict" ("entryId", "otherEntryId", "judgement", "actorId", "at") SELECT a."id", b."id", 'SAME', 'x', now() FROM "Entry" a JOIN "Entry" b ON a."id" < b."id" LIMIT 1`],
  thing_of_edition: [
    `INSERT INTO "PhysicalThing" ("id", "editionId", "entryId", "code", "description", "place") SELECT ${newUuid}, ${published}, "id", 'X-M1', 'Mô hình', 'Kho' FROM "Entry" WHERE ${one("Entry", `"editionId" = ${judging}`)}`,
    `INSERT INTO "PhysicalMove" ("id", "thingId", "kind", "at", "actorId") SELECT ${newUuid}, "id", 'RECEIVED', now(), 'system' FROM "PhysicalThing"`,
  ],
  thing_moves: [`INSERT INTO "PhysicalThing" ("id", "editionId", "entryId", "code", "description", "place") SELECT ${newUuid}, "editionId", "id", 'X-M1', 'Mô hình', 'Kho' FROM "Entry" WHERE ${one("Entry", `"editionId" = ${judging}`)}`],
  panel_of_edition: [`UPDATE "PanelField" SET "fieldId" = ${fieldOf(published)} WHERE "panelId" = (SELECT "id" FROM "Panel" WHERE "editionId" = ${judging} ORDER BY "name" DESC LIMIT 1)`],
  assignment_of_edition: [
    withoutTriggers("Assignment"),
    `UPDATE "Assignment" SET "roundId" = (SELECT "id" FROM "Round" WHERE "editionId" = ${judging} AND "code" = 'FINAL') WHERE ${one("Assignment", `"editionId" = ${judging} AND "state" = 'ACTIVE'`)}`,
  ],
  assignment_in_panel: [`DELETE FROM "PanelMember" WHERE "panelId" IN (SELECT "id" FROM "Panel" WHERE "editionId" = ${judging})`],
  assignment_field: [`DELETE FROM "PanelField" WHERE "panelId" IN (SELECT "id" FROM "Panel" WHERE "editionId" = ${judging})`],
  assignment_conflict: [
    withoutTriggers("Conflict"),
    `INSERT INTO "Conflict" ("id", "editionId", "entryId", "userId", "kind") SELECT ${newUuid}, a."editionId", a."entryId", j."userId", 'DECLARED'
       FROM "Assignment" a JOIN "Judge" j ON j."id" = a."judgeId" WHERE a."state" = 'ACTIVE' LIMIT 1`,
  ],
  assignment_once: [
    withoutTriggers("Assignment"),
    `DROP INDEX "Assignment_one_active"`,
    `INSERT INTO "Assignment" ("id", "editionId", "roundId", "panelId", "entryId", "judgeId", "createdById")
       SELECT ${newUuid}, "editionId", "roundId", "panelId", "entryId", "judgeId", 'x' FROM "Assignment" WHERE "state" = 'ACTIVE' LIMIT 1`,
  ],
  assignment_admitted: [`DELETE FROM "RoundEntry"`],
  assignment_revoked_at: [`UPDATE "Assignment" SET "revokedAt" = NULL WHERE "state" = 'REVOKED'`],
  conflict_of_edition: [withoutTriggers("Conflict"), `UPDATE "Conflict" SET "editionId" = ${published} WHERE "editionId" = ${judging}`],
  conflict_lifted_by: [withoutTriggers("Conflict"), `UPDATE "Conflict" SET "kind" = 'AUTHOR', "liftedAt" = now(), "liftedById" = 'x' WHERE ${one("Conflict")}`],
  conflict_note: [withoutTriggers("Conflict"), `UPDATE "Conflict" SET "noteId" = ${newUuid}`],
  score_of_rubric: [
    `UPDATE "SheetScore" g SET "criterionId" = (SELECT c."id" FROM "Criterion" c JOIN "Criterion" o ON o."code" = c."code" AND o."id" = g."criterionId" AND o."rubricId" <> c."rubricId" LIMIT 1)
      WHERE g."sheetId" = ${sheet("LOCKED")}`,
  ],
  score_on_step: [`UPDATE "SheetScore" SET "value" = "value" + 1 WHERE "sheetId" = ${sheet("LOCKED")}`],
  sheet_complete: [`DELETE FROM "SheetScore" g USING "Criterion" c WHERE c."id" = g."criterionId" AND c."code" = 'novelty' AND g."sheetId" = ${sheet("LOCKED")}`],
  sheet_total: [`UPDATE "ScoreSheet" SET "total" = "total" + 5000 WHERE "id" = ${sheet("LOCKED")}`],
  sheet_locked_at: [`UPDATE "ScoreSheet" SET "lockedAt" = NULL WHERE "id" = ${sheet("LOCKED")}`],
  sheet_revision: [`UPDATE "SheetRevision" SET "values" = '{}' WHERE "sheetId" = ${sheet("LOCKED")}`],
  sheet_revision_version: [`UPDATE "SheetRevision" SET "version" = 99 WHERE ${one("SheetRevision")}`],
  late_sheet: [
    `INSERT INTO "LateSheet" ("id", "assignmentId", "receivedAt", "values", "state") SELECT ${newUuid}, "id", now(), '{}', 'ACCEPTED' FROM "Assignment" WHERE ${one("Assignment", `"state" = 'ACTIVE'`)}`,
  ],
  keyed_sheet: [
    `INSERT INTO "KeyedSheet" ("id", "assignmentId", "keyedById", "at", "values") SELECT ${newUuid}, a."id", j."userId", now(), '{}' FROM "Assignment" a JOIN "Judge" j ON j."id" = a."judgeId" LIMIT 1`,
  ],
  rescore_closed: [meeting("CHANGED")],
  rescore_one_open: [`DROP INDEX "Rescore_one_open"`, meeting("OPEN"), meeting("OPEN")],
  choice_of_edition: [`UPDATE "PrizeChoice" SET "tierId" = (SELECT "id" FROM "PrizeTier" WHERE "editionId" = ${judging} LIMIT 1)`],
  vote_counted: [`UPDATE "Vote" SET "carried" = NOT "carried" WHERE ${one("Vote")}`],
  choice_by_vote: [`UPDATE "PrizeChoice" SET "voteId" = (SELECT "id" FROM "Vote" ORDER BY "id" LIMIT 1) WHERE ${one("PrizeChoice")}`],
  quota_choice: [`INSERT INTO "QuotaChoice" ("id", "editionId", "tierId", "quota", "reasonId", "madeById", "madeAt") SELECT ${newUuid}, "editionId", "id", "quota", ${newUuid}, 'x', now() FROM "PrizeTier" WHERE ${one("PrizeTier")}`],
  ranking_meeting: [`UPDATE "RankingMeeting" SET "absentIds" = "presentIds"`],
  decision_steps: [`UPDATE "ResultDecision" SET "decisionNumber" = NULL`],
  decision_schedule: [`UPDATE "ResultDecision" SET "publishAt" = now() + interval '1 day', "scheduledById" = NULL`],
  decision_sequence: [`UPDATE "ResultDecision" SET "sequence" = 2 WHERE "editionId" = ${published}`],
  correction_of_edition: [correction("'{}'::uuid[]")],
  appeal_answer: [appeal(1, "ANSWERED")],
  appeal_number: [appeal(2, "RECEIVED")],
  final_answered: [appeal(1, "RECEIVED"), `UPDATE "Edition" SET "finalAt" = now() WHERE "id" = ${published}`],
  decision_approver: [`UPDATE "ResultDecision" SET "approvedById" = "proposedById"`],
  edition_published: [`UPDATE "Edition" SET "publishedAt" = now() WHERE "id" = ${judging}`],
  award_of_edition: [`UPDATE "Award" SET "tierId" = (SELECT "id" FROM "PrizeTier" WHERE "editionId" = ${judging} LIMIT 1) WHERE ${one("Award")}`],
  award_as_decided: [`UPDATE "Award" SET "mean" = '99.99' WHERE ${one("Award")}`],
  paper_issued_once: [issuedPaper, issuedPaper],
  paper_as_issued: [issuedPaper],
  user_telephone: [`UPDATE "User" SET "phone" = '+84900000999' WHERE "email" = 'thuky@demo.example'`],
  contact_form: [`INSERT INTO "PersonContact" ("id", "userId", "kind", "value", "createdById") SELECT ${newUuid}, "id", 'PHONE', '0912 345 678', 'x' FROM "User" WHERE "email" = 'thuky@demo.example'`],
  user_address: [`UPDATE "User" SET "email" = 'ThuKy@demo.example' WHERE "email" = 'thuky@demo.example'`],
  membership_edition: [`UPDATE "Membership" SET "editionId" = NULL WHERE "role" = 'CHAIR' AND ${one("Membership", `"role" = 'CHAIR'`)}`],
  membership_unit: [`UPDATE "Membership" SET "unitId" = NULL WHERE "role" = 'SCHOOL'`],
  membership_once: [
    `DROP INDEX "Membership_one_active"`,
    `INSERT INTO "Membership" ("id", "userId", "role", "editionId") SELECT ${newUuid}, "userId", "role", "editionId" FROM "Membership" WHERE ${one("Membership", `"role" = 'CHAIR'`)}`,
  ],
  judge_unit: [merge(usedBy("Judge"))],
  invitation_used: [
    `INSERT INTO "Invitation" ("id", "tokenHash", "role", "signInName", "name", "expiresAt", "usedAt") VALUES (${newUuid}, 'x', 'JUDGE', 'x@demo.example', 'X', now(), now())`,
  ],
  unit_merged: [merge(`"id" IN (SELECT "unitId" FROM "UnitName") AND "kind" = 'COMMUNE'`)],
  unit_circle: [`UPDATE "Unit" SET "parentId" = (SELECT "id" FROM "Unit" WHERE "kind" = 'DISTRICT') WHERE "kind" = 'PROVINCE'`],
  message_state: [`UPDATE "OutboxMessage" SET "state" = 'SENT'`],
  private_cleared: [`UPDATE "Edition" SET "privateClearedAt" = now() WHERE "id" = ${published}`],
  kept_in_public: [`INSERT INTO "EditionStatistics" ("editionId", "content", "keptAt") SELECT "id", '{}', now() FROM "Edition" WHERE "id" = ${published}`],
  private_cleared_late: [`UPDATE "Edition" SET "privateClearedAt" = "judgingEndsAt" - interval '1 day' WHERE "id" = ${published}`],
  erased_author: [
    `INSERT INTO "Erasure" ("id", "entryId", "authorKey", "reasonId", "doneById", "doneAt")
       SELECT ${newUuid}, v."entryId", a."key", ${newUuid}, 'x', now() FROM "EntryAuthor" a JOIN "EntryVersion" v ON v."id" = a."versionId" WHERE a.${author}`,
  ],
  erased_account: [`INSERT INTO "Erasure" ("id", "userId", "reasonId", "doneById", "doneAt") SELECT ${newUuid}, "id", ${newUuid}, 'x', now() FROM "User" WHERE ${one("User")}`],
  erased_certificate: [
    `INSERT INTO "Certificate" ("id", "editionId", "entryId", "kind", "authorKey", "code", "bookNumber", "name", "signedText", "signature", "content", "issuedById", "issuedAt", "erasedAt")
       SELECT ${newUuid}, a."editionId", a."entryId", 'AUTHOR', ${newUuid}, 'x', 999, '', 'văn bản còn tên', 'x', '{}', 'x', now(), now() FROM "Award" a WHERE ${one("Award")}`,
  ],
  nomination_once: [`UPDATE "Nomination" SET "editionId" = ${judging} WHERE ${one("Nomination")}`],
  package_sent: [`INSERT INTO "SentPackage" ("id", "editionId", "recipient", "manifest", "entryCodes", "createdById", "createdAt") VALUES (${newUuid}, ${published}, '', 'x', '{}', 'x', now())`],
  entry_origin: [
    `INSERT INTO "TrustedSender" ("id", "fingerprint", "publicKey", "name", "trustedById", "trustedAt") VALUES (${newUuid}, 'x', '', 'x', 'x', now())`,
    `INSERT INTO "ReceivedPackage" ("id", "editionId", "senderId", "manifest", "fromTitle", "receivedById", "receivedAt") SELECT ${newUuid}, ${published}, "id", 'x', '', 'x', now() FROM "TrustedSender"`,
    `INSERT INTO "EntryOrigin" ("entryId", "packageId", "code") SELECT e."id", p."id", 'x' FROM "Entry" e, "ReceivedPackage" p WHERE e."editionId" = ${published} LIMIT 1`,
  ],
  consent_passed: [`UPDATE "Consent" SET "method" = 'PACKAGE' WHERE ${one("Consent", `"method" <> 'PAPER'`)}`],
  data_request: [`INSERT INTO "DataRequest" ("id", "userId", "kind", "textId", "askedAt", "dueOn") SELECT ${newUuid}, "id", 'see', ${newUuid}, now(), now() + interval '2 days' FROM "User" LIMIT 1`],
  ledger_head: [`UPDATE "LedgerHead" SET "seq" = "seq" - 1 WHERE "chain" = 'system'`],
  ledger_numbers: [withoutTriggers("LedgerEvent"), `DELETE FROM "LedgerEvent" WHERE "chain" = 'system' AND "seq" = 2`],
  ledger_chain: [`INSERT INTO "LedgerEvent" VALUES ('nowhere', 1, now(), 'X', 'x', '{}', '', '')`],
};

/** What is found after these statements, which are undone again. */
async function foundAfter(statements: readonly string[]) {
  const client = await test.services.db.pool.connect();
  try {
    await client.query("BEGIN");
    let changed = 0;
    for (const statement of statements) changed += (await client.query(statement)).rowCount ?? 0;
    expect(changed).toBeGreaterThan(0);
    return await violationsSeenBy(client);
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

describe("invariants of the database", () => {
  it("hold in the demo", async () => {
    await expectSoundData(test.services);
  });

  it.each(INVARIANT_NAMES)("%s: a row that breaks it is named", async (name) => {
    const found = await foundAfter(BREAKS[name]);
    const rows = found.filter(({ invariant }) => invariant === name).map(({ row }) => row);
    expect(rows).not.toEqual([]);
    expect(rows.every((row) => /^[A-Z][A-Za-z]+ \S/.test(row))).toBe(true);
  });

  it("hold again once everything was undone", async () => {
    await expectSoundData(test.services);
  });
});
