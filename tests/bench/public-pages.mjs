// How many readers the public pages serve: `node tests/bench/public-pages.mjs`. Starts the built application with its demo
// on a port and a data folder of its own. The same page is asked for at its address (kept in memory, checked against the
// stamp with each request) and with a slash at its end, where nothing is kept and every request is rendered.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { createServer } from "node:net";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const READERS = 16;
const SECONDS = 6;

/** @type {() => Promise<number>} */
async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

/** @type {(url: string, agent: Agent, headers?: Record<string, string>) => Promise<{ status: number, bytes: number, etag: string }>} */
function get(url, agent, headers = {}) {
  return new Promise((resolve, reject) => {
    request(url, { agent, headers: { "accept-encoding": "gzip", ...headers } }, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk) => (bytes += chunk.length));
      answer.on("end", () => resolve({ status: answer.statusCode, bytes, etag: answer.headers.etag ?? "" }));
    })
      .on("error", reject)
      .end();
  });
}

/** Readers who ask again as soon as they are answered. */
async function measure(name, url, headers) {
  const agent = new Agent({ keepAlive: true, maxSockets: READERS });
  for (let index = 0; index < 50; index += 1) await get(url, agent, headers);
  const times = [];
  const end = performance.now() + SECONDS * 1000;
  let last = { status: 0, bytes: 0 };
  const reader = async () => {
    while (performance.now() < end) {
      const start = performance.now();
      last = await get(url, agent, headers);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (part) => (times[Math.floor(times.length * part)] ?? 0).toFixed(1);
  const rate = Math.round(times.length / SECONDS);
  console.log(`  ${String(rate).padStart(5)}/s  median ${at(0.5)} ms, 99 of 100 within ${at(0.99)} ms  ${name} (${last.status}, ${last.bytes} bytes)`);
}

const dataDir = mkdtempSync(join(tmpdir(), "bench-public-"));
const port = await freePort();
const base = `http://localhost:${port}`;
const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "error", NODE_ENV: "production", SEED: "demo" };
const app = spawn(process.execPath, ["scripts/start.mjs"], { cwd: root, env, stdio: "ignore" });
try {
  const agent = new Agent();
  for (;;) {
    if (app.exitCode !== null) throw new Error("the application ended");
    if ((await get(`${base}/readyz`, agent).catch(() => null))?.status === 200) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const editions = await (await fetch(`${base}/api/v1/editions`)).json();
  const slug = (phase) => editions.find((edition) => edition.phase === phase)?.slug;
  const result = `${base}/cuoc-thi/${slug("PUBLISHED")}/ket-qua`;
  const announcement = `${base}/cuoc-thi/${slug("OPEN")}`;
  const { etag } = await get(result, agent);
  console.log(`public pages, ${READERS} readers at once for ${SECONDS} s; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, shared with the readers`);
  await measure("result page, rendered for each", `${result}/`);
  await measure("result page, kept", result);
  await measure("result page, kept, reader has it", result, { "if-none-match": etag });
  await measure("announcement, rendered for each", `${announcement}/`);
  await measure("announcement, kept", announcement);
  await measure("home page, kept", `${base}/`);
  await measure("results not yet published, kept", `${base}/cuoc-thi/${slug("JUDGING")}/ket-qua`);
} finally {
  app.kill("SIGTERM");
  if (app.exitCode === null) await once(app, "exit");
  rmSync(dataDir, { recursive: true, force: true });
}
