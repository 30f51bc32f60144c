import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import * as linkRoute from "~/routes/entrant/consent-link";
import * as scanRoute from "~/routes/entrant/consent-scan";
import * as consentsRoute from "~/routes/entrant/consents";
import * as deskRoute from "~/routes/entrant/paper-consents";
import * as printRoute from "~/routes/entrant/print-consent";
import * as myDataRoute from "~/routes/account/my-data";
import * as myFileRoute from "~/routes/account/my-data-file";
import { makeEdition, type MadeEdition } from "../../factories/editions";
import { makeEntry } from "../../factories/entries";
import { pdfBytes, programBytes } from "../../factories/file-bytes";
import { makeUser } from "../../factories/people";
import { contextFor, getPage, outcomeOf, postForm } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";

let test: TestServices;
let youth: MadeEdition;
let secretary: Actor;
let owner: Actor;

beforeAll(async () => {
  test = await testServices();
  youth = await makeEdition(test.services);
  secretary = await makeUser(test.services, { role: "SECRETARY", editionId: youth.edition.id });
  owner = await makeUser(test.services);
});
afterAll(() => test.close());

type Handler = (args: { request: Request; params: Record<string, string>; context: ReturnType<typeof contextFor> }) => Promise<unknown>;
type Made = Awaited<ReturnType<typeof makeEntry>>;

async function call(handler: unknown, request: Request, actor: Actor | null, params: Record<string, string>) {
  const { value, response } = await outcomeOf((handler as Handler)({ request, params, context: contextFor(test.services, actor) }));
  const answer = value instanceof Response ? value : response;
  const init = (value as { init?: { status?: number } } | null)?.init;
  return { status: answer?.status ?? init?.status ?? 200, response: answer, value };
}

const FIELDS = { party: "GUARDIAN", personName: "Trần Thị Giám Hộ", relation: "mẹ", day: "20/11/2026", textVersion: "2026-11-b", takePart: "on", publishMedia: "on" };

async function post(entry: Made, actor: Actor | null, change: Record<string, string> = {}, scan: Buffer | null = null) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...FIELDS, authorKey: entry.authors[0]?.key ?? "", ...change })) if (value !== "") form.append(name, value);
  form.append("scan", new File(scan ? [new Uint8Array(scan)] : [], scan ? "giay.pdf" : ""));
  const path = `http://localhost:3000/bai-du-thi/${entry.id}/giay-dong-y`;
  // A browser says how long its form is; a Request made here would not.
  const encoded = new Request(path, { method: "POST", body: form });
  const body = await encoded.arrayBuffer();
  const headers = { "content-type": encoded.headers.get("content-type") ?? "", "content-length": String(body.byteLength) };
  return call(deskRoute.action, new Request(path, { method: "POST", body, headers }), actor, { id: entry.id });
}

const submitted = () => makeEntry(test.services, youth.edition, { owner, state: "SUBMITTED", consents: [] });
const errorsOf = (answer: Awaited<ReturnType<typeof post>>) => (answer.value as { data: { error: Record<string, string[]> } }).data.error;

describe("the desk for signed papers", () => {
  it("records a paper with its scan, which only those concerned can open", async () => {
    const entry = await submitted();
    const bytes = await pdfBytes();
    const sent = await post(entry, secretary, {}, bytes);
    expect([sent.status, sent.response?.headers.get("location")]).toEqual([303, `/bai-du-thi/${entry.id}/giay-dong-y?xong=1`]);
    const stored = await test.services.db.prisma.consent.findMany({ where: { entryId: entry.id } });
    expect(stored.map(({ purpose, method }) => [purpose, method]).toSorted()).toEqual([["PUBLISH_MEDIA", "PAPER"], ["TAKE_PART", "PAPER"]]);
    const open = (actor: Actor | null, consent = stored[0]?.id ?? "") => call(scanRoute.loader, getPage(`/giay-dong-y/${consent}`), actor, { consent });
    const opened = await open(secretary);
    expect([opened.status, opened.response?.headers.get("content-type"), opened.response?.headers.get("cache-control")]).toEqual([200, "application/pdf", "private, no-store"]);
    expect(Buffer.from(await (opened.response as Response).arrayBuffer()).equals(bytes)).toBe(true);
    expect((await open(owner)).status).toBe(200);
    expect((await open(await makeUser(test.services))).status).toBe(404);
    expect((await open(await makeUser(test.services, { role: "JUDGE", editionId: youth.edition.id }))).status).toBe(404);
    expect((await open(null)).status).toBe(302);
    expect((await open(secretary, "no-uuid")).status).toBe(404);
    const looks = await test.services.db.prisma.accessLog.count({ where: { userId: secretary.userId, what: "file" } });
    expect(looks).toBe(1);
  });

  it("says at the field what is wrong, and records nothing", async () => {
    const entry = await submitted();
    const pdf = await pdfBytes();
    const cases: [Record<string, string>, Buffer | null, string][] = [
      [{}, null, "scan"],
      [{}, programBytes(), "scan"],
      [{ personName: "" }, pdf, "personName"],
      [{ personName: "ă".repeat(400) }, pdf, "personName"],
      [{ day: "31/02/2026" }, pdf, "day"],
      [{ day: "01/12/2026" }, pdf, ""],
      [{ takePart: "", publishMedia: "" }, pdf, ""],
      [{ party: "AUNT" }, pdf, "party"],
      [{ textVersion: "" }, pdf, "textVersion"],
      [{ textVersion: "2026-11-a" }, pdf, ""],
    ];
    for (const [change, scan, field] of cases) {
      const answer = await post(entry, secretary, change, scan);
      expect([change, answer.status, Object.keys(errorsOf(answer))]).toEqual([change, 400, [field]]);
    }
    expect(await test.services.db.prisma.consent.count({ where: { entryId: entry.id } })).toBe(0);
  });

  it("exists for those who may only", async () => {
    const entry = await submitted();
    const look = (actor: Actor | null, id = entry.id) => call(deskRoute.loader, getPage(`/bai-du-thi/${id}/giay-dong-y`), actor, { id });
    expect((await look(secretary)).status).toBe(200);
    expect((await look(owner)).status).toBe(404);
    expect((await look(null)).status).toBe(302);
    expect((await look(secretary, "no-uuid")).status).toBe(404);
    expect((await post(entry, owner, {}, await pdfBytes())).status).toBe(404);
  });

  it("is offered on the page of a link to the secretary who holds the paper, and to nobody else", async () => {
    const entry = await makeEntry(test.services, youth.edition, { owner, consents: [] });
    const made = (await call(consentsRoute.action, postForm(`/bai-du-thi/${entry.id}/dong-y`, { intent: "link", authorKey: entry.authors[0]?.key ?? "", party: "GUARDIAN" }), owner, { id: entry.id })).value as { data: { link: string; message: string } };
    expect(made.data.message).toContain(made.data.link);
    expect(made.data.message).toContain(entry.authors[0]?.fullName);
    const token = made.data.link.split("/dong-y/")[1] ?? "";
    const desk = async (actor: Actor | null) => ((await call(linkRoute.loader, getPage(`/dong-y/${token}`), actor, { token })).value as { desk: string | null }).desk;
    expect(await desk(secretary)).toBe(`/bai-du-thi/${entry.id}/giay-dong-y?ma=${token}`);
    expect([await desk(owner), await desk(null)]).toEqual([null, null]);
  });
});

describe("answers on the page of a link", () => {
  it("take a no without a name, which the filer sees, and a yes later", async () => {
    const entry = await makeEntry(test.services, youth.edition, { owner, consents: [] });
    const made = (await call(consentsRoute.action, postForm("/x", { intent: "link", authorKey: entry.authors[0]?.key ?? "", party: "GUARDIAN" }), owner, { id: entry.id })).value as { data: { link: string } };
    const token = made.data.link.split("/dong-y/")[1] ?? "";
    const answer = (fields: Record<string, string>) => call(linkRoute.action, postForm(`/dong-y/${token}`, fields), null, { token });
    expect((await answer({ intent: "give", personName: "Trần Thị Giám Hộ" })).status).toBe(400);
    expect((await answer({ intent: "decline" })).status).toBe(303);
    const declined = async () => ((await call(consentsRoute.loader, getPage("/x"), owner, { id: entry.id })).value as { authors: { parties: { party: string; declined: { purpose: string }[] }[] }[] }).authors[0]?.parties.find((view) => view.party === "GUARDIAN")?.declined.map((no) => no.purpose);
    expect(await declined()).toEqual(["TAKE_PART", "PUBLISH_NAME", "PUBLISH_MEDIA", "PASS_ON"]);
    const letters = await test.services.db.prisma.outboxMessage.findMany({ where: { userId: owner.userId, template: "consentDeclined" } });
    expect(letters).toHaveLength(1);
    expect((await answer({ intent: "give", personName: "Trần Thị Giám Hộ", takePart: "on", passOn: "on" })).status).toBe(303);
    expect(await declined()).toEqual(["PUBLISH_NAME", "PUBLISH_MEDIA"]);
  });
});

describe("printing and one's own data", () => {
  it("gives a PDF on pressing the button, and leads back when the address is opened by hand", async () => {
    const entry = await submitted();
    const printed = await call(printRoute.action, postForm("/x", { authorKey: entry.authors[0]?.key ?? "" }), owner, { id: entry.id });
    expect([printed.status, printed.response?.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    expect((await call(printRoute.loader, getPage("/bai-du-thi/x/in-giay-dong-y"), owner, { id: entry.id })).response?.headers.get("location")).toBe(`/bai-du-thi/${entry.id}/dong-y`);
    expect((await call(printRoute.action, postForm("/x", { authorKey: "none" }), owner, { id: entry.id })).status).toBe(404);
  });

  it("asks visitors to sign in, reads requests field by field, and sends the copy as a file", async () => {
    expect((await call(myDataRoute.loader, getPage("/tai-khoan/du-lieu"), null, {})).status).toBe(302);
    expect((await call(myDataRoute.action, postForm("/tai-khoan/du-lieu", { intent: "request", kind: "see", to: "", text: "" }), owner, {})).status).toBe(400);
    expect((await call(myDataRoute.action, postForm("/tai-khoan/du-lieu", { intent: "request", kind: "see", to: "nowhere", text: "Cho xem dữ liệu" }), owner, {})).status).toBe(404);
    expect((await call(myDataRoute.action, postForm("/tai-khoan/du-lieu", { intent: "withdraw:TAKE_PART", entryId: "x", authorKey: "y", party: "SELF" }), owner, {})).status).toBe(404);
    expect((await call(myDataRoute.action, postForm("/tai-khoan/du-lieu", { intent: "request", kind: "see", to: "", text: "Cho xem dữ liệu" }), owner, {})).status).toBe(303);
    const file = await call(myFileRoute.loader, getPage("/tai-khoan/du-lieu.json"), owner, {});
    expect(JSON.parse(await (file.response as Response).text())).toMatchObject({ account: { name: owner.name } });
  });
});
