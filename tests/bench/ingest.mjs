// What the embedded ingest costs: `node tests/bench/ingest.mjs [megabytes]`. Three questions: how fast a large PUT is beside a bare
// Node server that streams to the same disk and flushes; how much memory it takes, one upload and eight at once; how many bytes
// go twice over a slow line that is cut ten times.
import { fork } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { cpus, loadavg } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

register();
const here = dirname(fileURLToPath(import.meta.url));
const { filmBytes } = await import("../factories/file-bytes.ts");
const { openBadLine } = await import("../support/bad-line.ts");

const MEGABYTE = 1_000_000;
const size = Number(process.argv[2] ?? 200) * MEGABYTE;
const RUNS = 7;
const BOUNDARY = "ranh-gioi-cua-phep-do";
const film = filmBytes({ payload: randomBytes(size) });
const sha256 = createHash("sha256").update(film).digest("hex");

/** A server in a process of its own, and what it said when it was ready. */
async function start(file) {
  const child = fork(join(here, "lib", file), { execArgv: file.endsWith(".ts") ? ["--import", "tsx"] : [], stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const [ready] = await once(child, "message");
  return { child, ...ready };
}

let asked = 0;
async function address(server, of = { size: film.length, sha256 }) {
  const id = (asked += 1);
  const answered = new Promise((resolve) => {
    const take = (message) => {
      if (message.id !== id) return;
      server.child.off("message", take);
      resolve(message);
    };
    server.child.on("message", take);
  });
  server.child.send({ id, ...of });
  const { target, problem } = await answered;
  if (problem) throw new Error(JSON.stringify(problem));
  return target;
}

function framed(start) {
  const head = Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="x"\r\nContent-Type: video/mp4\r\n\r\n`);
  return [head, film.subarray(start), Buffer.from(`\r\n--${BOUNDARY}--\r\n`)];
}

/** Sends buffers; answers status, headers and milliseconds. */
function send(origin, { method = "PUT", path, headers = {}, parts = [] }) {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    const sent = request(`${origin}${path}`, { method, agent: false, headers: { ...headers, ...(parts.length > 0 && { "content-length": length }) } }, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks).toString(), ms: performance.now() - begun }));
    });
    let goOn = () => {};
    for (const event of ["drain", "close", "error"]) sent.on(event, () => goOn());
    sent.on("error", reject);
    void (async () => {
      for (const part of parts)
        for (let at = 0; at < part.length; at += 262_144) {
          if (sent.destroyed) return;
          if (!sent.write(part.subarray(at, at + 262_144))) await new Promise((resume) => (goOn = resume));
        }
      sent.end();
    })();
  });
}

const headersFor = (server, start) => ({ cookie: server.cookie, range: `bytes=${start}-`, "content-type": `multipart/form-data; boundary=${BOUNDARY}` });

async function put(server, target, { origin = server.origin, start = 0 } = {}) {
  const answer = await send(origin, { path: target, headers: headersFor(server, start), parts: framed(start) });
  if (answer.status !== 200 || JSON.parse(answer.body).fileHash !== sha256) throw new Error(`${answer.status} ${answer.body}`);
  return answer;
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const rate = (ms) => film.length / MEGABYTE / (ms / 1000);

async function speed(ingest, bare) {
  const times = { ingest: [], bare: [] };
  for (let run = 0; run <= RUNS; run += 1) {
    const plain = await send(bare.origin, { path: "/", parts: framed(0) });
    const { ms } = await put(ingest, await address(ingest));
    // The first of each warms the page cache and the compiler.
    if (run > 0) times.bare.push(plain.ms);
    if (run > 0) times.ingest.push(ms);
  }
  const ratios = times.ingest.map((ms, index) => times.bare[index] / ms);
  console.log(`  bare Node PUT with fsync   median ${rate(median(times.bare)).toFixed(0)} MB/s`);
  console.log(`  ingest                     median ${rate(median(times.ingest)).toFixed(0)} MB/s, ${(median(ratios) * 100).toFixed(0)} % of the bare one (pairs: ${ratios.map((one) => (one * 100).toFixed(0)).join(", ")})`);
}

const memory = (pid, name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1000;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Highest memory of the server while something runs. */
async function peak(server, work) {
  writeFileSync(`/proc/${server.child.pid}/clear_refs`, "5");
  await work();
  return memory(server.child.pid, "VmHWM");
}

async function memoryOf(idle, server) {
  const one = await peak(server, async () => put(server, await address(server)));
  console.log(`  memory: idle ${idle.toFixed(0)} MB; one upload +${(one - idle).toFixed(0)} MB`);
  const targets = [];
  for (let index = 0; index < 8; index += 1) targets.push(await address(server));
  const eight = await peak(server, () => Promise.all(targets.map((target) => put(server, target))));
  console.log(`  memory: eight uploads at once +${(eight - idle).toFixed(0)} MB`);
}

/** Ten cuts of a slow line; each time the client asks where to go on and sends the rest. */
async function cuts(server) {
  const line = await openBadLine(server.origin);
  line.limit(20 * MEGABYTE);
  const target = await address(server);
  line.cutAt(...Array.from({ length: 10 }, () => Math.floor(film.length / 11.5)));
  let tries = 0;
  for (;;) {
    tries += 1;
    const head = await send(line.origin, { method: "HEAD", path: target, headers: { cookie: server.cookie } }).catch(() => null);
    const start = Number(head?.headers["x-ut-range-start"] ?? 0);
    const answer = await put(server, target, { origin: line.origin, start }).catch((error) => error);
    if (!(answer instanceof Error)) break;
    if (tries > 30) throw answer;
  }
  const more = line.sentBytes() / film.length - 1;
  console.log(`  ten cuts on a line of 20 MB/s: whole after ${tries} tries, ${(more * 100).toFixed(2)} % of the bytes sent twice (addresses and cookies counted)`);
  await line.close();
}

console.log(`${(film.length / MEGABYTE).toFixed(0)} MB; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "?"}, load ${loadavg()[0].toFixed(1)}; client and server on this machine`);
const ingest = await start("ingest-server.ts");
const bare = await start("bare-put.mjs");
try {
  await pause(3_000);
  const idle = memory(ingest.child.pid, "VmRSS");
  if (process.platform === "linux") await memoryOf(idle, ingest);
  await speed(ingest, bare);
  await cuts(ingest);
} finally {
  for (const { child } of [ingest, bare]) {
    child.send({ id: 0 });
    await once(child, "exit");
  }
}
