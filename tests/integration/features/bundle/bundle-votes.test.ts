import { generateKeyPairSync, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chainFunctions, ledgerHead } from "~/data/ledger.server";
import { decisionOf } from "~/data/results.server";
import type { Actor } from "~/domain/access/roles";
import { BUNDLE_FILES, type DecisionsFile } from "~/features/bundle/bundle-form";
import { bundleZip, readBundleZip } from "~/features/bundle/bundle-zip.server";
import { exportBundle } from "~/features/bundle/export-bundle.server";
import { verifyBundle } from "~/features/bundle/verify-bundle.server";
import { approveResult, proposeResult, signResult } from "~/features/results/decision.server";
import { publishResult } from "~/features/results/publish.server";
import { openRankingMeeting } from "~/features/results/ranking-meetings.server";
import { recordVote, revokeVote, type VoteInput } from "~/features/results/record-vote.server";
import { signerOf } from "~/platform/signing/signer.server";
import { openFor, rescoreFirstJudge } from "../../../factories/corrections";
import { leadTo } from "../../../factories/publication";
import { makeJudgedEdition, type JudgedEdition } from "../../../factories/results";
import { testServices, type TestServices } from "../../../support/services";

const signer = signerOf(generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString());

let test: TestServices;
let contest: JudgedEdition;

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

async function filesOf(visibility: "full" | "public"): Promise<Map<string, string>> {
  const read = readBundleZip(await bytesOf(visibility));
  if (!read.ok) throw new Error(read.reason);
  return read.value.files;
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
    const events = (await filesOf("public")).get("ledger.jsonl")?.trimEnd().split("\n").map((line) => JSON.parse(line) as { type?: string }) ?? [];
    const published = events.findIndex(({ type }) => type === "RESULT_PUBLISHED");
    expect(events.length).toBeGreaterThan(published + 1);
    for (const later of events.slice(published + 1)) expect(Object.keys(later).toSorted()).toEqual(["hash", "prev", "seq"]);
    const head = await ledgerHead(test.services.db.prisma, contest.made.edition.id);
    expect(verifyBundle(await bytesOf("public"), { head: head?.hash ?? null, key: null })).toMatchObject({ ok: true, value: { problems: [], manifest: { head } } });
    expect((await filesOf("full")).get("ledger.jsonl")).toContain("RESULT_CORRECTION_OPENED");
  });

  it("names the decision it corrects, and is found out where that one is told otherwise", async () => {
    const before = decisionsIn(await filesOf("full"));
    expect(before.earlier).toEqual([]);
    await publishCorrection();
    for (const visibility of ["full", "public"] as const) {
      const files = await filesOf(visibility);
      expect(decisionsIn(files).earlier).toEqual([{ seal: before.seal, number: before.number, date: before.date }]);
      expect(found(files, (file) => file)).toEqual([]);
      expect(found(files, (file) => ({ ...file, earlier: [] }))).toEqual(["decisions.json earlier 1 decision_differs"]);
      expect(found(files, (file) => ({ ...file, earlier: [{ ...file.earlier[0], number: "1/X" }] }))).toEqual(["decisions.json earlier 1 decision_differs"]);
    }
  });
});
