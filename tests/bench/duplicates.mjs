// How long it takes to compare one entry with 20,000 earlier ones: `node tests/bench/duplicates.mjs [entries]`.
// A corpus made from a seed over the real database, through the application's own code; beside it the same comparison without prints,
// every text read and compared word by word.
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const ENTRIES = Number(process.argv[2] ?? 20_000);
const EDITIONS = 20;
const CHECKED = 20;
const BATCH = 500;

/** The same numbers at every run. */
function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Texts of 300 to 900 words: common words often, rare ones seldom, and every tenth time a phrase that everybody uses. */
function writer(seed) {
  const next = chance(seed);
  const initials = ["b", "c", "ch", "d", "đ", "g", "gi", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x", ""];
  const rhymes = ["a", "an", "ang", "anh", "ay", "áo", "ất", "âu", "ện", "eo", "ê", "iên", "iều", "in", "ình", "o", "oan", "ọc", "ôi", "ông", "ơ", "ời", "u", "uôn", "ực", "ưng", "ươi", "ười", "ương", "y"];
  const words = initials.flatMap((initial) => rhymes.map((rhyme) => initial + rhyme)).toSorted(() => next() - 0.5);
  const word = () => words[Math.floor(words.length * next() ** 2.5)];
  const phrases = Array.from({ length: 250 }, () => Array.from({ length: 3 + Math.floor(next() * 4) }, word).join(" "));
  const sentence = () => `${Array.from({ length: 6 + Math.floor(next() * 14) }, () => (next() < 0.1 ? phrases[Math.floor(phrases.length * next())] : word())).join(" ")}.`;
  const text = (length) => {
    const sentences = [];
    for (let count = 0; count < length; ) {
      const one = sentence();
      sentences.push(one);
      count += one.split(" ").length;
    }
    return sentences;
  };
  return { next, text: () => text(300 + Math.floor(next() * 600)), title: () => Array.from({ length: 8 }, word).join(" "), name: () => `${word()} ${word()} ${word()}` };
}

const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

async function makeEditions(prisma) {
  const day = (offset) => new Date(Date.now() + offset * 86_400_000);
  const common = { kind: "YOUTH", period: "2026", hostName: "Đơn vị giả định", hostLevel: "COMMUNE", letterheadParent: "", letterheadBody: "", place: "", tieBreak: [] };
  const ids = [];
  for (let number = 1; number <= EDITIONS; number += 1) {
    const isOpen = number === EDITIONS;
    const dates = isOpen ? [-10, 10, 20, 40] : [-400, -380, -370, -350];
    const [opensAt, closesAt, screeningEndsAt, judgingEndsAt] = dates.map(day);
    const edition = { ...common, slug: `do-${number}`, number, title: `Cuộc thi đo ${number}`, codePrefix: `DO-${number}`, announcedAt: day(-500), opensAt, closesAt, screeningEndsAt, judgingEndsAt };
    ids.push((await prisma.edition.create({ data: edition })).id);
  }
  return ids;
}

/** Writes entries with a version, an author and a print each; `texts` are lists of sentences. */
async function writeEntries(pool, domain, { editions, texts, write, from }) {
  const rows = texts.map((sentences, index) => {
    const [title, name] = [write.title(), write.name()];
    const third = Math.ceil(sentences.length / 3);
    const parts = { content: sentences.slice(0, third).join(" "), novelty: sentences.slice(third, 2 * third).join(" ") };
    const summary = sentences.slice(2 * third).join(" ");
    const print = domain.printOf(domain.foldSections(domain.sectionsOf({ summary, parts, files: [] }), [name]));
    const birth = `20${10 + Math.floor(write.next() * 9)}-0${1 + Math.floor(write.next() * 9)}-1${Math.floor(write.next() * 9)}`;
    return { id: randomUUID(), version: randomUUID(), edition: editions[(from + index) % editions.length], code: `DO-${from + index}`, title, name, birth, summary, parts, print };
  });
  const json = JSON.stringify(rows);
  const source = `json_to_recordset($1::json) AS r("id" uuid, "version" uuid, "edition" uuid, "code" text, "title" text, "name" text, "birth" date, "summary" text, "parts" jsonb, "print" int[])`;
  await pool.query(`INSERT INTO "Entry" ("id", "editionId", "code", "state", "ownerId", "title", "submittedAt", "updatedAt") SELECT "id", "edition", "code", 'SUBMITTED', 'owner', "title", now(), now() FROM ${source}`, [json]);
  await pool.query(`INSERT INTO "EntryVersion" ("id", "entryId", "number", "state", "title", "summary", "parts", "submittedAt") SELECT "version", "id", 1, 'SUBMITTED', "title", "summary", "parts", now() FROM ${source}`, [json]);
  await pool.query(`INSERT INTO "EntryAuthor" ("id", "versionId", "key", "position", "fullName", "birthDate", "shareHundredths", "isChief") SELECT gen_random_uuid(), "version", gen_random_uuid(), 1, "name", "birth", 10000, true FROM ${source}`, [json]);
  await pool.query(`INSERT INTO "EntryPrint" ("entryId", "versionId", "editionId", "bands", "source", "updatedAt") SELECT "id", "version", "edition", "print", 'bench', now() FROM ${source}`, [json]);
  return rows;
}

async function naive(services, domain, id) {
  const { prisma } = services.db;
  const entries = await prisma.entryVersion.findMany({ where: { state: "SUBMITTED" }, select: { entryId: true, summary: true, parts: true, authors: { select: { fullName: true } } } });
  const folded = ({ summary, parts, authors }) => domain.foldSections(domain.sectionsOf({ summary, parts, files: [] }), authors.map(({ fullName }) => fullName));
  const own = folded(entries.find(({ entryId }) => entryId === id));
  return entries.filter(({ entryId }) => entryId !== id).filter((entry) => domain.groundsOf({ ...domain.textLikeness(domain.compareTexts(own, folded(entry))), titleShare: 0, sameFiles: 0, alikePictures: 0, sharedAuthors: 0 }).length > 0).length;
}

const dataDir = mkdtempSync(join(tmpdir(), "bench-duplicates-"));
const vite = await createServer({ root, configFile: false, logLevel: "error", appType: "custom", server: { middlewareMode: true, hmr: false, ws: false, watch: null }, resolve: { alias: { "~": join(root, "app") } }, optimizeDeps: { noDiscovery: true } });
const load = (path) => vite.ssrLoadModule(`/app/${path}`);
try {
  const [{ openServices }, { loadConfig }, { createLog }, { systemClock }] = await Promise.all([load("composition.server.ts"), load("platform/config/config.server.ts"), load("platform/log/log.server.ts"), load("platform/config/clock.server.ts")]);
  const domain = Object.assign({}, ...(await Promise.all(["folded-text", "print", "passages", "grounds", "entry-sections"].map((name) => load(`domain/duplicates/${name}.ts`)))));
  const { compareEntry } = await load("features/duplicates/compare-entries.server.ts");
  const config = loadConfig({ DATA_DIR: dataDir, PUBLIC_URL: "http://localhost:3000" }, { mode: "test" });
  const { services, close } = await openServices({ config, clock: systemClock, log: createLog("silent") });
  try {
    const { prisma, pool } = services.db;
    await prisma.user.create({ data: { id: "owner", name: "Người nộp", email: "owner@bench.invalid" } });
    const editions = await makeEditions(prisma);
    const write = writer(7);
    const started = performance.now();
    const earlier = [];
    for (let from = 0; from < ENTRIES; from += BATCH) {
      const texts = Array.from({ length: Math.min(BATCH, ENTRIES - from) }, () => write.text());
      const rows = await writeEntries(pool, domain, { editions: editions.slice(0, -1), texts, write, from });
      if (earlier.length < CHECKED) earlier.push(...texts.map((sentences, index) => ({ sentences, id: rows[index].id })));
    }
    // Half of the entries under test hold six sentences of an earlier one in a text of their own, half nothing of anybody's.
    const texts = Array.from({ length: CHECKED }, (_, index) => (index % 2 === 0 ? [...write.text(), ...earlier[index].sentences.slice(3, 9), ...write.text()] : write.text()));
    const checked = await writeEntries(pool, domain, { editions: editions.slice(-1), texts, write, from: ENTRIES });
    // What the database does by itself within minutes after so many rows came at once.
    await pool.query("VACUUM (ANALYZE)");
    console.log(`one entry against ${ENTRIES.toLocaleString("en")} others; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, shared with PostgreSQL`);
    console.log(`corpus written with its prints: ${((performance.now() - started) / 1000).toFixed(0)} s`);
    const times = [];
    for (const { id } of checked) {
      const start = performance.now();
      await compareEntry(services, id);
      times.push(performance.now() - start);
    }
    const found = (await Promise.all(checked.map(({ id }, index) => prisma.duplicatePair.count({ where: { OR: [{ entryId: id, otherEntryId: earlier[index].id }, { entryId: earlier[index].id, otherEntryId: id }] } })))).filter((count, index) => count === 1 - (index % 2)).length;
    const pairs = await prisma.duplicatePair.count();
    console.log(`compared by prints: median ${median(times).toFixed(0)} ms, slowest ${Math.max(...times).toFixed(0)} ms of ${CHECKED}; right about ${found} of ${CHECKED}, pairs kept ${pairs}`);
    const start = performance.now();
    const alike = await naive(services, domain, checked[0].id);
    const full = performance.now() - start;
    console.log(`every text read and compared: ${(full / 1000).toFixed(1)} s (${alike} alike); ${(full / median(times)).toFixed(0)} times as long`);
  } finally {
    await close();
  }
} finally {
  await vite.close();
  rmSync(dataDir, { recursive: true, force: true });
}
