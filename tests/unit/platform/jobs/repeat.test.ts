import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { createLog } from "~/platform/log/log.server";
import { repeat } from "~/platform/jobs/repeat.server";

test("a job that fails is told to the log and runs again; runs never overlap", async () => {
  const lines: string[] = [];
  let runs = 0;
  let atWork = 0;
  let most = 0;
  let reached!: () => void;
  const third = new Promise<void>((resolve) => (reached = resolve));
  const job = repeat(createLog("error", (line) => lines.push(line)), {
    name: "a job",
    everyMs: 1,
    async run() {
      runs += 1;
      most = Math.max(most, ++atWork);
      await pause(5);
      atWork -= 1;
      if (runs === 3) reached();
      if (runs === 1) throw new Error("out of order");
    },
  });
  await third;
  await job.stop();
  expect(most).toBe(1);
  expect(lines.map((line) => (JSON.parse(line) as { message: string }).message)).toEqual(["a job"]);
});

test("stopping waits for the run at work, which is told, and no other begins", async () => {
  let runs = 0;
  let isDone = false;
  let begin!: () => void;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const job = repeat(createLog("silent"), {
    name: "a job",
    everyMs: 1,
    async run(isStopped) {
      runs += 1;
      begin();
      while (!isStopped()) await pause(1);
      isDone = true;
    },
  });
  await begun;
  await job.stop();
  expect(isDone).toBe(true);
  await pause(10);
  expect(runs).toBe(1);
});
