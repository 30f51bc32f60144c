import { expect, it } from "vitest";
import { createPaperGate } from "~/platform/render/paper-gate.server";

/** Work that lasts until it is told to end, and how much of it is under way. */
function workshop() {
  const open: (() => void)[] = [];
  const begun: string[] = [];
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => open.push(() => resolve(name)));
  };
  /** Ends the oldest work, and lets the next one begin. */
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const endOne = async () => {
    await turn();
    open.shift()?.();
    await turn();
  };
  return { work, begun, endOne };
}

it("lets two in, four wait in their order, refuses whoever comes then, and has room again afterwards", async () => {
  const gate = createPaperGate({ atOnce: 2, mostWaiting: 4 });
  const { work, begun, endOne } = workshop();
  const asked = ["a", "b", "c", "d", "e", "f"].map((name) => gate.run(work(name)));
  expect(await Promise.all(Array.from({ length: 50 }, (_, n) => gate.run(work(`late ${n}`))))).toEqual(Array.from({ length: 50 }, () => ({ ok: false, reason: "papers_busy" })));
  expect(begun).toEqual(["a", "b"]);
  await endOne();
  expect(begun).toEqual(["a", "b", "c"]);
  for (let n = 0; n < 5; n += 1) await endOne();
  expect(await Promise.all(asked)).toEqual(["a", "b", "c", "d", "e", "f"].map((value) => ({ ok: true, value })));
  const again = gate.run(work("g"));
  await endOne();
  expect(await again).toEqual({ ok: true, value: "g" });
});

it("holds one paper for each account, at work or waiting; one that failed or was refused does not count", async () => {
  const gate = createPaperGate({ atOnce: 1, mostWaiting: 1 });
  const { work, endOne } = workshop();
  const underWay = { ok: false, reason: "paper_under_way" };
  const [first, second] = [gate.run(work("1"), { account: "an" }), gate.run(work("2"), { account: "binh" })];
  expect([await gate.run(work("x"), { account: "an" }), await gate.run(work("x"), { account: "binh" })]).toEqual([underWay, underWay]);
  expect(await gate.run(work("x"), { account: "chi" })).toEqual({ ok: false, reason: "papers_busy" });
  await endOne();
  await endOne();
  await Promise.all([first, second]);
  await expect(gate.run(() => Promise.reject(new Error("no paper")), { account: "chi" })).rejects.toThrow("no paper");
  const third = gate.run(work("3"), { account: "chi" });
  await endOne();
  expect(await third).toEqual({ ok: true, value: "3" });
});

it("does not begin what nobody waits for any more, and gives the place in the queue to another", async () => {
  const gate = createPaperGate({ atOnce: 1, mostWaiting: 1 });
  const { work, begun, endOne } = workshop();
  const leaving = new AbortController();
  const first = gate.run(work("1"));
  const left = gate.run(work("2"), { account: "an", signal: leaving.signal });
  leaving.abort();
  expect(await left).toEqual({ ok: false, reason: "papers_busy" });
  const third = gate.run(work("3"), { account: "an" });
  await endOne();
  await endOne();
  expect([await first, await third, begun]).toEqual([{ ok: true, value: "1" }, { ok: true, value: "3" }, ["1", "3"]]);
  expect(await gate.run(work("4"), { signal: leaving.signal })).toEqual({ ok: false, reason: "papers_busy" });
  expect(begun).toEqual(["1", "3"]);
});
