// How long all papers of a contest take as one archive: `npx tsx tests/bench/official-papers.mjs [entries] [pdf|docx]`.
// A synthetic edition of 200 entries with three sheets each is decided and published by the application's own commands; then everything the page of the
// papers offers is downloaded as the server makes it: score sheets and summaries of the jury and every kind of official paper. Beside it, as many plain pages.
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { PDFDocument } from "@cantoo/pdf-lib";
import { unzipSync } from "fflate";
import { loadDemoIfEmpty } from "../../prisma/seed/demo/load-demo.server.ts";
import { loadSyntheticEdition } from "../../prisma/seed/synthetic/load-synthetic.server.ts";
import { openServices } from "../../app/composition.server.ts";
import { decisionOf } from "../../app/data/results.server.ts";
import { papersZip } from "../../app/features/documents/papers-zip.server.ts";
import { choosePrize } from "../../app/features/results/choices.server.ts";
import { currentRanking } from "../../app/features/results/current-ranking.server.ts";
import { approveResult, proposeResult, signResult } from "../../app/features/results/decision.server.ts";
import { publishResult } from "../../app/features/results/publish.server.ts";
import { systemClock } from "../../app/platform/config/clock.server.ts";
import { loadConfig } from "../../app/platform/config/config.server.ts";
import { createLog } from "../../app/platform/log/log.server.ts";
import { renderPdf } from "../../app/platform/render/render.server.ts";

const ENTRIES = Number(process.argv[2] ?? 200);
const FORMAT = process.argv[3] === "docx" ? "docx" : "pdf";
const PLAIN_AT_ONCE = 20;

const done = (outcome) => {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
};

/** Decides every tie by the first entries named, and takes the result to its publication. */
async function publish({ db, clock }, edition) {
  const editionId = edition.id;
  await db.prisma.edition.update({ where: { id: editionId }, data: { maxSpread: null, judgingEndsAt: clock.now() } });
  await db.prisma.conflict.updateMany({ where: { editionId }, data: { liftedAt: clock.now() } });
  const person = async (name, role) => {
    const { id } = await db.prisma.user.findUniqueOrThrow({ where: { email: `${name}@demo.example` } });
    return { userId: id, name, email: "", phone: null, roles: [{ role, editionId, unitId: null }] };
  };
  const [chair, organiser, secretary] = [await person("chutich", "CHAIR"), await person("btc", "ORGANISER"), await person("thuky", "SECRETARY")];
  const act = (actor, input) => ({ actor, editionId, now: clock.now(), input });
  for (let turn = 0; turn < 200; turn += 1) {
    const { undecided, prizes } = done(await currentRanking(db.prisma, editionId)).ranking;
    const tie = undecided[0];
    if (!tie) break;
    const { left } = prizes.find(({ tier, field }) => tier === tie.tier && field === tie.field);
    done(await choosePrize({ db }, act(chair, { tier: tie.tier, field: tie.field, entries: tie.entries.slice(0, left), reason: "Theo thứ tự mã số" })));
  }
  const version = async () => (await decisionOf(db.prisma, editionId))?.version ?? 0;
  done(await proposeResult({ db }, act(chair)));
  done(await approveResult({ db }, act(organiser, { version: await version() })));
  done(await signResult({ db }, act(secretary, { version: await version(), number: "1/QĐ-BTC", date: clock.now().toISOString().slice(0, 10) })));
  done(await publishResult({ db }, act(secretary, { version: await version() })));
  return secretary;
}

async function timed(work) {
  const before = process.cpuUsage();
  const start = performance.now();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { value, seconds: (performance.now() - start) / 1000, processor: (user + system) / 1e6 };
}

async function pagesOf(files) {
  let pages = 0;
  for (const [name, data] of Object.entries(files)) if (name.endsWith(".pdf")) pages += (await PDFDocument.load(data)).getPageCount();
  return pages;
}

async function plainPages(count) {
  for (let from = 0; from < count; from += PLAIN_AT_ONCE) {
    const sections = Array.from({ length: Math.min(PLAIN_AT_ONCE, count - from) }, (_, index) => ({ blocks: [{ kind: "paragraph", text: `Trang ${from + index + 1}` }] }));
    await renderPdf({ title: "x", at: new Date(0), sections });
  }
}

const dataDir = await mkdtemp(join(tmpdir(), "official-papers-"));
const { services, close } = await openServices({ config: loadConfig({ DATA_DIR: dataDir }, { mode: "cli" }), clock: systemClock, log: createLog("silent") });
try {
  await loadDemoIfEmpty(services);
  const slug = await loadSyntheticEdition(services, { entries: ENTRIES, judges: 24, seed: "bench" });
  const edition = await services.db.prisma.edition.findUniqueOrThrow({ where: { slug } });
  const secretary = await publish(services, edition);
  console.log(`${ENTRIES} entries, ${FORMAT}; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}`);
  const told = [];
  const start = performance.now();
  const onProgress = ({ done: count, entries }) => told.push({ count, entries, at: (performance.now() - start) / 1000 });
  const current = await services.db.prisma.edition.findUniqueOrThrow({ where: { slug } });
  const all = await timed(async () => new Uint8Array(await new Response(await papersZip(services, { edition: current, viewerId: secretary.userId, now: services.clock.now(), format: FORMAT, onProgress })).arrayBuffer()));
  const files = unzipSync(all.value);
  const pages = await pagesOf(files);
  const slowest = Math.max(...told.map(({ at }, index) => at - (told[index - 1]?.at ?? 0)));
  console.log(`  ${Object.keys(files).length} papers of ${pages} pages: ${all.seconds.toFixed(1)} s, ${all.processor.toFixed(1)} s of processor, ${(all.value.byteLength / 1e6).toFixed(1)} MB; progress told ${told.length} times, at most ${slowest.toFixed(1)} s apart`);
  console.log(`  resident at most ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
  if (pages > 0) {
    const plain = await timed(() => plainPages(pages));
    console.log(`  as many plain pages: ${plain.seconds.toFixed(1)} s, ${plain.processor.toFixed(1)} s of processor; ratio ${(all.seconds / plain.seconds).toFixed(1)}`);
  }
} finally {
  await close();
  await rm(dataDir, { recursive: true, force: true });
}
process.exit(0);
