// What sending and taking a large package of nominated entries takes of memory: `npx tsx tests/bench/packages.mjs [megabytes]`.
// Two installations of their own, one contest with films; the package is made, checked, laid by and imported by the application's own
// commands, each in a process of its own whose memory is told. The same with a small package beside it: what is over is what grows with size.
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { openServices } from "../../app/composition.server.ts";
import { findEdition } from "../../app/features/contests/edition-access.server.ts";
import { importFromFile } from "../../app/features/upward/import-file.server.ts";
import { importStaged } from "../../app/features/upward/import-staged.server.ts";
import { NO_MAPPING } from "../../app/features/upward/plan-import.server.ts";
import { trustKey } from "../../app/features/upward/senders.server.ts";
import { stagedOf, stagePackage } from "../../app/features/upward/stage-package.server.ts";
import { fixedClock } from "../../app/platform/config/clock.server.ts";
import { loadConfig } from "../../app/platform/config/config.server.ts";
import { createLog } from "../../app/platform/log/log.server.ts";
import { fingerprintOf, loadSigner } from "../../app/platform/signing/signer.server.ts";
import { makeEdition } from "../factories/editions.ts";
import { filmBytes } from "../factories/file-bytes.ts";
import { makeUser } from "../factories/people.ts";
import { makeSendingContest, nominate, packed } from "../factories/upward.ts";

const MEGABYTE = 1_000_000;
const FILM_MB = 400;
const DAY = new Date("2026-11-22T08:00:00.000Z");

const open = (dataDir) => openServices({ config: loadConfig({ DATA_DIR: dataDir }, { mode: "cli" }), clock: fixedClock(DAY), log: createLog("silent") });

/** A film with much behind it that nobody plays; of every byte only a part is in memory. */
function* film(bytes) {
  const head = filmBytes();
  yield head;
  const box = Buffer.alloc(8);
  box.writeUInt32BE(bytes);
  box.write("free", 4, "latin1");
  yield box;
  const piece = randomBytes(MEGABYTE);
  for (let left = bytes - box.length; left > 0; left -= MEGABYTE) yield piece.subarray(0, Math.min(left, MEGABYTE));
}

async function addFilm({ db, files }, entryId, bytes) {
  const stored = await files.save(Readable.from(film(bytes)));
  const [original, row] = [await files.save(filmBytes()), await db.prisma.entryFile.findFirstOrThrow({ where: { version: { entryId } }, include: { version: { include: { entry: true } } } })];
  const { editionId, ownerId } = row.version.entry;
  const { id } = await db.prisma.storedFile.create({
    data: {
      editionId, store: "LOCAL", storageName: original.name, size: original.size, sha256: original.sha256, family: "VIDEO", mime: "video/mp4", processing: "DONE", uploadedById: ownerId,
      variants: { create: { kind: "CLEAN", storageName: stored.name, mime: "video/mp4", size: stored.size } },
    },
  });
  await db.prisma.entryFile.update({ where: { id: row.id }, data: { fileId: id, name: "phim.mp4", size: original.size, sha256: original.sha256 } });
}

const parts = {
  /** a published contest whose winners have films; @returns its name */
  async prepare(dataDir, megabytes) {
    const { services, close } = await open(dataDir);
    const sizes = [];
    for (let left = Number(megabytes); left > 0; left -= FILM_MB) sizes.push(Math.min(left, FILM_MB) * MEGABYTE);
    const entries = Math.max(2, sizes.length);
    const contest = await makeSendingContest(services, { entries, prizes: entries });
    for (const [index, size] of sizes.entries()) await addFilm(services, contest.entries[index].id, size);
    await nominate(services, contest, contest.entries.map((_, index) => index));
    const { publicKey } = await loadSigner(services.config);
    const told = { slug: contest.edition.slug, publicKey };
    await close();
    return told;
  },
  async receiver(dataDir, publicKey) {
    const { services, close } = await open(dataDir);
    await trustKey(services, { fingerprint: fingerprintOf(publicKey), publicKey, name: "Cẩm Xuyên", actorId: "system", now: DAY });
    const slugs = [];
    for (const _ of [1, 2]) {
      const { edition } = await makeEdition(services, { phase: "SCREENING", kind: "YOUTH" });
      await makeUser(services, { role: "SECRETARY", editionId: edition.id });
      slugs.push(edition.slug);
    }
    await close();
    return { slugs };
  },
  async export(dataDir, slug, path, recipient) {
    const { services, close } = await open(dataDir);
    const made = await packed(services, await findEdition(services, slug), { recipient });
    await pipeline(Readable.fromWeb(made.bytes()), createWriteStream(path));
    const { size } = await stat(path);
    if (size !== made.length) throw new Error(`${size} bytes where ${made.length} were foretold`);
    await close();
    return { size };
  },
  /** as the command line takes it */
  async import(dataDir, slug, path) {
    const { services, close } = await open(dataDir);
    const done = await importFromFile(services, { path, slug, mapping: NO_MAPPING, dryRun: false, now: DAY });
    if (!done.ok) throw new Error(`${done.reason} ${done.stops ?? ""}`);
    await close();
    return { entries: done.value.entries.length };
  },
  /** as pages take it, from where the upload lies */
  async upload(dataDir, slug, path) {
    const { services, close } = await open(dataDir);
    const edition = await findEdition(services, slug);
    const { userId } = await services.db.prisma.membership.findFirstOrThrow({ where: { editionId: edition.id, role: "SECRETARY" } });
    const actor = { userId, name: "", email: "", phone: null, roles: [{ role: "SECRETARY", editionId: edition.id, unitId: null }] };
    const written = await services.files.spool.write(createReadStream(path));
    const file = { field: "package", name: "goi.zip", declaredType: "application/zip", size: written.size, sha256: written.sha256, storageName: written.name, path: written.path };
    const staged = await stagePackage(services, { actor, edition, file, now: DAY });
    if (!staged.ok) throw new Error(staged.reason);
    const found = await stagedOf(services, { edition, id: staged.value.id, now: DAY });
    const done = await importStaged(services, { actor, edition, staged: found, packageId: found.opened.manifest.packageId, mapping: NO_MAPPING, now: DAY });
    if (!done.ok) throw new Error(done.reason);
    await close();
    return {};
  },
};

/** Does a part in a process of its own: what it told, its time and its memory. */
function inProcess(part, ...args) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), "--part", part, ...args.map(String)], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${part}: ${stderr}`);
  return { seconds: (performance.now() - start) / 1000, ...JSON.parse(stdout.split("\n").at(-2)) };
}

async function hashed(path) {
  const start = performance.now();
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  hash.digest("hex");
  return (performance.now() - start) / 1000;
}

async function measure(megabytes) {
  const folder = await mkdtemp(join(tmpdir(), "packages-"));
  try {
    const [sender, receiver, first, second] = ["a", "b", "goi.zip", "goi-2.zip"].map((name) => join(folder, name));
    const { slug, publicKey } = inProcess("prepare", sender, megabytes).told;
    const { slugs } = inProcess("receiver", receiver, publicKey).told;
    const made = inProcess("export", sender, slug, first, "Lần một");
    const bare = await hashed(first);
    const taken = inProcess("import", receiver, slugs[0], first);
    await rm(first);
    inProcess("export", sender, slug, second, "Lần hai");
    const uploaded = inProcess("upload", receiver, slugs[1], second);
    const line = (name, { seconds, rss }) => console.log(`  ${name.padEnd(24)} ${seconds.toFixed(1)} s, resident at most ${rss} MB`);
    console.log(`package of ${(made.told.size / MEGABYTE).toFixed(0)} MB in ${taken.told.entries} entries; hashing it once takes ${bare.toFixed(1)} s`);
    line("made and written", made);
    line("checked and imported", taken);
    line("uploaded and imported", uploaded);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const [flag, part, ...args] = process.argv.slice(2);
if (flag === "--part") {
  const told = await parts[part](...args);
  process.stdout.write(`${JSON.stringify({ told, rss: Math.round(process.resourceUsage().maxRSS / 1024) })}\n`);
} else {
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0].toFixed(0)}`);
  await measure(2);
  await measure(Number(flag ?? 2_200));
}
process.exit(0);
