import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { beginFollowedJob, type FollowedJob, type JobEnd, type JobFollower, waitForJob } from "~/platform/jobs/followed-job.server";
import { makeEdition } from "../../../factories/editions";
import { makeUser } from "../../../factories/people";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";

let test: TestServices;
let about: Omit<FollowedJob, "key">;
beforeAll(async () => {
  test = await testServices();
  const { edition } = await makeEdition(test.services);
  const { userId } = await makeUser(test.services);
  about = { name: "work", editionId: edition.id, input: {}, total: 1, startedById: userId, now: TEST_DAY };
});
afterAll(() => test.close());

/** Work that lasts until it is told to end. */
function piece() {
  let end: (result: string) => void = () => undefined;
  const ended = new Promise<JobEnd>((resolve) => (end = (result) => resolve({ state: "DONE", result })));
  let begin: (follower: JobFollower) => void = () => undefined;
  const follower = new Promise<JobFollower>((resolve) => (begin = resolve));
  const work = (told: JobFollower) => {
    begin(told);
    return ended;
  };
  return { work, follower, end: (result: string) => end(result) };
}

const row = (key: string) => test.services.db.prisma.planJob.findUniqueOrThrow({ where: { key } });
const age = (key: string) => test.services.db.prisma.$executeRaw`UPDATE "PlanJob" SET "aliveAt" = now() - interval '1 hour' WHERE "key" = ${key}`;

describe("work that is followed", () => {
  it("is done once at a time for a key", async () => {
    const key = "work:once";
    const [one, other] = [piece(), piece()];
    expect(await beginFollowedJob(test.services, { ...about, key }, one.work)).toBe(true);
    expect(await beginFollowedJob(test.services, { ...about, key }, other.work)).toBe(false);
    one.end("one");
    await waitForJob(key, 100_000);
    expect(await row(key)).toMatchObject({ state: "DONE", result: "one" });
  });

  it("is not begun where what goes on record with it cannot be written", async () => {
    const key = "work:record";
    const onRecord = () => Promise.reject(new Error("not written"));
    await expect(beginFollowedJob(test.services, { ...about, key, onRecord }, piece().work)).rejects.toThrow("not written");
    expect(await test.services.db.prisma.planJob.findUnique({ where: { key } })).toBeNull();
  });

  it("goes on where its row could not be written for a moment", async () => {
    const key = "work:moment";
    const { prisma } = test.services.db;
    const steady = piece();
    await beginFollowedJob(test.services, { ...about, key }, steady.work);
    const { signal, tell } = await steady.follower;
    await prisma.$executeRaw`ALTER TABLE "PlanJob" RENAME TO "PlanJobAway"`;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await prisma.$executeRaw`ALTER TABLE "PlanJobAway" RENAME TO "PlanJob"`;
    expect(signal.aborted).toBe(false);
    tell(1);
    await expect.poll(async () => (await row(key)).done).toBe(1);
    steady.end("steady");
    await waitForJob(key, 100_000);
    expect(await row(key)).toMatchObject({ state: "DONE", result: "steady" });
  });

  it("that was taken for lost and begun anew is told so; its end neither overwrites the new work nor ends the waiting for it", async () => {
    const key = "work:anew";
    const [lost, anew] = [piece(), piece()];
    await beginFollowedJob(test.services, { ...about, key }, lost.work);
    const { signal } = await lost.follower;
    // The old run shows signs of life; between two of them it is made to look dead.
    await expect.poll(async () => (await age(key), beginFollowedJob(test.services, { ...about, key }, anew.work)), { interval: 20 }).toBe(true);
    await expect.poll(() => signal.aborted).toBe(true);
    lost.end("lost");
    await new Promise((resolve) => setTimeout(resolve, 100));
    let isOver = false;
    const waiting = waitForJob(key, 100_000).then(() => (isOver = true));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isOver).toBe(false);
    expect((await row(key)).state).toBe("RUNNING");
    anew.end("anew");
    await waiting;
    expect(await row(key)).toMatchObject({ state: "DONE", result: "anew" });
  });
});
