import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { action, loader as controlLoader } from "~/routes/staff/ceremony";
import { loader as orderLoader } from "~/routes/staff/ceremony-order";
import { loader as screenLoader } from "~/routes/staff/ceremony-screen";
import { loader as stateLoader } from "~/routes/staff/ceremony-state";
import { loader as resultsLoader } from "~/routes/public/results";
import type { Actor } from "~/domain/access/roles";
import { leadTo, makePublicContest, type PublicContest, withdrawName } from "../../factories/publication";
import { makeUser } from "../../factories/people";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";
import { countStatements } from "../../support/statements";

let test: TestServices;
let contest: PublicContest;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());
beforeEach(async () => {
  contest = await makePublicContest(test.services, ["Máy nhất", "Máy nhì", "Máy không giải"].map((title) => ({ title, author: `Tác giả của ${title}` })), { prizes: 2 });
});

const address = () => `/ban-to-chuc/${contest.slug}/le-trao-giai`;
const args = (actor: Actor | null, request = getPage(address())) => ({ request, context: contextFor(test.services, actor), params: { edition: contest.slug } });
const LOADERS = { control: controlLoader, screen: screenLoader, state: stateLoader, order: orderLoader } as const;

async function statuses(actor: Actor | null) {
  const found: Record<string, number> = {};
  for (const [name, load] of Object.entries(LOADERS)) {
    const { value, response } = await outcomeOf<unknown>(load(args(actor)));
    found[name] = (response ?? (value instanceof Response ? value : null))?.status ?? 200;
  }
  return found;
}

const step = (from: number, to: number, actor: Actor = contest.secretary) => outcomeOf<unknown>(action(args(actor, postForm(address(), { intent: "step", from: String(from), to: String(to) }))));
const onScreen = async () => JSON.stringify(await screenLoader(args(contest.secretary)));
const all = (status: number) => ({ control: status, screen: status, state: status, order: status });

describe("before publication", () => {
  it("is not there as long as no result is approved, and then for staff with rights on results only", async () => {
    await leadTo(test.services, contest, "PROPOSED");
    expect(await statuses(contest.secretary)).toEqual({ control: 200, screen: 404, state: 200, order: 404 });
    expect(JSON.stringify(await controlLoader(args(contest.secretary)))).not.toMatch(/Máy n/);
    await leadTo(test.services, contest, "APPROVED");
    for (const actor of [contest.chair, contest.organiser, contest.secretary]) expect(await statuses(actor)).toEqual(all(200));
    expect(await statuses(null)).toEqual(all(302));
    expect(await statuses(await makeUser(test.services, {}))).toEqual(all(404));
    expect(await statuses(await makeUser(test.services, { role: "ADMINISTRATOR" }))).toEqual(all(403));
    expect(await statuses(await makeUser(test.services, { role: "JUDGE", editionId: contest.made.edition.id }))).toEqual(all(404));
  });

  it("is closed to whoever has an interest in any entry, with a prize or without, and opens with the publication", async () => {
    await leadTo(test.services, contest, "SIGNED");
    for (const entry of contest.entries) {
      const actor = await makeUser(test.services, { role: "SECRETARY", editionId: contest.made.edition.id });
      const conflict = await test.services.db.prisma.conflict.create({ data: { editionId: contest.made.edition.id, entryId: entry.id, userId: actor.userId, kind: "DECLARED", createdById: actor.userId } });
      expect(await statuses(actor)).toEqual(all(403));
      const moved = await step(0, 1, actor);
      expect(moved.value).toMatchObject({ init: { status: 403 } });
      await test.services.db.prisma.conflict.update({ where: { id: conflict.id }, data: { liftedAt: test.services.clock.now() } });
      expect(await statuses(actor)).toEqual(all(200));
      await test.services.db.prisma.conflict.update({ where: { id: conflict.id }, data: { liftedAt: null } });
      if (entry === contest.entries.at(-1)) {
        await leadTo(test.services, contest, "PUBLISHED");
        expect(await statuses(actor)).toEqual(all(200));
      }
    }
  });
});

describe("the screen", () => {
  beforeEach(() => leadTo(test.services, contest, "PUBLISHED"));

  it("reveals prize by prize from the last to the first, and its page holds no later one", async () => {
    const seen: { second: boolean; first: boolean }[] = [];
    for (let at = 0; at < 5; at += 1) {
      const text = await onScreen();
      seen.push({ second: text.includes("Máy nhì"), first: text.includes("Máy nhất") });
      expect(text).not.toContain("Máy không giải");
      if (at < 4) expect((await step(at, at + 1)).response?.status).toBe(303);
    }
    expect(seen).toEqual([
      { second: false, first: false },
      { second: false, first: false },
      { second: true, first: false },
      { second: false, first: true },
      { second: false, first: false },
    ]);
    expect((await step(4, 5)).value).toMatchObject({ init: { status: 409 } });
  });

  it("moves once when pressed twice, and tells whoever saw an older step", async () => {
    expect((await step(0, 1)).response?.status).toBe(303);
    const again = await step(0, 1);
    expect(again.value).toMatchObject({ init: { status: 409 }, data: { text: "Người khác vừa chuyển sang bước khác; đây là bước hiện nay." } });
    expect((await test.services.db.prisma.ceremony.findUniqueOrThrow({ where: { editionId: contest.made.edition.id } })).step).toBe(1);
    const both = await Promise.all([step(1, 2, contest.chair), step(1, 2, contest.organiser)]);
    expect(both.map(({ response }) => response?.status ?? 409).toSorted()).toEqual([303, 409]);
    for (const wrong of [[-1, 0], [2, -1], [2, 99]] as const) expect((await step(wrong[0], wrong[1])).value).toMatchObject({ init: { status: 409 } });
  });

  it("answers 304 as long as nothing moved", async () => {
    const first = await stateLoader(args(contest.chair));
    const { stamp } = (await first.json()) as { stamp: string };
    const asked = () => stateLoader(args(contest.chair, new Request(`http://localhost:3000${address()}/trang-thai`, { headers: { "If-None-Match": `"${stamp}"` } })));
    expect((await asked()).status).toBe(304);
    await step(0, 1);
    expect((await asked()).status).toBe(200);
  });

  it("shows a name only as long as its owner agrees; the code stands for it otherwise", async () => {
    await step(0, 1);
    await step(1, 2);
    expect(await onScreen()).toContain("Tác giả của Máy nhì");
    await withdrawName(test.services, contest.entries[1]?.id ?? "");
    const text = await onScreen();
    expect(text).not.toContain("Tác giả của Máy nhì");
    expect(text).toContain(contest.entries[1]?.code);
    expect(JSON.stringify(await orderLoader(args(contest.secretary)))).not.toContain("Tác giả của Máy nhì");
  });

  it("takes at most ten statements, its state five", async () => {
    await step(0, 1);
    await step(1, 2);
    expect((await countStatements<unknown>(test.services.db.pool, () => screenLoader(args(contest.secretary)))).count).toBeLessThanOrEqual(10);
    expect((await countStatements<unknown>(test.services.db.pool, () => stateLoader(args(contest.secretary)))).count).toBeLessThanOrEqual(5);
  });
});

describe("time and place", () => {
  const plan = (fields: Record<string, string>) => outcomeOf<unknown>(action(args(contest.secretary, postForm(address(), { intent: "plan", ...fields }))));

  it("stand on the published result; what cannot be read comes back as typed", async () => {
    await leadTo(test.services, contest, "PUBLISHED");
    const wrong = await plan({ at: "sáng mai", place: "Hội trường" });
    expect(wrong.value).toMatchObject({ init: { status: 400 }, data: { result: { initialValue: { at: "sáng mai", place: "Hội trường" } } } });
    expect((await plan({ at: "08:00 20/12/2026", place: "Hội trường UBND xã" })).response?.status).toBe(303);
    const page = await resultsLoader({ request: getPage("/x"), context: contextFor(test.services, null), params: { edition: contest.slug } });
    expect(page.result.ceremony).toEqual({ at: new Date("2026-12-20T01:00:00Z"), place: "Hội trường UBND xã" });
    expect((await plan({ at: "", place: "" })).response?.status).toBe(303);
    const later = await resultsLoader({ request: getPage("/x"), context: contextFor(test.services, null), params: { edition: contest.slug } });
    expect(later.result.ceremony).toBeNull();
  });
});
