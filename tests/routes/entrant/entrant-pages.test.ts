import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { PHASES, type Phase } from "~/domain/contest/phases";
import * as beginRoute from "~/routes/entrant/new-entry";
import * as consentLinkRoute from "~/routes/entrant/consent-link";
import * as consentsRoute from "~/routes/entrant/consents";
import * as authorsRoute from "~/routes/entrant/edit-authors";
import * as basicsRoute from "~/routes/entrant/edit-basics";
import * as editConsentsRoute from "~/routes/entrant/edit-consents";
import * as descriptionRoute from "~/routes/entrant/edit-description";
import * as submitRoute from "~/routes/entrant/edit-submit";
import * as entryRoute from "~/routes/entrant/entry";
import * as myRoute from "~/routes/entrant/my-entries";
import * as withdrawRoute from "~/routes/entrant/withdraw-entry";
import { paths } from "~/paths";
import { makeEdition, type MadeEdition } from "../../factories/editions";
import { makeEntry } from "../../factories/entries";
import { makeUnit, makeUser } from "../../factories/people";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";

let test: TestServices;
beforeAll(async () => {
  test = await testServices();
});
afterAll(() => test.close());

type Handler = (args: { request: Request; params: Record<string, string>; context: ReturnType<typeof contextFor> }) => Promise<unknown>;

/** Status of a loader or action: of the Response it threw, of `data(…, { status })`, else 200; with where a redirect leads. */
async function statusOf(handler: unknown, request: Request, actor: Actor | null, params: Record<string, string>): Promise<string> {
  const { value, response } = await outcomeOf((handler as Handler)({ request, params, context: contextFor(test.services, actor) }));
  const init = (value as { init?: { status?: number } } | null)?.init;
  if (!response) return String(init?.status ?? 200);
  const location = response.headers.get("location");
  return location ? `${response.status} ${location.replace(/[0-9a-f-]{36}/g, "ID").replace(/\?.*/, "")}` : String(response.status);
}

interface Cast {
  made: MadeEdition;
  people: Record<"visitor" | "owner" | "author" | "guardian" | "school" | "otherSchool" | "stranger" | "secretary" | "judge" | "administrator", Actor | null>;
}

async function castOf(phase: Phase): Promise<Cast & { entry: Awaited<ReturnType<typeof makeEntry>> }> {
  const made = await makeEdition(test.services, { phase });
  const { id: editionId } = made.edition;
  const [unit, otherUnit] = [await makeUnit(test.services), await makeUnit(test.services)];
  const make = (spec: Parameters<typeof makeUser>[1] = {}) => makeUser(test.services, spec);
  const [owner, author, guardian] = [await make(), await make(), await make()];
  const people = {
    visitor: null,
    owner,
    author,
    guardian,
    school: await make({ role: "SCHOOL", editionId, unitId: unit.id }),
    otherSchool: await make({ role: "SCHOOL", editionId, unitId: otherUnit.id }),
    stranger: await make(),
    secretary: await make({ role: "SECRETARY", editionId }),
    judge: await make({ role: "JUDGE", editionId }),
    administrator: await make({ role: "ADMINISTRATOR" }),
  };
  const entry = await makeEntry(test.services, made.edition, {
    owner,
    state: "SUBMITTED",
    filedByUnitId: unit.id,
    authors: [{ userId: author.userId, guardianUserId: guardian.userId }],
    begunAt: made.edition.opensAt,
  });
  return { made, people, entry };
}

async function byPerson(cast: Cast, ask: (actor: Actor | null) => Promise<string>): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const [name, actor] of Object.entries(cast.people)) answers[name] = await ask(actor);
  return answers;
}

describe("who may open and change an entry", () => {
  it("looks at it as owner, author, guardian or its school; for everybody else, staff included, it doesn't exist", async () => {
    const cast = await castOf("OPEN");
    const answers = await byPerson(cast, (actor) => statusOf(entryRoute.loader, getPage(paths.entry(cast.entry.id)), actor, { id: cast.entry.id }));
    expect(answers).toEqual({
      visitor: "302 /dang-nhap",
      owner: "200",
      author: "200",
      guardian: "200",
      school: "200",
      otherSchool: "404",
      stranger: "404",
      secretary: "404",
      judge: "404",
      administrator: "404",
    });
  });

  it("edits every step as owner, author or its school, not as guardian", async () => {
    const cast = await castOf("OPEN");
    const { id } = cast.entry;
    for (const route of [basicsRoute, authorsRoute, descriptionRoute, editConsentsRoute, submitRoute]) {
      const answers = await byPerson(cast, (actor) => statusOf(route.loader, getPage(paths.editEntry(id, "thong-tin")), actor, { id }));
      expect(answers).toEqual({
        visitor: "302 /dang-nhap",
        owner: "200",
        author: "200",
        guardian: "403",
        school: "200",
        otherSchool: "404",
        stranger: "404",
        secretary: "404",
        judge: "404",
        administrator: "404",
      });
    }
  });

  it("saves as those only; a visitor's post is answered with 401 and not with a redirect that loses it", async () => {
    const cast = await castOf("OPEN");
    const { id } = cast.entry;
    const save = (actor: Actor | null) => statusOf(basicsRoute.action, postForm(paths.editEntry(id, "thong-tin"), { intent: "save", seen: "x", title: cast.entry.title }), actor, { id });
    expect(await byPerson(cast, save)).toEqual({
      visitor: "401",
      owner: "303 /bai-du-thi/ID/sua/thong-tin",
      author: "303 /bai-du-thi/ID/sua/thong-tin",
      guardian: "403",
      school: "303 /bai-du-thi/ID/sua/thong-tin",
      otherSchool: "404",
      stranger: "404",
      secretary: "404",
      judge: "404",
      administrator: "404",
    });
  });

  it("sees and gives consent as those it belongs to", async () => {
    const cast = await castOf("PUBLISHED");
    const { id } = cast.entry;
    const answers = await byPerson(cast, (actor) => statusOf(consentsRoute.loader, getPage(paths.entryConsents(id)), actor, { id }));
    expect(Object.entries(answers).filter(([, status]) => status === "200").map(([name]) => name)).toEqual(["owner", "author", "guardian", "school"]);
  });

  it("answers addresses that are no ids, or of nothing, with 404", async () => {
    const actor = await makeUser(test.services);
    for (const id of ["khong-phai-id", randomUUID(), "' OR 1=1", "\u0000"]) {
      for (const route of [entryRoute, basicsRoute, authorsRoute, descriptionRoute, submitRoute, consentsRoute]) {
        expect(await statusOf(route.loader, getPage("/bai-du-thi/x"), actor, { id })).toBe("404");
        expect(await statusOf(route.action, postForm("/bai-du-thi/x", { intent: "discard" }), actor, { id })).toBe("404");
      }
      expect(await statusOf(withdrawRoute.action, postForm("/bai-du-thi/x/rut", {}), actor, { id })).toBe("404");
    }
    expect(await statusOf(consentLinkRoute.loader, getPage("/dong-y/x"), null, { token: "x" })).toBe("404");
    expect(await statusOf(consentLinkRoute.action, postForm("/dong-y/x", { personName: "Ai đó", takePart: "on" }), null, { token: "x" })).toBe("404");
  });
});

describe("what the phase of the edition allows", () => {
  it("begins entries in receipt only", async () => {
    const answers: Record<string, string> = {};
    for (const phase of PHASES) {
      const { edition } = await makeEdition(test.services, { phase });
      const actor = await makeUser(test.services);
      const params = { edition: edition.slug };
      const fields = { id: randomUUID(), authorKey: randomUUID(), as: "author" };
      const page = await statusOf(beginRoute.loader, getPage(paths.newEntry(edition.slug)), actor, params);
      answers[phase] = `${page}, ${await statusOf(beginRoute.action, postForm(paths.newEntry(edition.slug), fields), actor, params)}`;
    }
    expect(answers).toEqual({
      DRAFT: "404, 404",
      ANNOUNCED: "200, 409",
      OPEN: "200, 303 /bai-du-thi/ID/sua/thong-tin",
      SCREENING: "200, 410",
      JUDGING: "200, 410",
      DECIDING: "200, 410",
      PUBLISHED: "200, 410",
      FINAL: "200, 410",
    });
  });

  it("changes, submits and withdraws in receipt only; looking goes on", async () => {
    const answers: Record<string, string[]> = {};
    for (const phase of PHASES) {
      const { entry, people } = await castOf(phase);
      const { id } = entry;
      const ask = (handler: unknown, request: Request) => statusOf(handler, request, people.owner, { id });
      answers[phase] = [
        await ask(entryRoute.loader, getPage(paths.entry(id))),
        await ask(basicsRoute.action, postForm(paths.editEntry(id, "thong-tin"), { intent: "save", seen: "x", title: "Tên mới" })),
        await ask(submitRoute.action, postForm(paths.editEntry(id, "nop"), { intent: "submit", version: "x" })),
        await ask(withdrawRoute.action, postForm(paths.withdrawEntry(id), {})),
      ];
    }
    const gone = ["200", "410", "303 /bai-du-thi/ID", "410"];
    const published = ["200", "302 /bai-du-thi/ID", "303 /bai-du-thi/ID", "409"];
    expect(answers).toEqual({
      DRAFT: published,
      ANNOUNCED: published,
      OPEN: ["200", "409", "303 /bai-du-thi/ID", "303 /bai-du-thi/ID"],
      SCREENING: gone,
      JUDGING: gone,
      DECIDING: gone,
      PUBLISHED: published,
      FINAL: published,
    });
  });
});

describe("what a guardian reads", () => {
  it("is the own child's contacts, not those of the other authors", async () => {
    const { edition } = await makeEdition(test.services);
    const guardian = await makeUser(test.services);
    const authors = [
      { guardianUserId: guardian.userId, phone: "+84911111111" },
      { phone: "+84922222222", email: "ban@example.test", birthDate: "2011-02-03", guardianPhone: "+84933333333", guardianName: "Người Giám Hộ Khác" },
    ];
    const entry = await makeEntry(test.services, edition, { state: "SUBMITTED", authors });
    const answer = await (entryRoute.loader as unknown as Handler)({ request: getPage(paths.entry(entry.id)), params: { id: entry.id }, context: contextFor(test.services, guardian) });
    const text = JSON.stringify(answer);
    expect(text).toContain("+84911111111");
    for (const secret of ["+84922222222", "ban@example.test", "2011-02-03", "+84933333333", "Người Giám Hộ Khác"]) expect(text).not.toContain(secret);
    const consents = await (consentsRoute.loader as unknown as Handler)({ request: getPage("/x"), params: { id: entry.id }, context: contextFor(test.services, guardian) });
    expect((consents as { authors: unknown[] }).authors).toHaveLength(1);
  });
});

describe("what is sent", () => {
  it("after the session ended is held on the page that asks to sign in again", async () => {
    const { entry } = await castOf("OPEN");
    const text = "Cánh tay vung khi có gió.\nHai dòng.";
    const sent = { intent: "save", seen: "x", summary: text };
    const { response } = await outcomeOf((descriptionRoute.action as Handler)({ request: postForm(paths.editEntry(entry.id, "mo-ta"), sent), params: { id: entry.id }, context: contextFor(test.services, null) }));
    expect(response?.status).toBe(401);
    expect(await response?.json()).toEqual({ reason: "unauthenticated", held: [["intent", "save"], ["seen", "x"], ["summary", text]] });
  });

  it("is refused with 413 above two megabytes, before it is read", async () => {
    const { entry, people } = await castOf("OPEN");
    const request = postForm(paths.editEntry(entry.id, "mo-ta"), { summary: "x" });
    request.headers.set("content-length", "2000001");
    expect(await statusOf(descriptionRoute.action, request, people.owner, { id: entry.id })).toBe("413");
  });

  it("answers wrong text with 400, keeps it and marks its field", async () => {
    const { entry, people } = await castOf("OPEN");
    const { id } = entry;
    const path = paths.editEntry(id, "thong-tin");
    const loaded = (await (basicsRoute.loader as unknown as Handler)({ request: getPage(path), params: { id }, context: contextFor(test.services, people.owner) })) as { view: { token: string } };
    expect(await statusOf(basicsRoute.action, postForm(path, { intent: "next", seen: loaded.view.token, created: "tháng ba" }), people.owner, { id })).toBe("400");
    const after = (await (basicsRoute.loader as unknown as Handler)({ request: getPage(path), params: { id }, context: contextFor(test.services, people.owner) })) as {
      errors: Record<string, string[]>;
      view: { draft: { unreadable: Record<string, string> } };
    };
    expect(after.view.draft.unreadable).toEqual({ created: "tháng ba" });
    expect(Object.keys(after.errors)).toEqual(["created"]);
  });
});

describe("my entries", () => {
  it("lists what is one's own as owner, author, guardian or school, and the editions that take entries", async () => {
    const cast = await castOf("OPEN");
    const counts = await byPerson(cast, async (actor) => {
      if (!actor) return statusOf(myRoute.loader, getPage(paths.myEntries()), actor, {});
      const page = (await (myRoute.loader as unknown as Handler)({ request: getPage(paths.myEntries()), params: {}, context: contextFor(test.services, actor) })) as {
        entries: { id: string }[];
        open: { slug: string }[];
      };
      expect(page.open.map((edition) => edition.slug)).toContain(cast.made.edition.slug);
      return page.entries.map((entry) => (entry.id === cast.entry.id ? "own" : "other")).join();
    });
    expect(counts).toEqual({ visitor: "302 /dang-nhap", owner: "own", author: "own", guardian: "own", school: "own", otherSchool: "", stranger: "", secretary: "", judge: "", administrator: "" });
  });
});
