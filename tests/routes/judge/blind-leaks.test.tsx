import { randomUUID } from "node:crypto";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/access/roles";
import { keepErasableText } from "~/data/ledger.server";
import { refreshConflicts } from "~/data/conflicts-found.server";
import { checkChangedEntries } from "~/features/blind/check-entries.server";
import { confirmBlind, redactFile, redactPart } from "~/features/blind/decide.server";
import { blindEntryPage } from "~/features/blind/entry-page.server";
import { processFile } from "~/features/files/process-file.server";
import { compareChangedEntries } from "~/features/duplicates/compare-entries.server";
import { remindJudges } from "~/features/judging/commands-reminders.server";
import { phaseAt } from "~/domain/contest/phases";
import { paths } from "~/paths";
import routeConfig from "~/routes";
import { docxBytes } from "../../factories/file-bytes";
import { makeEntry } from "../../factories/entries";
import { makeHiddenEntry, TRACES } from "../../factories/hidden-dossier";
import { assign } from "../../factories/judging";
import { at, makeScene, type Scene } from "../../factories/judging-scene";
import { withRole } from "../../factories/people";
import { fileServer, type FileServer } from "../../support/file-server";
import { readPdf } from "../../support/read-pdf";
import { contextFor, outcomeOf } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";

let test: TestServices;
let scene: Scene;
let server: FileServer;
let hidden: Awaited<ReturnType<typeof makeHiddenEntry>>;
let other: Awaited<ReturnType<typeof makeEntry>>;
let judge: Actor;
let chairing: Actor;
let assignment: string;
let meeting: string;
let rescore: string;

const MODULES = import.meta.glob<{ loader?: (args: LoaderFunctionArgs) => Promise<unknown>; meta?: (args: object) => unknown }>("/app/routes/**/*.{ts,tsx}");

beforeAll(async () => {
  test = await testServices();
  const { services } = test;
  scene = await makeScene(services, { entries: 0 });
  const { edition } = scene.made;
  hidden = await makeHiddenEntry(services, edition);
  // A second entry with nearly the same text: the two are a pair of duplicates.
  const { summary, parts } = hidden.version;
  other = await makeEntry(services, edition, { state: "SUBMITTED", screening: "QUALIFIED", summary, parts: parts as Record<string, string>, files: [], authors: [{ fullName: TRACES.author }] });
  judge = at(scene.judges, 0).actor;
  const first = await assign(services, { panel: scene.panel, judge: at(scene.judges, 0), entry: hidden.entry });
  await assign(services, { panel: scene.panel, judge: at(scene.judges, 1), entry: hidden.entry });
  assignment = first.id;
  await services.db.prisma.blindCheck.deleteMany();
  await holdMeetings();
  await compareChangedEntries(services);
  await services.db.transact((tx) => refreshConflicts(tx, { editionId: edition.id, now: test.clock.now() }));
  chairing = await withRole(services, judge, "CHAIR", { editionId: edition.id });
  server = await fileServer(services);
});
afterAll(async () => {
  await server.close();
  await test.close();
});

/** The jury meets on the entry, marks of it are talked over again, and its author is to present it. */
async function holdMeetings(): Promise<void> {
  const { prisma } = test.services.db;
  const { id: panelId, editionId, roundId } = scene.panel;
  const now = test.clock.now();
  const entryId = hidden.entry.id;
  const held = await prisma.juryMeeting.create({ data: { editionId, roundId, panelId, title: "Họp tiểu ban", agenda: [entryId, other.id], currentEntryId: entryId, currentSince: now, startedById: scene.chair.userId, startedAt: now } });
  const { id: reasonId } = await test.services.db.transact((tx) => keepErasableText(tx, editionId, "Điểm chênh nhiều."));
  const opened = await prisma.rescore.create({ data: { editionId, roundId, entryId, dueAt: new Date(now.getTime() + 3_600_000), originals: [], reasonId, openedById: scene.chair.userId, openedAt: now, presentIds: [] } });
  await prisma.presentationSession.create({
    data: {
      editionId, roundId, panelId, room: "Hội trường", startsAt: now, minutesPerEntry: 10, publishedAt: now, createdById: scene.secretary.userId,
      turns: { create: { entryId, position: 1, startsAt: now, endsAt: new Date(now.getTime() + 600_000) } },
    },
  });
  await prisma.lateSheet.create({ data: { id: randomUUID(), assignmentId: assignment, receivedAt: now, values: {}, remark: "Gửi muộn." } });
  meeting = held.id;
  rescore = opened.id;
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D").toLowerCase();
const NEEDLES = Object.entries(TRACES).map(([field, trace]) => [field, plain(trace)] as const);

/** The fields whose traces stand in a text, in whatever case and with or without diacritics; ids that stand in it. */
function traces(text: string, ids: readonly string[] = hidden.ids): string[] {
  const folded = plain(text);
  const digits = folded.replace(/[\s.]/g, "");
  return [...NEEDLES.filter(([, trace]) => folded.includes(trace) || (/^0\d+$/.test(trace) && digits.includes(trace.slice(1)))).map(([field]) => field), ...ids.filter((id) => folded.includes(id.toLowerCase()))];
}

interface Page {
  path: string;
  file: string;
}

/** A script of the built application, and one's own account behind a real session: neither reads an entry. */
const LEFT_OUT = ["routes/public/offline-check.ts", "routes/account/"];

/** Every address of the site and the module behind it, as `app/routes.ts` has them. */
async function everyPage(): Promise<Page[]> {
  const walk = (routes: Awaited<typeof routeConfig>, above: string): Page[] =>
    routes.flatMap(({ path = "", file, children = [] }) => [{ path: `${above}/${path}`.replace(/\/+/g, "/").replace(/(.)\/$/, "$1"), file }, ...walk(children, path === "" ? above : `${above}/${path}`)]);
  return walk(await routeConfig, "").filter(({ file }) => !LEFT_OUT.some((left) => file.startsWith(left)));
}

/** The round a page is about: staff ask by its code, a judge's list by its id; only later rounds have an admission. */
function roundOf(path: string): string {
  if (path.includes("cham-thi")) return scene.panel.roundId;
  return path.endsWith("/vao-vong") ? "FINAL" : "PRELIM";
}

/** What a page answers somebody: its data, its title, or the response with its headers. Values of the address are those of the entry. */
async function answerOf(page: Page, actor: Actor): Promise<string> {
  return (await askedFor(page, actor)).text;
}

async function askedFor({ path, file }: Page, actor: Actor): Promise<{ status: number; text: string }> {
  const module = await MODULES[`/app/${file}`]?.();
  if (!module?.loader) return { status: 200, text: "" };
  const params: Record<string, string> = {
    edition: scene.made.edition.slug, assignment, meeting, rescore, entry: hidden.entry.id, id: hidden.entry.id, other: other.id, code: hidden.entry.code ?? "", panel: scene.panel.id,
    judge: at(scene.judges, 1).id, thing: `${hidden.entry.code ?? ""}-H1`, round: scene.panel.roundId, section: "vong-thi", file: hidden.files.photo.id, rubric: at(scene.made.rubrics, 0).id,
  };
  const url = path.replace(/:(\w+)\??/g, (_, name: string) => params[name] ?? "x").replace("*", "x");
  const request = new Request(`http://localhost:3000${url}?q=may&vong=${roundOf(path)}&hop=${rescore}`);
  const { loader } = module;
  const outcome = await outcomeOf((async () => loader({ request, params, context: contextFor(test.services, actor) }))());
  const answer = outcome.response ?? outcome.value;
  if (answer instanceof Response) return { status: answer.status, text: [...answer.headers].flat().join("\n") + (await answer.text()) };
  const title = module.meta?.({ data: answer, params, location: { pathname: url, search: "" }, matches: [] });
  return { status: 200, text: JSON.stringify([answer, title]) };
}

async function leaks(actor: Actor, pages: readonly Page[], ids?: readonly string[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const page of pages) {
    const stands = traces(await answerOf(page, actor), ids);
    if (stands.length > 0) found[page.path] = stands;
  }
  return found;
}

/** Pages with the entry on them. A page that answers "not found", or lists nothing, would tell nothing by mistake. */
const SEEN_BY_JUDGE = ["/cham-thi", "/cham-thi/:assignment"];
const SEEN_BY_CHAIR = [
  "phan-cong/vao-vong", "tien-do", "tien-do/:entry", "thong-nhat-diem", "thong-nhat-diem/:rescore", "phieu-muon", "hop/:meeting", "xep-hang/:entry",
].map((path) => `/ban-to-chuc/:edition/${path}`);

/** What such pages answer: the status, and whether the entry is on them. */
async function sights(actor: Actor, paths: readonly string[]) {
  const pages = await everyPage();
  const answers = [];
  for (const path of paths) {
    const page = pages.find((one) => one.path === path);
    const { status, text } = page ? await askedFor(page, actor) : { status: 0, text: "" };
    answers.push([path, status, text.includes(hidden.entry.code ?? "no code")]);
  }
  return answers;
}

async function makeAnonymous(): Promise<void> {
  const { services } = test;
  const { secretary, made } = scene;
  const now = test.clock.now();
  await checkChangedEntries(services);
  const edition = await services.db.prisma.edition.findUniqueOrThrow({ where: { id: made.edition.id } });
  const page = () => blindEntryPage(services, { actor: secretary, edition, phase: phaseAt(edition, now), entryId: hidden.entry.id, locale: "vi", now });
  const view = await page();
  if (!view.ok) throw new Error(view.reason);
  const act = { actor: secretary, editionId: edition.id, now };
  const input = { entryId: hidden.entry.id, versionId: view.value.versionId };
  for (const { partKey, base, fields, findings } of view.value.parts) {
    if (findings.length > 0) expect((await redactPart(services, { ...act, input: { ...input, partKey, base, fields: new Map(fields.map(({ key, text }) => [key, text])) } })).ok).toBe(true);
  }
  const { name: storageName, size, sha256 } = await services.files.save(await docxBytes());
  const docx = await services.db.prisma.storedFile.create({ data: { editionId: edition.id, store: "LOCAL", storageName, size, sha256, family: "DOCUMENT", mime: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", uploadedById: secretary.userId, createdAt: now } });
  await processFile(services, docx.id);
  hidden.ids.push(docx.id, storageName, sha256);
  await redactFile(services, { ...act, input: { ...input, fileKey: hidden.files.namingPdf.key, to: "withheld" } });
  await redactFile(services, { ...act, input: { ...input, fileKey: hidden.files.namingDocx.key, to: { fileId: docx.id } } });
  const confirmed = await confirmBlind(services, { ...act, input });
  const left = await page();
  expect([confirmed, left.ok && [...left.value.parts, ...left.value.files].flatMap(({ findings }) => findings.filter(({ isHarmless }) => !isHarmless))]).toEqual([{ ok: true, value: null }, []]);
}

/** The whole site is asked, in both languages. */
const WHOLE_SITE_MS = 180_000;

describe("a judge of a blind round", () => {
  it("gets nothing of an entry before it was checked: no title, no text, no byte", async () => {
    const own = (await everyPage()).filter(({ file }) => file.startsWith("routes/judge/"));
    expect(own.length).toBeGreaterThan(5);
    expect(await leaks(judge, own)).toEqual({});
    for (const { id } of Object.values(hidden.files)) expect((await server.get(judge, paths.file(id))).status).toBe(404);
  });

  it("finds no trace of whose it is in any page of the site afterwards", async () => {
    await makeAnonymous();
    const sheet = await answerOf({ path: "/cham-thi/:assignment", file: "routes/judge/sheet.tsx" }, judge);
    expect(sheet).toContain("[tác giả]");
    expect(sheet).toContain(hidden.files.photo.id);
    const pages = await everyPage();
    expect(await sights(judge, SEEN_BY_JUDGE)).toEqual(SEEN_BY_JUDGE.map((path) => [path, 200, true]));
    expect(await leaks(judge, pages)).toEqual({});
    // Elsewhere an address may repeat the id it was asked with.
    expect(await leaks(judge, pages.filter(({ file }) => file.startsWith("routes/judge/")), [hidden.entry.id])).toEqual({});
  }, WHOLE_SITE_MS);

  it("who also chairs finds none in the pages of the chair either", async () => {
    expect(await sights(chairing, SEEN_BY_CHAIR)).toEqual(SEEN_BY_CHAIR.map((path) => [path, 200, true]));
    expect(await leaks(chairing, await everyPage())).toEqual({});
  }, WHOLE_SITE_MS);

  it("finds none in the bytes of the files, in their headers, nor in the names they are saved under", async () => {
    for (const [kind, { id }] of Object.entries(hidden.files)) {
      for (const form of ["", "nho", "trang-dau", "chu", "goc"] as const) {
        for (const init of [{}, { method: "HEAD" }, { headers: { range: "bytes=0-99" } }]) {
          const answer = await server.get(judge, form === "" ? paths.file(id) : `${paths.file(id)}/${form}`, init);
          const bytes = Buffer.from(await answer.arrayBuffer());
          const told = [...answer.headers].flat().join("\n") + (await readable(bytes, answer.headers.get("content-type") ?? ""));
          expect([kind, form, traces(told)]).toEqual([kind, form, []]);
          expect(answer.headers.has("last-modified")).toBe(false);
          if (form === "goc" || kind === "namingPdf" || kind === "paper") expect([kind, form, answer.status]).toEqual([kind, form, 404]);
        }
      }
    }
    const shown = ["photo", "film", "plainPdf", "namingDocx"] as const;
    for (const kind of shown) expect([kind, (await server.get(judge, paths.file(hidden.files[kind].id))).status]).toEqual([kind, 200]);
  });

  it("finds none in the mail that reminds", async () => {
    await remindJudges(test.services, { actor: scene.secretary, editionId: scene.made.edition.id, roundId: scene.panel.roundId, now: test.clock.now() });
    const mails = await test.services.db.prisma.outboxMessage.findMany({ where: { userId: { in: scene.judges.map(({ actor }) => actor.userId) } } });
    expect(traces(JSON.stringify(mails))).toEqual([]);
  });
});

/** What is written in bytes: their letters as they are, the parts of an archive, the words of a PDF. */
async function readable(bytes: Buffer, type: string): Promise<string> {
  const letters = bytes.toString("utf8") + bytes.toString("latin1");
  if (type.includes("wordprocessingml") && bytes.length > 1000) return letters + Object.entries(unzipSync(bytes)).map(([name, part]) => name + Buffer.from(part).toString("utf8")).join("\n");
  if (type === "application/pdf" && bytes.length > 1000) return letters + (await readPdf(bytes)).map(({ text }) => text).join("\n");
  return letters;
}

it("the search for traces finds them where they are: staff see everything", async () => {
  const own = await answerOf({ path: "/ban-to-chuc/:edition/bai-du-thi/:entry", file: "routes/staff/screen-entry.tsx" }, scene.secretary);
  expect(traces(own)).toEqual(expect.arrayContaining(["author", "guardian", "supervisor", "unit", "phone", "fileName", "sentAt"]));
});
