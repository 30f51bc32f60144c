// How long it takes to find the conflicts of interest of 2,000 entries and 200 judges, beside 10,000 entries of earlier editions:
// `node tests/bench/conflicts.mjs [earlier entries]`. Whole, and when one person, one contact or one entry changes. The rules alone
// (no difference to record), and a first run that records everything with the ledger.
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const ENTRIES = 2_000;
const JUDGES = 200;
const UNITS = 400;
const EARLIER = Number(process.argv[2] ?? 10_000);
const PAST_EDITIONS = 5;
const RUNS = 15;

const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

async function makeEditions(prisma) {
  const day = (offset) => new Date(Date.now() + offset * 86_400_000);
  const common = { kind: "YOUTH", period: "2026", hostName: "Đơn vị giả định", hostLevel: "COMMUNE", letterheadParent: "", letterheadBody: "", place: "", tieBreak: [] };
  const ids = [];
  for (let number = 0; number <= PAST_EDITIONS; number += 1) {
    const [opensAt, closesAt, screeningEndsAt, judgingEndsAt] = (number === 0 ? [-10, 10, 20, 40] : [-400, -380, -370, -350]).map(day);
    const edition = { ...common, slug: `do-${number}`, number, title: `Cuộc thi đo ${number}`, codePrefix: `DO-${number}`, announcedAt: day(-500), opensAt, closesAt, screeningEndsAt, judgingEndsAt, publishedAt: number === 0 ? null : day(-340) };
    ids.push((await prisma.edition.create({ data: edition })).id);
  }
  return ids;
}

/** Two authors an entry, with unit, telephone, address and guardian; every hundredth was written by a judge, some with the same co-authors as before. */
async function fill(pool, editions) {
  const sql = (text, values = []) => pool.query(text, values);
  await sql(`INSERT INTO "Unit" ("id", "kind", "name", "updatedAt") SELECT gen_random_uuid(), 'SCHOOL', 'Trường đo ' || n, now() FROM generate_series(1, ${UNITS}) n`);
  await sql(`INSERT INTO "User" ("id", "name", "email", "updatedAt") VALUES ('owner', 'Người nộp', 'owner@bench.test', now())`);
  await sql(`INSERT INTO "User" ("id", "name", "email", "phone", "updatedAt")
    SELECT 'judge-' || n, (ARRAY['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng'])[1 + n % 5] || ' Văn ' || n, '849' || lpad(n::text, 8, '0') || '@phone.invalid', '+849' || lpad(n::text, 8, '0'), now() FROM generate_series(1, ${JUDGES}) n`);
  await sql(`INSERT INTO "User" ("id", "name", "email", "updatedAt") SELECT 'person-' || n, 'Người ' || n, 'person-' || n || '@bench.test', now() FROM generate_series(1, 5000) n`);
  const unit = (n) => `(SELECT "id" FROM (SELECT "id", row_number() OVER (ORDER BY "name") AS r FROM "Unit") u WHERE u.r = 1 + (${n}) % ${UNITS})`;
  await sql(`INSERT INTO "Judge" ("id", "editionId", "userId", "code", "unitId") SELECT gen_random_uuid(), $1, 'judge-' || n, 'GK' || n, ${unit("n")} FROM generate_series(1, ${JUDGES}) n`, [editions[0]]);
  await sql(`INSERT INTO "Judge" ("id", "editionId", "userId", "code", "unitId") SELECT gen_random_uuid(), $1, 'judge-' || n, 'GK' || n, ${unit("n * 7")} FROM generate_series(1, ${JUDGES}) n`, [editions[1]]);
  await sql(`INSERT INTO "PersonContact" ("id", "userId", "kind", "value", "createdById") SELECT gen_random_uuid(), 'judge-' || n, 'EMAIL', 'judge-' || n || '@rieng.test', 'owner' FROM generate_series(1, ${JUDGES}) n`);
  await sql(`INSERT INTO "PersonContact" ("id", "userId", "kind", "value", "createdById") SELECT gen_random_uuid(), 'judge-' || n, 'ADDRESS', 'Số ' || n || ', đường Trần Phú, Cẩm Xuyên', 'owner' FROM generate_series(1, ${JUDGES}) n`);
  await writeEntries(sql, unit, [editions[0]], ENTRIES);
  await writeEntries(sql, unit, editions.slice(1), EARLIER);
  await sql("VACUUM (ANALYZE)");
}

async function writeEntries(sql, unit, editions, count) {
  await sql(`INSERT INTO "Entry" ("id", "editionId", "code", "state", "screening", "ownerId", "title", "updatedAt", "submittedAt", "importRef")
    SELECT gen_random_uuid(), ($1::uuid[])[1 + n % array_length($1::uuid[], 1)], 'DO-' || n, 'SUBMITTED', 'QUALIFIED', 'owner', 'Bài ' || n, now(), now(), n::text FROM generate_series(1, ${count}) n`, [editions]);
  await sql(`INSERT INTO "EntryVersion" ("id", "entryId", "number", "state", "unitId", "supervisorName", "supervisorPhone")
    SELECT gen_random_uuid(), e."id", 1, 'SUBMITTED', ${unit(`e."importRef"::int`)}, 'Thầy ' || e."importRef", '+8497' || lpad(e."importRef", 7, '0') FROM "Entry" e WHERE e."editionId" = ANY($1::uuid[])`, [editions]);
  await sql(`INSERT INTO "EntryAuthor" ("id", "versionId", "key", "position", "fullName", "phone", "email", "address", "unitId", "guardianName", "guardianPhone")
    SELECT gen_random_uuid(), v."id", gen_random_uuid(), p, (ARRAY['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng'])[1 + (m + p) % 5] || ' Thị ' || m,
           CASE WHEN m % 100 = 0 AND p = 1 THEN '09' || lpad((1 + m / 100 % ${JUDGES})::text, 8, '0') ELSE '038' || lpad((m * 2 + p)::text, 7, '0') END,
           'tac.gia.' || (m % 3000) || '.' || p || '@bench.test', (m % 900) || ' Trần Phú, thị trấn Cẩm Xuyên', v."unitId", 'Phụ huynh ' || m, '+8496' || lpad(m::text, 7, '0')
      FROM "EntryVersion" v JOIN "Entry" e ON e."id" = v."entryId" CROSS JOIN LATERAL (SELECT e."importRef"::int AS m) x CROSS JOIN generate_series(1, 2) p WHERE e."editionId" = ANY($1::uuid[])`, [editions]);
}

const dataDir = mkdtempSync(join(tmpdir(), "bench-conflicts-"));
const vite = await createServer({ root, configFile: false, logLevel: "error", server: { middlewareMode: true, watch: null, hmr: false, ws: false }, appType: "custom", resolve: { alias: { "~": join(root, "app") } }, optimizeDeps: { noDiscovery: true } });
try {
  const load = (path) => vite.ssrLoadModule(`/app/${path}`);
  const [{ openServices }, { loadConfig }, { createLog }, { systemClock }] = await Promise.all([load("composition.server.ts"), load("platform/config/config.server.ts"), load("platform/log/log.server.ts"), load("platform/config/clock.server.ts")]);
  const { refreshConflicts } = await load("data/conflicts-found.server.ts");
  const { services, close } = await openServices({ config: loadConfig({ DATA_DIR: dataDir, PUBLIC_URL: "http://localhost:3000" }, { mode: "test" }), clock: systemClock, log: createLog("silent") });
  try {
    const { db } = services;
    const editions = await makeEditions(db.prisma);
    await fill(db.pool, editions);
    const [editionId] = editions;
    const refresh = (scope = {}) => db.transact((tx) => refreshConflicts(tx, { editionId, now: new Date(), ...scope }));
    const timed = async (work) => {
      const start = performance.now();
      const value = await work();
      return { value, ms: performance.now() - start };
    };
    const first = await timed(() => refresh());
    await db.pool.query("VACUUM (ANALYZE)");
    console.log(`${ENTRIES} entries × ${JUDGES} judges, ${EARLIER} earlier entries; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, shared with PostgreSQL`);
    const kinds = await db.pool.query(`SELECT "kind", count(*)::int AS n FROM "Conflict" WHERE "liftedAt" IS NULL GROUP BY 1 ORDER BY 1`);
    console.log(`first run, recorded with the ledger: ${first.ms.toFixed(0)} ms, ${first.value.recorded} conflicts (${kinds.rows.map(({ kind, n }) => `${kind} ${n}`).join(", ")})`);
    const entry = (await db.prisma.entry.findFirstOrThrow({ where: { editionId, importRef: "700" } })).id;
    const cases = { "all of it": {}, "one person": { userIds: ["judge-17"] }, "one entry": { entryId: entry } };
    for (const [name, scope] of Object.entries(cases)) {
      const times = [];
      for (let run = 0; run < RUNS; run += 1) times.push((await timed(() => refresh(scope))).ms);
      console.log(`${name.padEnd(12)} median ${median(times).toFixed(1)} ms, slowest ${Math.max(...times).toFixed(1)} ms of ${RUNS}`);
    }
    const changed = await timed(async () => {
      await db.prisma.personContact.create({ data: { userId: "judge-17", kind: "PHONE", value: "+84380001401", createdById: "owner" } });
      return refresh({ userIds: ["judge-17"] });
    });
    console.log(`a contact is noted: ${changed.ms.toFixed(1)} ms, ${changed.value.recorded} more`);
  } finally {
    await close();
  }
} finally {
  await vite.close();
  rmSync(dataDir, { recursive: true, force: true });
}
