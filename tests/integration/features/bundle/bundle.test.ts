import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chainFunctions } from "~/data/ledger.server";
import { eventHash, type ChainEvent } from "~/domain/ledger/chain";
import { bundleZip, readBundleZip } from "~/features/bundle/bundle-zip.server";
import { exportBundle } from "~/features/bundle/export-bundle.server";
import { BUNDLE_FILES } from "~/features/bundle/bundle-form";
import { verifyBundle } from "~/features/bundle/verify-bundle.server";
import { fingerprintOf, signerOf } from "~/platform/signing/signer.server";
import { leadTo, makePublicContest, type PublicContest } from "../../../factories/publication";
import { testServices, type TestServices } from "../../../support/services";

const newSigner = () => signerOf(generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString());
const signer = newSigner();
const software = { name: "sang-tao", version: "0.1.0" };

let test: TestServices;
let contest: PublicContest;
let full: Uint8Array;
let open: Uint8Array;

async function exported(visibility: "full" | "public"): Promise<Uint8Array> {
  const bundle = await exportBundle(test.services.db, { edition: contest.slug, visibility, software, signer });
  if (!bundle.ok) throw new Error(bundle.reason);
  return bundle.value;
}

beforeAll(async () => {
  test = await testServices();
  contest = await makePublicContest(test.services, ["Máy gieo lạc", "Mái che tự động", "Thùng rác"].map((title, index) => ({ title, author: `Nguyễn Thị Tác Giả ${index}` })), { prizes: 2 });
  await leadTo(test.services, contest, "PUBLISHED");
  [full, open] = [await exported("full"), await exported("public")];
});

afterAll(() => test.close());

const trust = { head: null, key: null };
const codesOf = (bytes: Uint8Array, trusted = trust as { head: string | null; key: string | null }) => {
  const verdict = verifyBundle(bytes, trusted);
  return verdict.ok ? verdict.value.problems.map(({ where, code }) => `${where} ${code}`) : [verdict.reason];
};
const filesOf = (bytes: Uint8Array) => {
  const read = readBundleZip(bytes);
  if (!read.ok) throw new Error(read.reason);
  return read.value.files;
};

/** The bundle with some files written anew, and manifest and signature made to fit: what somebody with another key could do at best. */
function forged(bytes: Uint8Array, change: (name: string, text: string) => string, by = newSigner()): Uint8Array {
  const files = new Map([...filesOf(bytes)].map(([name, text]) => [name, name === "manifest.json" ? text : change(name, text)]));
  const { signature: _old, ...manifest } = JSON.parse(files.get("manifest.json") ?? "") as Record<string, unknown>;
  const events = (files.get("ledger.jsonl") ?? "").split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as ChainEvent);
  const last = events.at(-1);
  const hashes = Object.fromEntries(BUNDLE_FILES.map((name) => [name, chainFunctions.sha256Hex(files.get(name) ?? "")]));
  const unsigned = { ...manifest, head: { seq: last?.seq, hash: last?.hash }, files: hashes, publicKey: by.publicKey };
  const signed = { ...unsigned, signature: by.sign(chainFunctions.canonical(unsigned)) };
  return bundleZip([["manifest.json", `${chainFunctions.canonical(signed)}\n`], ...BUNDLE_FILES.map((name) => [name, files.get(name) ?? ""] as const)]);
}

const changed = (file: string, from: string | RegExp, to: string) => (name: string, text: string) => (name === file ? text.replace(from, to) : text);
const lines = (text: string) => text.split("\n").filter((line) => line !== "");

describe("a sealed bundle", () => {
  it("verifies by itself, holds no name, and is the same bytes each time", async () => {
    expect(verifyBundle(full, { head: null, key: fingerprintOf(signer.publicKey) })).toMatchObject({ ok: true, value: { problems: [], awards: 2, manifest: { visibility: "full", edition: { slug: contest.slug } } } });
    expect(verifyBundle(open, trust)).toMatchObject({ ok: true, value: { problems: [], awards: 2, manifest: { visibility: "public" } } });
    for (const bytes of [full, open]) for (const [name, text] of filesOf(bytes)) expect([name, /Nguyễn|Tác Giả|@/.exec(text)?.[0]]).toEqual([name, undefined]);
    expect(Buffer.compare(await exported("full"), full)).toBe(0);
  });

  it("is made of published results only", async () => {
    const request = { visibility: "full", software, signer } as const;
    const other = await makePublicContest(test.services, [{ title: "Bài", author: "A" }]);
    await leadTo(test.services, other, "SIGNED");
    expect(await exportBundle(test.services.db, { ...request, edition: other.slug })).toEqual({ ok: false, reason: "not_published" });
    expect(await exportBundle(test.services.db, { ...request, edition: "khong-co" })).toEqual({ ok: false, reason: "edition_unknown" });
  });

  it("is found out wherever one byte is changed", () => {
    const step = Math.max(1, Math.floor(full.length / 700));
    for (const bytes of [full, open]) {
      for (let at = 0; at < bytes.length; at += step) {
        const tampered = Uint8Array.from(bytes);
        tampered[at] = (tampered[at] ?? 0) ^ 0x01;
        expect([at, codesOf(tampered).length > 0]).toEqual([at, true]);
      }
      expect(codesOf(bytes.slice(0, -1)).length).toBeGreaterThan(0);
      expect(codesOf(Uint8Array.from([...bytes, 0])).length).toBeGreaterThan(0);
    }
    // more than a thousand bundles are read: seconds, but half a minute where other work takes the processors
  });

  it("names the sheet whose score was changed, the entry that moved and the seal, though somebody signed it anew", () => {
    const codes = contest.entries.map(({ code }) => code);
    const found = codesOf(forged(full, changed("sheets.json", '"39"', '"10"')));
    expect(found).toEqual(expect.arrayContaining([expect.stringMatching(/^sheets\.json PRELIM \S+ \S+ sheet_differs$/), `${codes[0]} ranking_differs`, "decisions.json seal"]));
    expect(codesOf(forged(full, changed("sheets.json", '"39"', '"10"')), { head: null, key: fingerprintOf(signer.publicKey) })).toContain("manifest.json key");
  });

  it("names a sheet left out, an assignment changed, a decision renumbered, a prize given away", () => {
    const leaveOut = (name: string, text: string) => (name === "sheets.json" ? `${chainFunctions.canonical((JSON.parse(text) as unknown[]).slice(1))}\n` : text);
    expect(codesOf(forged(full, leaveOut))).toContainEqual(expect.stringMatching(/^sheets\.json .* sheet_absent$/));
    const dropAssignment = (name: string, text: string) => {
      if (name !== "assignments.json") return text;
      const file = JSON.parse(text) as { assignments: unknown[] };
      return `${chainFunctions.canonical({ ...file, assignments: file.assignments.slice(1) })}\n`;
    };
    expect(codesOf(forged(full, dropAssignment))).toEqual([expect.stringMatching(/^assignments\.json .* assignment_differs$/)]);
    expect(codesOf(forged(full, changed("decisions.json", "27/QĐ-BTC", "28/QĐ-BTC")))).toEqual(["decisions.json decision_differs"]);
    const third = contest.entries[2]?.code ?? "";
    for (const bytes of [full, open]) {
      const given = codesOf(forged(bytes, (name, text) => (name === "awards.json" ? text.replaceAll(contest.entries[1]?.code ?? "", "X").replaceAll(third, contest.entries[1]?.code ?? "").replaceAll('"X"', `"${third}"`) : text)));
      expect(given.some((line) => line.endsWith("_differs"))).toBe(true);
    }
  });

  it("names the event that was removed, reordered, changed or made up", () => {
    const ledger = (work: (events: string[]) => string[]) => (name: string, text: string) => (name === "ledger.jsonl" ? `${work(lines(text)).join("\n")}\n` : text);
    expect(codesOf(forged(full, ledger((events) => events.toSpliced(4, 1))))).toEqual(expect.arrayContaining(["ledger.jsonl 6 ledger_gap", "ledger.jsonl 6 ledger_link"]));
    expect(codesOf(forged(full, ledger((events) => [...events.slice(0, 3), events[4] ?? "", events[3] ?? "", ...events.slice(5)])))).toEqual(expect.arrayContaining(["ledger.jsonl 5 ledger_gap"]));
    expect(codesOf(forged(full, changed("ledger.jsonl", '"tier":"FIRST"', '"tier":"SECOND"')))).toEqual(expect.arrayContaining([expect.stringMatching(/^ledger\.jsonl \d+ ledger_hash$/)]));
    const added = (change: Partial<ChainEvent>) =>
      ledger((events) => {
        const last = JSON.parse(events.at(-1) ?? "") as ChainEvent;
        const event = { ...last, ...change, seq: last.seq + 1, prev: last.hash };
        return [...events, chainFunctions.canonical({ ...event, hash: eventHash(event, chainFunctions) })];
      });
    const madeUp = added({ type: "JUDGE_RETURNED", data: { judge: "GK-99" } });
    expect(codesOf(forged(full, added({})))).toEqual(["decisions.json decision_differs", "decisions.json earlier 1 decision_differs"]);
    const head = (JSON.parse(filesOf(full).get("manifest.json") ?? "") as { head: { hash: string } }).head.hash;
    expect(codesOf(forged(full, ledger((events) => events.slice(0, -1))), { head, key: null })).toEqual(expect.arrayContaining(["ledger.jsonl head_absent", "ledger.jsonl not_published"]));
    expect(codesOf(forged(full, madeUp), { head, key: null })).toEqual([]);
    expect(codesOf(forged(full, madeUp), { head, key: fingerprintOf(signer.publicKey) })).toEqual(["manifest.json key"]);
  });

  it("cannot be read where its public form tells less of an event than when, by whom and of what kind", () => {
    for (const left of ["seq", "at", "type", "actor", "prev", "hash"]) {
      const cut = (name: string, text: string) => {
        if (name !== "ledger.jsonl") return text;
        const [first, ...rest] = lines(text);
        const { [left]: _gone, ...event } = JSON.parse(first ?? "") as Record<string, unknown>;
        return `${[chainFunctions.canonical(event), ...rest].join("\n")}\n`;
      };
      expect(codesOf(forged(open, cut))).toContain("ledger.jsonl file_unreadable");
    }
    const more = changed("ledger.jsonl", '{"actor"', '{"a":"b","actor"');
    expect(codesOf(forged(open, more))).toContain("ledger.jsonl file_unreadable");
    const closed = (name: string, text: string) => (name === "ledger.jsonl" ? `${text}${chainFunctions.canonical({ seq: lines(text).length + 1, prev: "0".repeat(64), hash: "1".repeat(64) })}\n` : text);
    expect(codesOf(forged(open, closed))).toContain("ledger.jsonl file_unreadable");
  });

  it("tells no single score in its public form, only a hash nobody can try out", () => {
    const texts = filesOf(open);
    expect(texts.get("sheets.json")).not.toMatch(/scores|judge/);
    expect(JSON.parse(texts.get("sheets.json") ?? "")).toHaveLength(9);
    const locked = lines(texts.get("ledger.jsonl") ?? "").map((line) => JSON.parse(line) as Partial<ChainEvent>).filter(({ type }) => type === "SHEET_LOCKED");
    expect(locked).toHaveLength(9);
    expect(locked.every((event) => !("data" in event))).toBe(true);
    expect(JSON.parse(texts.get("assignments.json") ?? "")).toEqual({ assignments: 9, conflicts: 0 });
  });

  it("shows a row edited by SQL after the publication", async () => {
    const { prisma } = test.services.db;
    const decision = await prisma.resultDecision.findFirstOrThrow({ where: { edition: { slug: contest.slug } } });
    const problem = JSON.parse(JSON.stringify(decision.problem).replace('"39"', '"12"')) as object;
    await prisma.resultDecision.update({ where: { id: decision.id }, data: { problem } });
    expect(codesOf(await exported("full"))).toEqual(expect.arrayContaining(["decisions.json seal"]));
    await prisma.resultDecision.update({ where: { id: decision.id }, data: { problem: decision.problem as object } });
  });

  it("is refused where it is something else, or of a later time", () => {
    expect(verifyBundle(Buffer.from("not a zip"), trust)).toEqual({ ok: false, reason: "not_zip" });
    expect(codesOf(bundleZip([["a.txt", "x"]]))).toContain("manifest.json manifest_unreadable");
    const later = JSON.stringify({ ...(JSON.parse(filesOf(full).get("manifest.json") ?? "") as object), format: 2 });
    expect(verifyBundle(bundleZip([["manifest.json", later]]), trust)).toEqual({ ok: false, reason: "from_future" });
  });
});
