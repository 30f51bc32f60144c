import type { LoaderFunctionArgs } from "@remix-run/node";
import type { ComponentType } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { createStaticRouter, StaticRouterProvider, type StaticHandlerContext } from "react-router-dom/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OFFICIAL_KINDS } from "~/features/documents/official/index.server";
import { LocaleProvider } from "~/ui/locale";
import { makeInterestWorld, type World } from "../../factories/interest-worlds";
import { readPdf } from "../../support/read-pdf";
import { contextFor, getPage } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";

interface RouteModule {
  loader?: (args: LoaderFunctionArgs) => Promise<unknown>;
  default?: ComponentType;
}

/** Every page of staff and judges: a new one is in this test from its first day. */
const modules = import.meta.glob<RouteModule>(["../../../app/routes/staff/*.{ts,tsx}", "../../../app/routes/judge/*.{ts,tsx}", "!**/*.server.ts"]);
const nameOf = (path: string) => /routes\/(.+)\.tsx?$/.exec(path)?.[1] ?? path;

/** Pages that are the same whoever looks, or hold nothing of entries, and why. */
const APART: Readonly<Record<string, string>> = {
  "staff/screening-posted": "the list of qualified entries is posted in public: it is whole whoever prints it",
  "staff/timetable": "who presents when and where is told to everybody in the hall, and times cannot be told without those between",
  "staff/timetable-print": "the same on paper",
  "staff/import-template": "an empty workbook",
  "staff/jury-paper": "files of which every byte depends on ids: compared by what is printed on them, below",
  "staff/paper-file": "the same: drafts are compared as their pages show them, below, and by what is printed on them in tests/integration/features/documents/official",
  "staff/papers-zip": "only leads to the page; the zip itself: tests/integration/features/documents/official",
  "staff/dossiers-zip": "only leads to the page; the zip itself: tests/integration/features/documents",
};

/** Pages that nobody is shown in this contest, which is in its judging, and why; they are compared all the same. */
const REFUSED: Readonly<Record<string, string>> = {
  "staff/appeals": "appeals follow results, which are public; whoever has an interest: tests/integration/features/results/stages",
  "staff/appeal": "the same",
  "staff/ceremony": "before publication it is for those without an interest in any entry: tests/routes/staff/ceremony.test.ts",
  "staff/ceremony-screen": "the same",
  "staff/ceremony-state": "the same",
  "staff/ceremony-order": "the same",
  "staff/sealed-bundle": "the sealed result follows its publication; whoever has an interest is refused: tests/integration/features/bundle",
  "staff/certificate-book": "certificates follow results, which are public",
  "staff/certificate-template": "the same",
  "staff/certificates-pdf": "the same",
  "staff/certificates-progress": "the same",
  "staff/import-entries": "entries are imported before the judging",
  "staff/nominations": "entries are nominated once the result is signed: tests/routes/staff/upward.test.ts",
  "staff/nominations-zip": "only leads to the page; the package itself: tests/integration/features/upward",
  "staff/nominations-sheet": "the same",
  "staff/nominations-progress": "how far a file is that the viewer asked for: nobody did",
  "staff/staged-package": "packages are imported before the judging, and only whoever uploaded one sees it",
  "staff/dossiers-progress": "how far a file is that the viewer asked for: nobody did",
  "staff/jury-paper-progress": "the same",
  "staff/commendations-progress": "the same",
  "staff/commendations-pdf": "at the address of a letter that was signed: commendations rest on no entry",
  "staff/commendation-letter-paper": "at the address of a file of a letter: the same",
  "staff/commendation-letter-scan": "at the address of a scan: the same",
  "staff/papers-progress": "the same",
  "staff/paper-scan": "at the address of an issued paper, which is kept from whoever has an interest: tests/integration/features/documents/official",
  "staff/duplicate-pair": "at the address of two entries: see what is behind addresses, below",
  "staff/entry-paper": "at the address of an entry: below",
  "staff/paper-check": "at the address of an entry: below",
  "staff/assignments-draw": "at the address of a draw, whose file is kept from whoever has an interest: tests/integration/features/judging/drawn-plan",
  "staff/thing-photo": "at the address of a thing: below",
};

/** What an address holds beside the edition, by page. */
const PARAMS: Readonly<Record<string, (ids: World["ids"]) => Record<string, string>>> = {
  "staff/screen-entry": ({ entry }) => ({ entry }),
  "staff/progress-entry": ({ entry }) => ({ entry }),
  "staff/ranked-entry": ({ entry }) => ({ entry }),
  "staff/blind-entry": ({ entry }) => ({ entry }),
  "staff/thing": ({ thing }) => ({ thing }),
  "staff/thing-slip": ({ thing }) => ({ thing }),
  "staff/panel": ({ panel }) => ({ panel }),
  "staff/unit": ({ unit }) => ({ id: unit }),
  "staff/users-person": ({ person }) => ({ id: person }),
  "staff/person-contacts": ({ person }) => ({ person }),
  "staff/outbox-message": ({ message }) => ({ id: message }),
  "staff/personal-data-author": ({ entry, author }) => ({ entry, author }),
  "staff/account-data": ({ person }) => ({ id: person }),
  "staff/account-data-file": ({ person }) => ({ id: person }),
  "staff/settings-rubric": ({ rubric }) => ({ rubric }),
  "staff/settings-section": () => ({ section: "thoi-gian" }),
  "staff/judge-leaves": ({ judge }) => ({ judge }),
  "staff/ranking-meeting": ({ rankingMeeting }) => ({ meeting: rankingMeeting }),
  "staff/jury-meeting": ({ meeting }) => ({ meeting }),
  "staff/jury-projector": ({ meeting }) => ({ meeting }),
  "staff/jury-state": ({ meeting }) => ({ meeting }),
  "staff/rescore": ({ rescore }) => ({ rescore }),
  "staff/paper-sheet": ({ keyed }) => ({ assignment: keyed }),
  "staff/paper-kind": () => ({ kind: "qualified-decision" }),
  "staff/paper-scan": () => ({ kind: "qualified-decision", issued: crypto.randomUUID() }),
  "staff/special-award": ({ award }) => ({ award }),
  "staff/commendation": ({ commendation }) => ({ commendation }),
  "staff/commendation-letter": ({ letter }) => ({ letter }),
  "judge/meeting": ({ meeting }) => ({ meeting }),
  "judge/meeting-state": ({ meeting }) => ({ meeting }),
  "judge/sheet": ({ assignment }) => ({ assignment }),
  "judge/conflict": ({ assignment }) => ({ assignment }),
};

/** Searches by which a page shows more of itself. */
const SEARCHES = ["", "?tab=warnings", "?tab=drafts", "?vong=FINAL", "?q=gieo"];

let tests: TestServices[];
let whole: World;
let without: World;
beforeAll(async () => {
  tests = [await testServices(), await testServices()];
  const [one, two] = tests;
  if (!one || !two) throw new Error("two databases are needed");
  whole = await makeInterestWorld(one, true);
  without = await makeInterestWorld(two, false);
});
afterAll(() => Promise.all(tests.map((test) => test.close())));

interface Shown {
  status: number;
  data: string;
  html: string;
}

/** Ids, hashes and the stamps made of them by the order they come in, and QR codes, which are drawn of ids: two worlds differ in nothing else. */
function normalised(text: string): string {
  const seen = new Map<string, string>();
  return text.replaceAll(/viewBox=\\?"0 0 (\d+) \1\\?"|M0 0h(\d+)v\2H0z/g, "QR").replaceAll(/M[0-9mvhz .,-]{200,}/gi, "QR").replaceAll(/(?:[0-9a-f]{4} ){15}[0-9a-f]{4}|[0-9a-f]{64}|\b[0-9a-f]{24}\b|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, (id) => {
    if (!seen.has(id)) seen.set(id, `#${seen.size + 1}`);
    return seen.get(id) ?? "";
  });
}

async function show(world: World, name: string, module: RouteModule, viewer: keyof World["viewers"], search: string, given = PARAMS[name]): Promise<Shown> {
  const params = { edition: world.slug, ...given?.(world.ids) };
  const context = contextFor(world.services, world.viewers[viewer]);
  const address = `/ban-to-chuc/${world.slug}/trang${search}`;
  try {
    const data = await module.loader?.({ request: getPage(address), params, context });
    if (data instanceof Response) return { status: data.status, data: normalised(await data.clone().text().catch(() => "")), html: "" };
    return { status: 200, data: normalised(JSON.stringify(data)), html: module.default ? normalised(drawn(module.default, data, address)) : "" };
  } catch (thrown) {
    if (thrown instanceof Response) return { status: thrown.status, data: normalised(await thrown.text()), html: "" };
    throw thrown;
  }
}

function drawn(Component: ComponentType, data: unknown, address: string): string {
  const routes = [{ id: "page", path: "*", Component }];
  const { pathname, search } = new URL(address, "http://localhost");
  const location = { pathname, search, hash: "", state: null, key: "default" };
  const context = {
    basename: "/", location, matches: [{ params: {}, pathname, pathnameBase: pathname, route: { id: "page", path: "*", hasErrorBoundary: false } }], loaderData: { page: data },
    actionData: null, errors: null, statusCode: 200, loaderHeaders: {}, actionHeaders: {}, activeDeferreds: null,
  } as unknown as StaticHandlerContext;
  return renderToStaticMarkup(
    <LocaleProvider locale="vi">
      <StaticRouterProvider router={createStaticRouter(routes, context)} context={context} hydrate={false} />
    </LocaleProvider>,
  );
}

const pages = Object.entries(modules)
  .map(([path, load]) => ({ name: nameOf(path), load }))
  .filter(({ name }) => !(name in APART) && !name.endsWith("/layout"));
const VIEWERS = ["judge", "chair", "secretary", "organiser", "administrator"] as const;

describe("for whoever has an interest in entries, every page is byte for byte as if they did not exist", () => {
  it("and the two worlds do differ for others", async () => {
    expect(whole.concerned).toHaveLength(3);
    expect(without.concerned).toEqual([]);
    expect(await whole.services.db.prisma.entry.count()).toBe((await without.services.db.prisma.entry.count()) + 7);
    const standing = await whole.services.db.prisma.conflict.findMany({ where: { liftedAt: null }, select: { userId: true, entryId: true } });
    for (const { userId } of Object.values(whole.viewers)) expect(new Set(standing.flatMap((row) => (row.userId === userId ? [row.entryId] : []))).size).toBe(7);
  });

  it.each(pages)("$name", async ({ name, load }) => {
    const module = await load();
    if (!module.loader) return;
    const answered = new Set<number>();
    for (const viewer of VIEWERS) {
      for (const search of SEARCHES) {
        const [one, two] = [await show(whole, name, module, viewer, search), await show(without, name, module, viewer, search)];
        expect({ viewer, search, ...one }).toEqual({ viewer, search, ...two });
        answered.add(one.status);
        if (one.status === 200 && module.default) expect({ viewer, search, drawn: one.html.length > 100 }).toEqual({ viewer, search, drawn: true });
      }
    }
    expect([...answered].every((status) => status < 500)).toBe(true);
    // Two pages that are not found are no proof: at least one viewer is shown something.
    expect({ isShown: answered.has(200) }).toEqual({ isShown: !(name in REFUSED) });
  });

  it("plans and the reasons why there is none, though they were searched for over all entries", async () => {
    const pageOf = (name: string) => Object.entries(modules).find(([path]) => nameOf(path) === name)?.[1]() ?? Promise.reject(new Error(name));
    const plans = [
      { name: "staff/assignments-plan", given: PARAMS["none"], says: /"obstacles":\[\{/ },
      { name: "staff/judge-leaves", given: ({ judge }: World["ids"]) => ({ judge }), says: /"obstacles":\[\{/ },
      { name: "staff/judge-leaves", given: ({ replaced }: World["ids"]) => ({ judge: replaced }), says: /"changes":\[\{[^}]*Giá sách xoay[^}]*\}\]/ },
    ];
    for (const { name, given, says } of plans) {
      const module = await pageOf(name);
      for (const viewer of VIEWERS) {
        const one = await show(whole, name, module, viewer, "", given);
        expect({ name, viewer, ...one }).toEqual({ name, viewer, ...(await show(without, name, module, viewer, "", given)) });
        if (viewer === "secretary") expect(one.data).toMatch(says);
      }
    }
    const found = JSON.stringify((await whole.services.db.prisma.planJob.findMany()).map(({ result }) => result));
    expect(whole.concerned.filter(({ code }) => !found.includes(code))).toEqual([]);
  });

  it("papers of the jury, by what is printed on them", async () => {
    const load = Object.entries(modules).find(([path]) => nameOf(path) === "staff/jury-paper")?.[1];
    const { loader } = (await load?.()) ?? {};
    const printed = async (world: World, viewer: (typeof VIEWERS)[number], file: string, search: string) => {
      const context = contextFor(world.services, world.viewers[viewer]);
      const answer = await loader?.({ request: getPage(`/giay${search}`), params: { edition: world.slug, file }, context });
      if (!(answer instanceof Response) || answer.status !== 200) throw new Error("no paper");
      return normalised((await readPdf(new Uint8Array(await answer.arrayBuffer()))).map(({ text }) => text).join("\n"));
    };
    for (const file of ["phieu-cham-trong.pdf", "bang-tong-hop-diem.pdf", "bien-ban-thong-nhat.pdf"]) {
      const search = ({ ids }: World) => (file.startsWith("bien-ban") ? `?hop=${ids.rescore}` : "?vong=PRELIM");
      const text = await printed(whole, "chair", file, search(whole));
      expect(text.length).toBeGreaterThan(200);
      expect({ file, text }).toEqual({ file, text: await printed(without, "chair", file, search(without)) });
    }
  });

  it.each(OFFICIAL_KINDS.map(({ key }) => key))("the page of the paper %s", async (kind) => {
    const module = await Object.entries(modules).find(([path]) => nameOf(path) === "staff/paper-kind")?.[1]();
    if (!module) throw new Error("no page");
    for (const viewer of ["secretary", "organiser"] as const) {
      const given = () => ({ kind });
      const one = await show(whole, "staff/paper-kind", module, viewer, "", given);
      expect({ viewer, status: one.status }).toEqual({ viewer, status: 200 });
      expect({ viewer, ...one }).toEqual({ viewer, ...(await show(without, "staff/paper-kind", module, viewer, "", given)) });
    }
  });

  it("nothing behind the address of such an entry, its things, sheets and papers is there", async () => {
    for (const { id, thing, assignment } of whole.concerned) {
      const at: Record<string, Record<string, string>> = {
        "staff/screen-entry": { entry: id }, "staff/progress-entry": { entry: id }, "staff/ranked-entry": { entry: id }, "staff/entry-paper": { entry: id, file: "ho-so.pdf" },
        "staff/thing": { thing }, "staff/thing-slip": { thing }, "staff/thing-photo": { thing }, "judge/sheet": { assignment }, "staff/paper-sheet": { assignment },
        "staff/paper-check": { entry: id }, "staff/duplicate-pair": { entry: id, other: whole.ids.alike },
      };
      for (const [name, params] of Object.entries(at)) {
        const load = Object.entries(modules).find(([path]) => nameOf(path) === name)?.[1];
        const module = await load?.();
        for (const viewer of VIEWERS) {
          const context = contextFor(whole.services, whole.viewers[viewer]);
          const answer = await module?.loader?.({ request: getPage("/x"), params: { edition: whole.slug, ...params }, context }).catch((thrown: unknown) => thrown);
          expect({ name, viewer, status: answer instanceof Response ? answer.status : 200 }).toEqual({ name, viewer, status: expect.toBeOneOf([403, 404]) as number });
        }
      }
    }
  });
});
