// Whether staff pages stay as fast with 2,000 entries and 200 judges as with 50 and 12: `node tests/bench/list-pages.mjs`.
// One reader, one request after another; wall time as the reader sees it and processor time of the server's process.
import { cpus } from "node:os";
import { signIn, withApp } from "./lib/running-app.mjs";

const RUNS = 40;
const WARM_UP = 8;
const READER = "chutich@demo.example";
const SECRETARY = "thuky@demo.example";

/** address below the edition → who reads it; the last ones show all entries at once and are no lists */
const PAGES = {
  "": SECRETARY,
  "/bai-du-thi": SECRETARY,
  "/bai-du-thi?page=2": SECRETARY,
  "/bai-du-thi?q=may+gieo": SECRETARY,
  "/tieu-ban": SECRETARY,
  "/phan-cong": SECRETARY,
  "/xung-dot": SECRETARY,
  "/tien-do": SECRETARY,
  "/thanh-vien": SECRETARY,
  "/nhat-ky": SECRETARY,
  "/xep-hang": READER,
  "/ket-qua": READER,
};

async function measure(url, cookie, cpuSeconds) {
  const get = async () => {
    const start = performance.now();
    const answer = await fetch(url, { headers: { cookie, "accept-encoding": "gzip" }, redirect: "manual" });
    await answer.arrayBuffer();
    return { ms: performance.now() - start, status: answer.status };
  };
  for (let run = 0; run < WARM_UP; run += 1) await get();
  const before = cpuSeconds();
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await get());
  const cpu = ((cpuSeconds() - before) * 1000) / RUNS;
  const times = runs.map(({ ms }) => ms).toSorted((a, b) => a - b);
  return { status: runs[0]?.status ?? 0, ms: times[Math.floor(times.length / 2)] ?? Number.NaN, cpu };
}

const shown = ({ ms, cpu }) => `${ms.toFixed(1).padStart(7)} ms (${cpu.toFixed(1)} ms of processor)`;

await withApp("lists", async ({ base, cli, cpuSeconds }) => {
  const small = cli("seed", "load", "--entries", "50", "--judges", "12");
  const started = performance.now();
  const large = cli("seed", "load", "--entries", "2000", "--judges", "200");
  console.log(`staff pages, median of ${RUNS}; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, shared with the reader`);
  console.log(`seed load of 2,000 × 200 × 3: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  const cookies = new Map();
  for (const who of new Set(Object.values(PAGES))) cookies.set(who, await signIn(base, who));
  for (const [page, who] of Object.entries(PAGES)) {
    const few = await measure(`${base}/ban-to-chuc/${small}${page}`, cookies.get(who), cpuSeconds);
    const many = await measure(`${base}/ban-to-chuc/${large}${page}`, cookies.get(who), cpuSeconds);
    const status = few.status === 200 && many.status === 200 ? "" : `  (answers ${few.status}, ${many.status})`;
    console.log(`  ${(page || "/").padEnd(26)} 50: ${shown(few)}   2,000: ${shown(many)}   ratio ${(many.ms / few.ms).toFixed(2)}${status}`);
  }
});
