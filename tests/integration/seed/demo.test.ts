import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publishableAuthors } from "~/data/consents.server";
import { readEntry, readEntryForm } from "~/data/entries.server";
import type { Actor } from "~/domain/access/roles";
import { DEMO_PASSWORD, DEMO_SIGN_INS } from "~/domain/people/demo-sign-ins";
import { phaseAt } from "~/domain/contest/phases";
import { AWARD_DECISION } from "~/domain/documents/paper-kinds";
import { ageOn, dayInVietnam } from "~/domain/entry/ages";
import { CONSENT_PURPOSES } from "~/domain/entry/consent";
import { appealsEnd, takesAppeals } from "~/domain/results/appeals";
import { checkChangedEntries } from "~/features/blind/check-entries.server";
import { commitmentVersion } from "~/features/entries/commitment.server";
import { gapsBeforeSubmitting } from "~/features/entries/entry-access.server";
import { processFile } from "~/features/files/process-file.server";
import { sheetsForDevice } from "~/features/judging/queries-offline.server";
import { sheetView } from "~/features/judging/queries-sheet.server";
import { verifyLedger } from "~/features/ledger/verify-ledger.server";
import type { Ranking } from "~/domain/ranking/rank-problem";
import { loadDemoIfEmpty } from "../../../prisma/seed/demo/load-demo.server";
import { testServices, type TestServices } from "../../support/services";

let test: TestServices;
let db: TestServices["services"]["db"];

beforeAll(async () => {
  test = await testServices();
  ({ db } = test.services);
  const both = await Promise.all([loadDemoIfEmpty(test.services), loadDemoIfEmpty(test.services)]);
  expect(both.toSorted()).toEqual([false, true]);
});

afterAll(() => test.close());

const editionOf = (slug: string) => db.prisma.edition.findUniqueOrThrow({ where: { slug } });
const PUBLISHED = "sang-tao-thanh-thieu-nien-17";
const JUDGING = "sang-tao-thanh-thieu-nien-18";
const OPEN = "sang-tao-ky-thuat-14";
const OFFICIAL = "sang-tao-thanh-thieu-nien-16";

async function countBy(slug: string, by: "state" | "screening") {
  const { id } = await editionOf(slug);
  const rows = await db.prisma.entry.findMany({ where: { editionId: id }, select: { state: true, screening: true } });
  const counts: Record<string, number> = {};
  for (const row of rows) counts[row[by]] = (counts[row[by]] ?? 0) + 1;
  return counts;
}

describe("loading the demo", () => {
  it("does nothing where it stands already, or where anybody or anything else does", async () => {
    expect(await loadDemoIfEmpty(test.services)).toBe(false);
    expect(await db.prisma.edition.count()).toBe(4);
  });

  it("puts everything on record: chains and stored rows agree", async () => {
    const verdict = await verifyLedger(test.services, { edition: null, head: null });
    expect(verdict.ok && verdict.value.chains.flatMap(({ faults, differences }) => [...faults, ...differences])).toEqual([]);
    expect(verdict.ok && verdict.value.chains.every(({ events }) => events > 5)).toBe(true);
  });

  it("keeps the events of every chain in the order of time", async () => {
    const backwards = await db.prisma.$queryRaw`
      SELECT a."chain", a."seq" FROM "LedgerEvent" a JOIN "LedgerEvent" b ON b."chain" = a."chain" AND b."seq" = a."seq" + 1 WHERE b."at" < a."at"`;
    expect(backwards).toEqual([]);
  });

  it("holds nothing that has not happened yet", async () => {
    const future = await db.prisma.ledgerEvent.count({ where: { at: { gt: test.clock.now() } } });
    expect(future).toBe(0);
  });
});

describe("the cast", () => {
  it("signs in with the published password", async () => {
    for (const { email } of DEMO_SIGN_INS) {
      const { user } = await test.services.auth.api.signInEmail({ body: { email, password: DEMO_PASSWORD } });
      expect(user.email).toBe(email);
    }
  });

  it("holds the roles it is shown under", async () => {
    for (const { email, role } of DEMO_SIGN_INS) {
      const roles = await db.prisma.membership.findMany({ where: { user: { email }, endedAt: null }, select: { role: true } });
      expect([email, roles.map((held) => held.role)]).toEqual([email, expect.arrayContaining([role])]);
    }
  });

  it("has a pupil of 14 whose guardian agreed with an own account, with an entry in judging and a prize", async () => {
    const pupil = await db.prisma.user.findUniqueOrThrow({ where: { email: "hocsinh@demo.example" } });
    const guardian = await db.prisma.user.findUniqueOrThrow({ where: { email: "phuhuynh@demo.example" } });
    const authors = await db.prisma.entryAuthor.findMany({ where: { userId: pupil.id }, include: { version: { include: { entry: { include: { edition: true, awards: true } } } } } });
    expect(authors.map(({ version }) => version.entry.edition.slug).toSorted()).toEqual([PUBLISHED, JUDGING].toSorted());
    expect(authors.flatMap(({ version }) => version.entry.awards)).toHaveLength(1);
    for (const { birthDate, version } of authors) {
      expect(ageOn(birthDate?.toISOString().slice(0, 10) ?? "", dayInVietnam(test.clock.now()))).toBe(14);
      expect(await db.prisma.consent.count({ where: { entryId: version.entryId, givenById: guardian.id, party: "GUARDIAN" } })).toBe(CONSENT_PURPOSES.length);
    }
  });

  it("has an adult author with a draft and a submitted entry, and a school with several entries", async () => {
    const own = await db.prisma.entry.findMany({ where: { owner: { email: "tacgia@demo.example" } }, select: { state: true } });
    expect(own.map(({ state }) => state).toSorted()).toEqual(["DRAFT", "SUBMITTED"]);
    const filed = await db.prisma.entry.count({ where: { owner: { email: "truong@demo.example" }, filedByUnitId: { not: null } } });
    expect(filed).toBeGreaterThan(3);
  });
});

describe("the published edition", () => {
  it("is of the size of Cẩm Xuyên's, with one entry withdrawn and two rejected", async () => {
    const edition = await editionOf(PUBLISHED);
    expect(phaseAt(edition, test.clock.now())).toBe("PUBLISHED");
    expect(await countBy(PUBLISHED, "state")).toEqual({ SUBMITTED: 44, WITHDRAWN: 1 });
    expect(await countBy(PUBLISHED, "screening")).toEqual({ QUALIFIED: 42, REJECTED: 2, RECEIVED: 1 });
    expect(await db.prisma.roundEntry.count({ where: { round: { editionId: edition.id } } })).toBe(22);
  });

  it("gives every prize, one of them by the chair's choice in a tie", async () => {
    const edition = await editionOf(PUBLISHED);
    const decision = await db.prisma.resultDecision.findFirstOrThrow({ where: { editionId: edition.id } });
    const { ranking, prizes } = decision.answer as unknown as Ranking;
    expect(prizes.map(({ tier, awarded, left }) => [tier, awarded, left])).toEqual([
      ["SPECIAL", 1, 0],
      ["FIRST", 2, 0],
      ["SECOND", 3, 0],
      ["THIRD", 5, 0],
      ["ENCOURAGEMENT", 10, 0],
    ]);
    const choices = await db.prisma.prizeChoice.findMany({ where: { editionId: edition.id }, include: { tier: true } });
    expect(choices.map(({ tier, entryIds }) => [tier.code, entryIds.length])).toEqual([["THIRD", 1]]);
    expect(ranking.filter(({ rank }) => rank === 11).map(({ prize }) => prize)).toEqual(["THIRD", "ENCOURAGEMENT"]);
    expect(ranking.some(({ flags }) => flags.includes("SPREAD"))).toBe(true);
    expect(decision).toMatchObject({ state: "PUBLISHED", decisionNumber: "27/QĐ-BTC" });
  });

  it("has winners without consent to publish their names", async () => {
    const edition = await editionOf(PUBLISHED);
    const awards = await db.prisma.award.findMany({ where: { editionId: edition.id }, select: { entryId: true } });
    const authors = await publishableAuthors(db.prisma, awards.map(({ entryId }) => entryId));
    const hidden = [...authors.values()].filter((list) => list.some(({ name }) => name === null));
    expect(hidden.length).toBeGreaterThan(0);
    expect(hidden.length).toBeLessThan(awards.length / 2);
  });

  it("was extended once, for a reason on record", async () => {
    const edition = await editionOf(PUBLISHED);
    const extensions = await db.prisma.editionExtension.findMany({ where: { editionId: edition.id } });
    expect(extensions.map(({ toAt }) => toAt)).toEqual([edition.closesAt]);
  });

  it("takes appeals still: one was answered with its evidence, one waits; the decision is issued on paper as it was signed", async () => {
    const { id: editionId, publishedAt, appealDays } = await editionOf(PUBLISHED);
    expect(takesAppeals(appealsEnd(publishedAt ?? new Date(0), appealDays), test.clock.now())).toBe(true);
    const appeals = await db.prisma.appeal.findMany({ where: { editionId }, orderBy: { filedAt: "asc" }, select: { state: true, outcome: true, evidence: true } });
    expect(appeals).toEqual([{ state: "ANSWERED", outcome: "REJECTED", evidence: expect.objectContaining({ sheets: expect.any(Array) as unknown }) as unknown }, { state: "RECEIVED", outcome: null, evidence: null }]);
    const papers = await db.prisma.issuedPaper.findMany({ where: { editionId, kind: AWARD_DECISION }, select: { number: true, date: true } });
    const decision = await db.prisma.resultDecision.findFirstOrThrow({ where: { editionId } });
    expect(papers).toContainEqual({ number: decision.decisionNumber, date: decision.decisionDate });
  });

  it("has a commended school in public and a teacher who waits for a letter", async () => {
    const { id: editionId } = await editionOf(PUBLISHED);
    expect((await db.prisma.commendation.findMany({ where: { editionId }, select: { state: true } })).map(({ state }) => state).toSorted()).toEqual(["PROPOSED", "PUBLISHED"]);
  });
});

describe("the official edition", () => {
  it("was corrected by an upheld appeal, which changed one prize for another, and is official", async () => {
    const edition = await editionOf(OFFICIAL);
    expect(phaseAt(edition, test.clock.now())).toBe("FINAL");
    const decisions = await db.prisma.resultDecision.findMany({ where: { editionId: edition.id }, orderBy: { sequence: "asc" } });
    expect(decisions.map(({ state, decisionNumber }) => [state, decisionNumber])).toEqual([["PUBLISHED", "19/QĐ-BTC"], ["PUBLISHED", "23/QĐ-BTC"]]);
    const prizesOf = (answer: unknown) => new Map((answer as Ranking).ranking.map(({ entry, prize }) => [entry, prize]));
    const [before, after] = decisions.map(({ answer }) => prizesOf(answer));
    const changed = [...(after ?? [])].filter(([code, prize]) => before?.get(code) !== prize).map(([code, prize]) => [before?.get(code), prize]);
    expect(changed.toSorted()).toEqual([["FIRST", "SECOND"], ["SECOND", "FIRST"]]);
    expect(await db.prisma.appeal.findMany({ where: { editionId: edition.id }, select: { outcome: true } })).toEqual([{ outcome: "UPHELD" }]);
  });

  it("names its committees on record, as every edition of the demo", async () => {
    const events = await db.prisma.ledgerEvent.groupBy({ by: ["chain"], where: { type: "COMMITTEE_CHANGED" }, _count: true });
    expect(events.map(({ _count }) => _count)).toEqual([3, 3, 3, 3]);
  });
});

describe("the edition in judging", () => {
  it("has sheets locked, begun and waiting", async () => {
    const edition = await editionOf(JUDGING);
    expect(phaseAt(edition, test.clock.now())).toBe("JUDGING");
    expect(await db.prisma.entry.count({ where: { editionId: edition.id } })).toBe(30);
    const assignments = await db.prisma.assignment.findMany({ where: { editionId: edition.id, state: "ACTIVE" }, include: { sheet: true } });
    const states = new Set(assignments.map(({ sheet }) => sheet?.state ?? "NONE"));
    expect(states).toEqual(new Set(["LOCKED", "DRAFT", "NONE"]));
  });

  it("gives the first judge work of every kind", async () => {
    const edition = await editionOf(JUDGING);
    const own = await db.prisma.assignment.findMany({
      where: { editionId: edition.id, state: "ACTIVE", judge: { user: { email: "giamkhao1@demo.example" } } },
      include: { sheet: true },
    });
    expect(new Set(own.map(({ sheet }) => sheet?.state ?? "NONE"))).toEqual(new Set(["LOCKED", "DRAFT", "NONE"]));
  });

  it("lets the first judge open and load what is left, before a single file was processed", async () => {
    const { id: userId, name } = await db.prisma.user.findUniqueOrThrow({ where: { email: "giamkhao1@demo.example" } });
    const { id: editionId } = await editionOf(JUDGING);
    const actor: Actor = { userId, name, email: "giamkhao1@demo.example", phone: null, roles: [{ role: "JUDGE", editionId, unitId: null }] };
    const now = test.clock.now();
    expect(await db.prisma.storedFile.count({ where: { processing: { not: "PENDING" } } })).toBe(0);
    const loadable = await sheetsForDevice(test.services, actor, now);
    expect(loadable.length).toBeGreaterThan(1);
    for (const { id: assignmentId } of loadable) {
      const view = await sheetView(test.services, { actor, assignmentId, now });
      expect(view.ok && [view.value.closed, view.value.dossier.title === ""]).toEqual([null, false]);
    }
  });

  it("has conflicts of interest that were found and one that was declared", async () => {
    const edition = await editionOf(JUDGING);
    const kinds = await db.prisma.conflict.groupBy({ by: ["kind"], where: { editionId: edition.id }, _count: true });
    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(["DECLARED", "SAME_UNIT", "SUPERVISOR"]);
    expect(await db.prisma.assignment.count({ where: { editionId: edition.id, state: "REVOKED" } })).toBe(1);
  });
});

describe("the open edition", () => {
  it("receives entries in every state", async () => {
    const edition = await editionOf(OPEN);
    expect(phaseAt(edition, test.clock.now())).toBe("OPEN");
    expect(await countBy(OPEN, "state")).toEqual({ SUBMITTED: 23, DRAFT: 6, WITHDRAWN: 1 });
    expect(Object.keys(await countBy(OPEN, "screening")).toSorted()).toEqual(["NEEDS_SUPPLEMENT", "QUALIFIED", "RECEIVED", "REJECTED"]);
  });

  it("has receipts waiting to be handed over to people who sign in by telephone", async () => {
    expect(await db.prisma.outboxMessage.findMany({ where: { edition: { slug: OPEN } }, select: { channel: true, state: true, template: true } })).toEqual(
      Array.from({ length: 3 }, () => ({ channel: "HAND_OVER", state: "PENDING", template: "entryReceipt" })),
    );
  });
});

describe("entries of the demo", () => {
  it("have distinct titles and every text that their edition requires", async () => {
    const entries = await db.prisma.entry.findMany({ where: { state: { not: "DRAFT" } }, select: { id: true, title: true, editionId: true } });
    expect(new Set(entries.map(({ title }) => title)).size).toBe(entries.length);
    const parts = await db.prisma.dossierPart.findMany({ where: { required: true, kind: "TEXT" } });
    const missing: string[] = [];
    for (const { id, title, editionId } of entries) {
      const entry = await readEntry(db.prisma, id);
      for (const part of parts.filter((one) => one.editionId === editionId)) {
        const text = entry?.submitted?.parts[part.key] ?? "";
        if (text.length < 15 || text.length > part.maxLength) missing.push(`${title}: ${part.key}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it("lack nothing that is asked of an entry: choices, tables, photos, consents, commitment", async () => {
    const entries = await db.prisma.entry.findMany({ where: { state: { not: "DRAFT" } }, select: { id: true, editionId: true } });
    const gaps: string[] = [];
    for (const { id, editionId } of entries) {
      const [entry, form] = [await readEntry(db.prisma, id), await readEntryForm(db.prisma, editionId)];
      if (!entry?.submitted?.submittedAt || !form) throw new Error("not submitted");
      const found = gapsBeforeSubmitting({ entry, form }, entry.submitted, entry.submitted.submittedAt);
      gaps.push(...found.map((gap) => `${entry.code}: ${gap.field} ${gap.reason}`));
      expect(entry.submitted.commitment).toEqual({ version: commitmentVersion(form.edition.commitmentText), text: form.edition.commitmentText, at: entry.submitted.submittedAt, byName: expect.any(String) as string });
    }
    expect(gaps).toEqual([]);
  });

  it("have photos that differ, papers and a clip, which become what others see of them like any upload", async () => {
    const rows = await db.prisma.storedFile.findMany({ select: { id: true, sha256: true, storageName: true, size: true, family: true, processing: true } });
    expect(new Set(rows.map(({ sha256 }) => sha256)).size).toBe(rows.length);
    expect(rows.filter(({ family }) => family === "PHOTO").length).toBeGreaterThan(99);
    for (const { storageName, size, sha256 } of rows.slice(0, 5)) {
      const hash = createHash("sha256");
      let bytes = 0;
      for await (const chunk of await test.services.files.open(storageName)) {
        hash.update(chunk as Buffer);
        bytes += (chunk as Buffer).length;
      }
      expect([bytes, hash.digest("hex")]).toEqual([size, sha256]);
    }
    const clip = rows.find(({ family }) => family === "VIDEO");
    const pdf = rows.find(({ family }) => family === "PDF");
    const photo = rows.find(({ family }) => family === "PHOTO");
    for (const file of [clip, pdf, photo]) expect(await processFile(test.services, file?.id ?? "")).toBe("done");
    const made = await db.prisma.storedFile.findMany({ where: { id: { in: [clip, pdf, photo].map((file) => file?.id ?? "") } }, include: { variants: true }, orderBy: { family: "asc" } });
    expect(made.map(({ family, processing, playable, problem }) => ({ family, processing, playable, problem }))).toEqual(
      ["PHOTO", "PDF", "VIDEO"].map((family) => ({ family, processing: "DONE", playable: true, problem: null })),
    );
    expect(made.map(({ variants }) => variants.map(({ kind }) => kind).toSorted())).toEqual([["CLEAN", "THUMBNAIL"], ["CLEAN", "FIRST_PAGE", "THUMBNAIL"], ["CLEAN"]]);
  });

  it("name a few units that the register does not find", async () => {
    expect(await db.prisma.entryVersion.count({ where: { unitId: null, unitName: { not: "" } } })).toBeGreaterThan(2);
  });
});

describe("dossiers for blind judges", () => {
  it("shows judges nothing that names anybody once its files were read, and leaves an entry of the open edition to the secretary", async () => {
    const files = await db.prisma.entryFile.findMany({ where: { version: { state: "SUBMITTED", entry: { edition: { slug: JUDGING } } }, file: { family: "PDF" } }, select: { fileId: true } });
    expect(files).not.toEqual([]);
    for (const { fileId } of files) expect(["done", "not_pending"]).toContain(await processFile(test.services, fileId ?? ""));
    await checkChangedEntries(test.services);
    const scans = (slug: string) => db.prisma.blindScan.findMany({ where: { version: { entry: { edition: { slug } } } }, select: { open: true, version: { select: { blindCheck: true } } } });
    const judged = await scans(JUDGING);
    expect(judged.map(({ open, version }) => [open, version.blindCheck !== null])).toEqual(judged.map(() => [0, true]));
    expect(await db.prisma.redactedPart.count({ where: { version: { entry: { edition: { slug: JUDGING } } } } })).toBeGreaterThan(0);
    expect((await scans(OPEN)).filter(({ open }) => open > 0)).not.toEqual([]);
  });
});
