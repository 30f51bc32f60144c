import { request as httpRequest, type IncomingMessage } from "node:http";
import { once } from "node:events";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openServices, type OpenServices } from "~/composition.server";
import { systemClock } from "~/platform/config/clock.server";
import { loadConfig } from "~/platform/config/config.server";
import { silentLog } from "~/platform/log/log.server";
import { ourApp } from "../support/our-app";

/** Text of a first visit over the wire, headers included, fonts and pictures not. */
const MOST_BYTES = 20_000;

interface Answer {
  status: number;
  headers: IncomingMessage["headers"];
  text: string;
  /** everything that came through the connection */
  wire: number;
}

/** One request on a connection of its own, compressed as every browser takes it. */
async function get(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  const sent = httpRequest(`${ourApp().url}${path}`, { method, agent: false, headers: { "accept-encoding": "gzip", ...headers } });
  sent.end();
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  const { socket } = answer;
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const text = (answer.headers["content-encoding"] === "gzip" && body.length > 0 ? gunzipSync(body) : body).toString("utf8");
  return { status: answer.statusCode ?? 0, headers: answer.headers, text, wire: socket.bytesRead };
}

interface Edition {
  slug: string;
  phase: string;
}

let open: OpenServices;
let editions: Edition[];
const inPhase = (phase: string) => editions.find((edition) => edition.phase === phase)?.slug ?? `no edition in ${phase}`;

beforeAll(async () => {
  const config = loadConfig({ DATA_DIR: ourApp().dataDir }, { mode: "cli" });
  open = await openServices({ config, clock: systemClock, log: silentLog });
  // Without the synthetic editions that other journeys decide and publish.
  editions = (JSON.parse((await get("/api/v1/editions")).text) as Edition[]).filter(({ slug }) => !slug.startsWith("gia-dinh-"));
});
afterAll(() => open.close());

/** The pages of a first visit. */
async function publicPaths(): Promise<string[]> {
  const result = JSON.parse((await get(`/cuoc-thi/${inPhase("PUBLISHED")}/ket-qua.json`)).text) as { awards: { code: string }[] };
  const vietnamese = [
    "/",
    `/cuoc-thi/${inPhase("OPEN")}`,
    `/cuoc-thi/${inPhase("OPEN")}/the-le`,
    `/cuoc-thi/${inPhase("PUBLISHED")}/ket-qua`,
    `/giai-phap/${result.awards[0]?.code}`,
    "/tim-kiem?q=truong",
    "/bao-ve-du-lieu",
    "/du-lieu-mo",
  ];
  return [...vietnamese, ...vietnamese.map((path) => (path === "/" ? "/en" : `/en${path}`))];
}

const stylesOf = (html: string) => [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((match) => match[1] ?? "");

describe("public pages", () => {
  it("weigh at most 20 kB with their styles, and use one weight of one typeface", async () => {
    const weights: Record<string, number> = {};
    for (const path of await publicPaths()) {
      const page = await get(path);
      expect({ path, status: page.status }).toEqual({ path, status: 200 });
      const sheets = await Promise.all(stylesOf(page.text).map((sheet) => get(sheet)));
      expect(sheets.length).toBeGreaterThan(0);
      weights[path] = sheets.reduce((sum, sheet) => sum + sheet.wire, page.wire);
      const fontWeights = sheets.flatMap(({ text }) => [...text.matchAll(/@font-face\s*\{[^}]*font-weight:\s*(\w+)/g)].map((match) => match[1]));
      expect(new Set(fontWeights)).toEqual(new Set(["400"]));
    }
    expect(Object.entries(weights).filter(([, weight]) => weight > MOST_BYTES)).toEqual([]);
  });

  it("run no script, allow none, set no cookie, and are the same bytes for whoever asks", async () => {
    for (const path of [...(await publicPaths()), "/khong-co-trang-nay", `/cuoc-thi/${inPhase("JUDGING")}/ket-qua`]) {
      const page = await get(path);
      const asPerson = await get(path, { cookie: "better-auth.session_token=abc", "user-agent": "Someone", "accept-language": "en" });
      expect([...page.text.matchAll(/<script(?! type="application\/ld\+json")/g)]).toEqual([]);
      expect(page.text).not.toMatch(/\son\w+=|javascript:/);
      for (const [, json = ""] of page.text.matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g)) expect(JSON.parse(json)).toMatchObject({ "@context": "https://schema.org" });
      expect(page.headers["content-security-policy"]).toContain("script-src 'none'");
      expect(page.headers["set-cookie"]).toBeUndefined();
      expect(asPerson.text).toBe(page.text);
    }
  });

  it("are sent as 304 to who has them", async () => {
    const first = await get("/");
    const again = await get("/", { "if-none-match": String(first.headers.etag) });
    expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: "" });
  });
});

describe("before publication", () => {
  it("no address, in no language, by no method, tells of an entry that is being judged", async () => {
    const slug = inPhase("JUDGING");
    const { prisma } = open.services.db;
    const entries = await prisma.entry.findMany({ where: { edition: { slug }, code: { not: null } }, select: { id: true, code: true, title: true } });
    expect(entries.length).toBeGreaterThan(10);
    const [first] = entries;
    const pages = ["", "/en"].flatMap((prefix) => [
      prefix || "/", `${prefix}/cuoc-thi/${slug}`, `${prefix}/cuoc-thi/${slug}/the-le`, `${prefix}/cuoc-thi/${slug}/ket-qua`, `${prefix}/du-lieu-mo`,
      `${prefix}/cuoc-thi/${slug}/ket-qua.json`, `${prefix}/cuoc-thi/${slug}/ket-qua.csv`, `${prefix}/giai-phap/${first?.code}`,
    ]);
    const data = pages.map((path) => (path === "/" ? "/_root.data" : `${path}.data`));
    const answers = await Promise.all([
      ...[...pages, ...data, "/api/v1/editions", "/_root.data?_routes=vi-home"].map((path) => get(path)),
      ...pages.map((path) => get(path, {}, "HEAD")),
    ]);
    const told = answers.map(({ text, headers }) => JSON.stringify(headers) + text).join("\n").replaceAll(`/giai-phap/${first?.code}`, "");
    expect(entries.filter(({ id, code, title }) => [id, code, title].some((secret) => secret && told.includes(secret))).map(({ code }) => code)).toEqual([]);
    for (const { code, title } of entries.slice(0, 5)) {
      for (const words of [code, title]) expect((await get(`/tim-kiem?q=${encodeURIComponent(words ?? "")}`)).text).not.toContain("/giai-phap/");
    }
    for (const path of [`/cuoc-thi/${slug}/ket-qua`, `/en/cuoc-thi/${slug}/ket-qua.json`, `/cuoc-thi/${slug}/ket-qua.csv`]) {
      expect([(await get(path)).status, (await get(path, {}, "HEAD")).status]).toEqual([404, 404]);
    }
  });
});

describe("a withdrawn consent", () => {
  it("takes the name off pages, files and search at once, even if another process recorded it", async () => {
    const { prisma } = open.services.db;
    const result = `/cuoc-thi/${inPhase("PUBLISHED")}/ket-qua`;
    const awards = async () => (JSON.parse((await get(`${result}.json`)).text) as { awards: { code: string; authors: string[] }[] }).awards;
    const [award] = (await awards()).filter(({ authors }) => authors.length === 1);
    const name = award?.authors[0] ?? "no winner with one name";
    const pages = [result, `${result}.csv`, `/giai-phap/${award?.code}`];
    for (const page of pages) expect((await get(page)).text).toContain(name);
    const entry = await prisma.entry.findFirstOrThrow({ where: { code: award?.code ?? "" } });
    const which = { entryId: entry.id, purpose: "PUBLISH_NAME" as const };
    await prisma.consent.updateMany({ where: which, data: { withdrawnAt: new Date() } });
    try {
      expect((await awards()).find(({ code }) => code === award?.code)?.authors).toEqual([]);
      for (const page of pages) expect((await get(page)).text).not.toContain(name);
      expect((await get(`/tim-kiem?q=${encodeURIComponent(name)}`)).text).not.toContain(`/giai-phap/${award?.code}`);
    } finally {
      await prisma.consent.updateMany({ where: which, data: { withdrawnAt: null } });
    }
    expect((await awards()).find(({ code }) => code === award?.code)?.authors).toEqual([name]);
  });
});
