import { generateKeyPairSync, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { declareConflict } from "~/data/conflicts-found-list.server";
import { chainFunctions, ledgerHead } from "~/data/ledger.server";
import { decisionOf } from "~/data/results.server";
import type { Actor } from "~/domain/access/roles";
import { BUNDLE_FILES, type DecisionsFile } from "~/features/bundle/bundle-form";
import { bundleZip, readBundleZip } from "~/features/bundle/bundle-zip.server";
import { publicBundle, sealView } from "~/features/bundle/download-bundle.server";
import { exportBundle } from "~/features/bundle/export-bundle.server";
import { verifyBundle } from "~/features/bundle/verify-bundle.server";
import { verifyLedger } from "~/features/ledger/verify-ledger.server";
import { approveResult, proposeResult, signResult } from "~/features/results/decision.server";
import { exportResults } from "~/features/results/export-results.server";
import { publicResult } from "~/features/results/public-result.server";
import { publishResult } from "~/features/results/publish.server";
import { openRankingMeeting } from "~/features/results/ranking-meetings.server";
import { recordVote, revokeVote, type VoteInput } from "~/features/results/record-vote.server";
import { signerOf } from "~/platform/signing/signer.server";
import { openFor, rescoreFirstJudge } from "../../../factories/corrections";
import { makePanel } from "../../../factories/judging";
import { makeUser } from "../../../factories/people";
import { leadTo } from "../../../factories/publication";
import { makeJudgedEdition, type JudgedEdition } from "../../../factories/results";
import { testServices, type TestServices } from "../../../support/services";

const signer = signerOf(generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString());

let test: TestServices;
let contest: JudgedEdition;
/** the public bundle as it was in the moment of the publication */
let published: Uint8Array;

/** Two equal entries and one second prize, settled by two thirds after a first vote was taken back; then the result is corrected once. */
beforeAll(async () => {
  test = await testServices();
  contest = await makeJudgedEdition(test.services, { novelty: [["38", "38", "38"], ["30", "30", "30"], ["30", "30", "30"], ["20", "20", "20"]], quotas: { FIRST: 1, SECOND: 1 }, voteRule: "TWO_THIRDS" });
  const act = { actor: contest.secretary, editionId: contest.made.edition.id, now: test.clock.now() };
  const id = randomUUID();
  const details = { title: "Hội nghị xếp giải", place: "Phòng họp", heldAt: act.now, chairId: contest.chair.userId, secretaryId: contest.secretary.userId, seats: [{ user: contest.organiser.userId, as: "present" as const }], guests: "", notes: "" };
  expect(await openRankingMeeting(test.services, { ...act, input: { id, ...details } })).toMatchObject({ ok: true });
  const vote = (place: number): VoteInput => ({ id: randomUUID(), subject: "TIE", tier: "SECOND", field: null, specialAwardId: null, entries: [contest.entries[place]?.code ?? ""], quota: null, question: "Ai được giải Nhì?", present: 3, inFavour: 2, against: 1 });
  const [first, second] = [vote(2), vote(1)];
  expect(await recordVote(test.services, { ...act, meetingId: id, input: first })).toMatchObject({ ok: true });
  expect(await revokeVote(test.services, { ...act, voteId: first.id })).toMatchObject({ ok: true });
  test.clock.set(new Date(act.now.getTime() + 60_000));
  expect(await recordVote(test.services, { ...act, now: test.clock.now(), meetingId: id, input: second })).toMatchObject({ ok: true });
  await leadTo(test.services, contest, "PUBLISHED");
  published = await bytesOf("public");
  expect(await openFor(test.services, contest, [3])).toMatchObject({ ok: true });
  expect(await rescoreFirstJudge(test.services, contest, 3, "23")).toMatchObject({ ok: true });
});

afterAll(() => test.close());

async function publishCorrection(): Promise<void> {
  const step = (actor: Actor) => ({ actor, editionId: contest.made.edition.id, now: test.clock.now() });
  const version = async () => (await decisionOf(test.services.db.prisma, contest.made.edition.id))?.version ?? 0;
  const outcomes: { ok: boolean }[] = [await proposeResult(test.services, step(contest.chair))];
  outcomes.push(await approveResult(test.services, { ...step(contest.organiser), input: { version: await version() } }));
  outcomes.push(await signResult(test.services, { ...step(contest.secretary), input: { version: await version(), number: "31/QĐ-BTC", date: "2026-11-21" } }));
  outcomes.push(await publishResult(test.services, { ...step(contest.secretary), input: { version: await version() } }));
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true, true]);
}

async function bytesOf(visibility: "full" | "public"): Promise<Uint8Array> {
  const bundle = await exportBundle(test.services.db, { edition: contest.made.edition.slug, visibility, software: { name: "sang-tao", version: "0.1.0" }, signer });
  if (!bundle.ok) throw new Error(bundle.reason);
  return bundle.value;
}

async function filesOf(visibility: "full" | "public"): Promise<ReadonlyMap<string, string>> {
  return readFiles(await bytesOf(visibility));
}

function readFiles(bytes: Uint8Array): ReadonlyMap<string, string> {
  const read = readBundleZip(bytes);
  if (!read.ok) throw new Error(read.reason);
  return read.value.files;
}

const eventsIn = (files: ReadonlyMap<string, string>) => (files.get("ledger.jsonl") ?? "").trimEnd().split("\n").map((line) => JSON.parse(line) as { type: string; hash: string });

/** The head on the result page and the live one; the commands that pages show with a head must pass with it, however many events follow. */
async function headsNow(): Promise<{ page: string; live: string }> {
  const { services, clock } = test;
  const { id, slug } = contest.made.edition;
  const page = await publicResult(services.db, slug, clock.now());
  if (!page.ok) throw new Error(page.reason);
  const head = page.value.file.ledgerHead ?? "";
  expect(await exportResults(services.db, slug, clock.now())).toEqual({ ok: true, value: page.value.file });
  const open = await publicBundle(services, slug, clock.now());
  const passes = (bytes: Uint8Array, trusted: string | null) => expect(verifyBundle(bytes, { head: trusted, key: null })).toMatchObject({ ok: true, value: { problems: [] } });
  const openBytes = open.ok ? open.value.bytes : new Uint8Array();
  passes(openBytes, head);
  expect(verifyBundle(openBytes, { head, key: null })).toMatchObject({ value: { manifest: { head: { hash: head } } } });
  expect(await verifyLedger(services, { edition: slug, head })).toMatchObject({ ok: true, value: { verified: true, headMissing: false } });
  const live = (await ledgerHead(services.db.prisma, id))?.hash ?? "";
  const sealFor = (actor: Actor) => sealView(services, { actor, edition: { id, slug }, phase: "PUBLISHED" });
  const [chair, secretary] = [await sealFor(contest.chair), await sealFor(contest.secretary)];
  expect([chair.full, secretary.full]).toEqual(["allowed", "forbidden"]);
  expect([chair.head, chair.bundleHead, secretary.head, secretary.bundleHead]).toEqual([live, live, live, head]);
  passes(await bytesOf("full"), chair.bundleHead);
  passes(openBytes, secretary.bundleHead);
  return { page: head, live };
}

const decisionsIn = (files: ReadonlyMap<string, string>) => JSON.parse(files.get("decisions.json") ?? "") as DecisionsFile;

/** What is found in the bundle when its decisions are others and everything around them is made to fit. */
function found(files: ReadonlyMap<string, string>, change: (file: DecisionsFile) => object): string[] {
  const texts = new Map([...files, ["decisions.json", `${chainFunctions.canonical(change(decisionsIn(files)))}\n`]]);
  const { signature: _old, ...manifest } = JSON.parse(texts.get("manifest.json") ?? "") as Record<string, unknown>;
  const unsigned = { ...manifest, files: Object.fromEntries(BUNDLE_FILES.map((name) => [name, chainFunctions.sha256Hex(texts.get(name) ?? "")])) };
  const signed = { ...unsigned, signature: signer.sign(chainFunctions.canonical(unsigned)) };
  const verdict = verifyBundle(bundleZip([["manifest.json", `${chainFunctions.canonical(signed)}\n`], ...BUNDLE_FILES.map((name) => [name, texts.get(name) ?? ""] as const)]), { head: null, key: null });
  return verdict.ok ? verdict.value.problems.map(({ where, code }) => `${where.replace(/[0-9a-f-]{36,}/, "…")} ${code}`) : [verdict.reason];
}

const votesOf = ({ votes }: DecisionsFile) => [...votes] as object[];

describe("votes in a sealed bundle", () => {
  it("stand there with their counts, the one that was taken back too, and fit the chain", async () => {
    const files = await filesOf("full");
    const about = { subject: "TIE", tier: "SECOND", present: 3, inFavour: 2, against: 1, rule: "TWO_THIRDS", carried: true };
    expect(decisionsIn(files).votes).toMatchObject([{ ...about, revoked: true }, { ...about, entries: [contest.entries[1]?.code], revoked: false }]);
    expect(found(files, (file) => file)).toEqual([]);
  });

  it("are named when one was changed, left out or made up", async () => {
    const files = await filesOf("full");
    for (const change of [
      (votes: object[]) => [votes[0], { ...votes[1], inFavour: 3, against: 0 }],
      (votes: object[]) => votes.slice(0, 1),
      (votes: object[]) => [...votes, { ...votes[1], id: randomUUID() }],
      (votes: object[]) => [{ ...votes[0], revoked: false }, votes[1]],
    ]) {
      expect(found(files, (file) => ({ ...file, votes: change(votesOf(file)) }))).toEqual(["decisions.json votes … vote_differs"]);
    }
  });

  it("tell the public their counts and the event they stand in, never the entries", async () => {
    const files = await filesOf("public");
    expect(votesOf(decisionsIn(files)).map((vote) => "entries" in vote)).toEqual([false, false]);
    expect(found(files, (file) => file)).toEqual([]);
    expect(found(files, (file) => ({ ...file, votes: votesOf(file).slice(1) }))).toEqual(["decisions.json votes … vote_differs"]);
  });
});

describe("a corrected result in a sealed bundle", () => {
  it("is not told of in public while it is on its way", async () => {
    const chain = eventsIn(await filesOf("public"));
    expect(chain.map(({ type }) => type)).not.toContain("RESULT_CORRECTION_OPENED");
    expect(chain.at(-1)?.type).toBe("RESULT_PUBLISHED");
    expect((await filesOf("full")).get("ledger.jsonl")).toContain("RESULT_CORRECTION_OPENED");
  });

  it("leaves the public bundle as it was, to the byte, whatever happens meanwhile", async () => {
    const [judge] = (await makePanel(test.services, contest.made, { judges: 1 })).judges;
    const [entry] = contest.entries;
    const person = { userId: judge?.actor.userId ?? "", name: "", judgeCode: judge?.code ?? null };
    const declared = { editionId: contest.made.edition.id, entry: { id: entry?.id ?? "", code: entry?.code ?? "" }, person, reason: "Cùng cơ quan.", actorId: contest.chair.userId, now: test.clock.now() };
    expect(await test.services.db.transact((tx) => declareConflict(tx, declared))).toBe(true);
    const staff = await makeUser(test.services, {});
    expect(await test.services.db.transact((tx) => declareConflict(tx, { ...declared, person: { ...person, userId: staff.userId, judgeCode: null } }))).toBe(true);
    expect(Buffer.compare(await bytesOf("public"), published)).toBe(0);
  });

  it("is found under the head of the result page before, on its way and after it was published, and every command passes", async () => {
    const heads = [await headsNow()];
    expect(heads[0]?.page).not.toBe(heads[0]?.live);
    await publishCorrection();
    heads.push(await headsNow());
    expect(heads[1]?.page).toBe(heads[1]?.live);
    expect(heads[1]?.page).not.toBe(heads[0]?.page);
  });

  it("counts as many conflicts of judges in public as the full one lists, and none of staff", async () => {
    const counted = JSON.parse((await filesOf("public")).get("assignments.json") ?? "") as { assignments: number; conflicts: number };
    const listed = JSON.parse((await filesOf("full")).get("assignments.json") ?? "") as { assignments: object[]; conflicts: object[] };
    expect(counted).toEqual({ assignments: listed.assignments.length, conflicts: listed.conflicts.length });
    expect(counted.conflicts).toBeGreaterThan(0);
  });

  it("names the decision it corrects, and is found out where that one is told otherwise", async () => {
    const before = decisionsIn(readFiles(published));
    expect(before.earlier).toEqual([]);
    for (const visibility of ["full", "public"] as const) {
      const files = await filesOf(visibility);
      expect(decisionsIn(files).earlier).toEqual([{ seal: before.seal, number: before.number, date: before.date }]);
      expect(found(files, (file) => file)).toEqual([]);
      expect(found(files, (file) => ({ ...file, earlier: [] }))).toEqual(["decisions.json earlier 1 decision_differs"]);
      expect(found(files, (file) => ({ ...file, earlier: [{ ...file.earlier[0], number: "1/X" }] }))).toEqual(["decisions.json earlier 1 decision_differs"]);
    }
  });
});
