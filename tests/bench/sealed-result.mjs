// How long it takes to check a result: `node tests/bench/sealed-result.mjs [entries] [events]`.
// A synthetic edition of 2,000 entries with three sheets each is decided and published by the application's own commands, its bundle exported and verified
// as whole commands; then its chain is lengthened to 100,000 events (sheets locked and opened again) and walked by `ledger verify`.
// Beside each, what cannot be spared: reading the same bytes, parsing them and hashing them once.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";
import { unzipSync } from "fflate";
import { withApp } from "./lib/running-app.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const ENTRIES = Number(process.argv[2] ?? 2_000);
const EVENTS = Number(process.argv[3] ?? 100_000);
const RUNS = 3;

async function withServices(dataDir, base, work) {
  const server = { middlewareMode: true, hmr: false, ws: false, watch: null };
  const vite = await createServer({ root, configFile: false, logLevel: "error", appType: "custom", server, resolve: { alias: { "~": join(root, "app") } }, optimizeDeps: { noDiscovery: true } });
  try {
    const load = (path) => vite.ssrLoadModule(`/app/${path}.server.ts`);
    const [{ openServices }, { loadConfig }, { createLog }, { systemClock }] = await Promise.all(["composition", "platform/config/config", "platform/log/log", "platform/config/clock"].map(load));
    const { services, close } = await openServices({ config: loadConfig({ DATA_DIR: dataDir, PUBLIC_URL: base }, { mode: "cli" }), clock: systemClock, log: createLog("silent") });
    try {
      const names = ["features/results/decision", "features/results/publish", "features/results/choices", "features/results/current-ranking", "data/results", "data/ledger"];
      return await work(services, Object.assign({}, ...(await Promise.all(names.map(load)))));
    } finally {
      await close();
    }
  } finally {
    await vite.close();
  }
}

const done = (outcome) => {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
};

/** Decides every tie by the first entries named, and takes the result to its publication. */
async function publish({ db, clock }, code, slug) {
  const edition = await db.prisma.edition.findUniqueOrThrow({ where: { slug } });
  const editionId = edition.id;
  // Judges who differ are the meeting's matter, not this measurement's; so is who may not see whom.
  const ended = new Date(clock.now().getTime() - 3_600_000);
  await db.prisma.edition.update({ where: { id: editionId }, data: { maxSpread: null, judgingEndsAt: ended } });
  await db.prisma.round.updateMany({ where: { editionId }, data: { endsAt: ended } });
  await db.prisma.conflict.updateMany({ where: { editionId }, data: { liftedAt: clock.now() } });
  const person = async (name, role) => {
    const { id } = await db.prisma.user.findUniqueOrThrow({ where: { email: `${name}@demo.example` } });
    return { userId: id, name, email: "", phone: null, roles: [{ role, editionId, unitId: null }] };
  };
  const [chair, organiser, secretary] = [await person("chutich", "CHAIR"), await person("btc", "ORGANISER"), await person("thuky", "SECRETARY")];
  const act = (actor, input) => ({ actor, editionId, now: clock.now(), input });
  for (let turn = 0; turn < 200; turn += 1) {
    const { undecided, prizes } = done(await code.currentRanking(db.prisma, editionId)).ranking;
    const tie = undecided[0];
    if (!tie) break;
    const left = prizes.find(({ tier, field }) => tier === tie.tier && field === tie.field).left;
    done(await code.choosePrize({ db }, act(chair, { tier: tie.tier, field: tie.field, entries: tie.entries.slice(0, left), reason: "Theo thứ tự mã số" })));
  }
  const version = async () => (await code.decisionOf(db.prisma, editionId))?.version ?? 0;
  done(await code.proposeResult({ db }, act(chair, undefined)));
  done(await code.approveResult({ db }, act(organiser, { version: await version() })));
  done(await code.signResult({ db }, act(secretary, { version: await version(), number: "1/QĐ-BTC", date: clock.now().toISOString().slice(0, 10) })));
  done(await code.publishResult({ db }, act(secretary, { version: await version() })));
  return editionId;
}

/** Sheets that are locked and opened again: two long events each, and nothing to compare afterwards. */
async function lengthen({ db, clock }, { appendToLedger, ledgerHead }, editionId) {
  for (let seq = (await ledgerHead(db.prisma, editionId))?.seq ?? 0; seq < EVENTS; ) {
    const events = Array.from({ length: Math.min(1_000, Math.ceil((EVENTS - seq) / 2)) }, (_, index) => {
      const about = { sheet: crypto.randomUUID(), round: "PRELIM", entry: `GD-${index}`, judge: "GK-01" };
      const both = [{ type: "SHEET_LOCKED", data: { ...about, scores: { novelty: "35.5", use: "21.25", effect: "20" }, total: "76.75" } }, { type: "SHEET_UNLOCKED", data: { ...about, reason: "0".repeat(64) } }];
      return both.map((event) => ({ ...event, actor: "system", at: clock.now(), editionId }));
    }).flat();
    await db.transact(async (tx) => ({ ok: true, value: await appendToLedger(tx, events) }));
    seq += events.length;
  }
}

const at = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
function timed(name, work) {
  const seconds = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    work();
    return (performance.now() - start) / 1000;
  });
  console.log(`  ${name}: ${at(seconds).toFixed(2)} s (${Math.min(...seconds).toFixed(2)} to ${Math.max(...seconds).toFixed(2)})`);
  return at(seconds);
}

console.log(`${ENTRIES} entries × 3 sheets; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}`);
await withApp("sealed", async ({ base, dataDir, cli }) => {
  const slug = cli("seed", "load", "--entries", String(ENTRIES), "--judges", String(Math.ceil(ENTRIES / 10)));
  const editionId = await withServices(dataDir, base, (services, code) => publish(services, code, slug));
  const file = join(dataDir, "bundle.zip");
  timed("bundle export", () => cli("bundle", "export", "--edition", slug, "--out", file));
  const whole = timed("bundle verify", () => cli("bundle", "verify", file));
  const empty = timed("a command that does nothing", () => cli("--help"));
  const bare = timed("reading, parsing and hashing the same bundle", () => {
    for (const bytes of Object.values(unzipSync(readFileSync(file)))) {
      createHash("sha256").update(bytes).digest("hex");
      for (const line of Buffer.from(bytes).toString().split("\n")) if (line !== "") JSON.parse(line);
    }
  });
  console.log(`  bundle of ${(readFileSync(file).length / 1e6).toFixed(1)} MB; verifying costs ${((whole - empty) / bare).toFixed(1)} times the bare reading`);
  await withServices(dataDir, base, (services, code) => lengthen(services, code, editionId));
  const walked = timed(`ledger verify of ${EVENTS} events`, () => cli("ledger", "verify", "--edition", slug));
  const rows = await withServices(dataDir, base, ({ db }) => db.pool.query(`SELECT * FROM "LedgerEvent" WHERE "chain" = $1 ORDER BY "seq"`, [editionId]));
  const hashed = timed("hashing the same events once", () => {
    for (const row of rows.rows) createHash("sha256").update(JSON.stringify(row)).digest("hex");
  });
  console.log(`  walking costs ${((walked - empty) / hashed).toFixed(1)} times the bare hashing`);
});
