import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { decisionOf } from "~/data/results.server";
import { awardedEntries, nominationsOf } from "~/data/nominations.server";
import { approveResult, proposeResult, signResult } from "~/features/results/decision.server";
import { publishResult } from "~/features/results/publish.server";
import { importPackage, type ImportRequest } from "~/features/upward/import-package.server";
import { makePackage } from "~/features/upward/make-package.server";
import { NO_MAPPING } from "~/features/upward/plan-import.server";
import { openPackage } from "~/features/upward/read-package.server";
import { trustKey } from "~/features/upward/senders.server";
import { fingerprintOf, loadSigner } from "~/platform/signing/signer.server";
import { openFor, rescoreFirstJudge } from "../../../factories/corrections";
import { makeEdition } from "../../../factories/editions";
import { at } from "../../../factories/judging-scene";
import { makeUser } from "../../../factories/people";
import { bytesOf, inMemory, makeSendingContest, nominate, packed, packRequest } from "../../../factories/upward";
import { testServices, type TestServices } from "../../../support/services";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let sender: TestServices;
let receiver: TestServices;
beforeAll(async () => {
  [sender, receiver] = await Promise.all([testServices(), testServices()]);
});
afterAll(() => Promise.all([sender.close(), receiver.close()]));

describe("a correction on its way", () => {
  it("changes neither awards nor packages until it is published", async () => {
    const { services, clock } = sender;
    const contest = await makeSendingContest(services, { agreed: 3 });
    await nominate(services, contest, [0, 1]);
    const editionId = contest.edition.id;
    const codes = [0, 1, 2].map((place) => at(contest.entries, place).code);
    const known = async () => ({
      awarded: (await awardedEntries(services.db.prisma, editionId, null)).map(({ code }) => code),
      nominated: (await nominationsOf(services.db.prisma, editionId)).map(({ award }) => award !== null),
      leaving: [...(await packed(services, contest.edition)).manifest.entries],
    });
    const before = await known();
    expect(before).toEqual({ awarded: codes.slice(0, 2), nominated: [true, true], leaving: codes.slice(0, 2) });
    expect(await openFor(services, contest, [1])).toMatchObject({ ok: true });
    expect(await rescoreFirstJudge(services, contest, 1, "0")).toMatchObject({ ok: true });
    const act = { editionId, now: clock.now() };
    const version = async () => (await decisionOf(services.db.prisma, editionId))?.version ?? 0;
    expect(await proposeResult(services, { ...act, actor: contest.chair })).toMatchObject({ ok: true });
    expect(await approveResult(services, { ...act, actor: contest.organiser, input: { version: await version() } })).toMatchObject({ ok: true });
    expect(await signResult(services, { ...act, actor: contest.secretary, input: { version: await version(), number: "31/QĐ-BTC", date: "2026-11-20" } })).toMatchObject({ ok: true });
    expect(await decisionOf(services.db.prisma, editionId)).toMatchObject({ sequence: 2, state: "SIGNED" });
    expect(await known()).toEqual(before);
    expect(await publishResult(services, { ...act, actor: contest.secretary, input: { version: await version() } })).toMatchObject({ ok: true });
    expect(await known()).toEqual({ awarded: [codes[0], codes[2]], nominated: [true, false], leaving: [codes[0]] });
  });
});

describe("what is taken back while a package is made", () => {
  it("keeps all of it here, and nothing is noted as sent", async () => {
    const { services, clock } = sender;
    const { prisma } = services.db;
    const contest = await makeSendingContest(services);
    await nominate(services, contest, [0, 1]);
    const entryId = at(contest.entries, 0).id;
    const withdrawing = new Proxy(services.files, {
      get(files, name) {
        if (name !== "open") return Reflect.get(files, name) as unknown;
        return async (stored: string) => {
          await prisma.consent.updateMany({ where: { entryId, purpose: "PASS_ON", party: "GUARDIAN" }, data: { withdrawnAt: clock.now() } });
          return files.open(stored);
        };
      },
    });
    const made = await makePackage({ ...services, files: withdrawing }, await packRequest(services, contest.edition));
    expect(made).toMatchObject({ ok: false, reason: "entry_dropped_out" });
    expect(await prisma.sentPackage.count({ where: { editionId: contest.edition.id } })).toBe(0);
    expect(await prisma.ledgerEvent.count({ where: { type: "PACKAGE_SENT", chain: contest.edition.id } })).toBe(0);
    expect((await packed(services, contest.edition)).manifest.entries).toEqual([at(contest.entries, 1).code]);
  });
});

describe("two packages of one sender with the same entries", () => {
  it("come in once each entry, also where both are imported at once", async () => {
    const { services, clock } = receiver;
    const contest = await makeSendingContest(sender.services);
    await nominate(sender.services, contest, [0, 1]);
    const packages = await Promise.all(["Một", "Hai"].map(async (recipient) => bytesOf(await packed(sender.services, contest.edition, { recipient }))));
    const { publicKey } = await loadSigner(sender.services.config);
    await trustKey(services, { fingerprint: fingerprintOf(publicKey), publicKey, name: "Cẩm Xuyên", actorId: "system", now: clock.now() });
    const { edition } = await makeEdition(services, { phase: "SCREENING", kind: "YOUTH" });
    const secretary = await makeUser(services, { role: "SECRETARY", editionId: edition.id });
    const ownKey = (await loadSigner(services.config)).publicKey;
    // Each waits with its files in hand until the other has them too: both plans are made by then.
    let saved = 0;
    const { promise: bothSaved, release } = gate();
    const importOne = async (bytes: Buffer) => {
      const opened = await openPackage(inMemory(bytes));
      if (!opened.ok) throw new Error(opened.reason);
      const request: ImportRequest = { opened: opened.value, edition, ownKey, owner: secretary, actor: secretary, mapping: NO_MAPPING, stagedId: null, now: clock.now() };
      const db = new Proxy(services.db, {
        get(target, name) {
          if (name !== "transact") return Reflect.get(target, name) as unknown;
          return async (...work: Parameters<typeof target.transact>) => {
            saved += 1;
            if (saved === packages.length) release();
            await bothSaved;
            return target.transact(...work);
          };
        },
      });
      return importPackage({ ...services, db }, request);
    };
    const done = await Promise.all(packages.map(importOne));
    expect(done.map((one) => one.ok || one.reason).toSorted()).toEqual([true, "version_conflict"]);
    expect(await services.db.prisma.entry.count({ where: { editionId: edition.id } })).toBe(2);
    expect(await services.db.prisma.receivedPackage.count({ where: { editionId: edition.id } })).toBe(1);
  });
});

function gate() {
  let release: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { promise, release: () => release() };
}
