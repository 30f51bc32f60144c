// How many dossiers a second become papers, and whether pages stay quick meanwhile: `node tests/bench/papers.mjs`.
// The built application with its demo; the drawing runs in one thread beside the server's own.
import { cpus } from "node:os";
import { signIn, withApp } from "./lib/running-app.mjs";

const EDITION = "sang-tao-thanh-thieu-nien-18";
const SECRETARY = "thuky@demo.example";
const FILES = ["phieu-dang-ky.pdf", "phieu-dang-ky.docx", "ho-so.pdf"];
const ROUNDS = 2;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function timed(url, cookie) {
  const start = performance.now();
  const answer = await fetch(url, { headers: { cookie }, redirect: "manual" });
  const bytes = (await answer.arrayBuffer()).byteLength;
  if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}`);
  return { ms: performance.now() - start, bytes };
}

/** Answers of a page while `work` runs, in milliseconds. */
async function pagesDuring(url, work) {
  const times = [];
  let running = true;
  const ended = work().finally(() => (running = false));
  while (running) {
    times.push((await timed(url, "")).ms);
    await new Promise((wake) => setTimeout(wake, 50));
  }
  return { outcome: await ended, times };
}

await withApp("papers", async ({ base, cpuSeconds }) => {
  const cookie = await signIn(base, SECRETARY);
  const staff = `${base}/ban-to-chuc/${EDITION}`;
  const list = await (await fetch(`${staff}/bai-du-thi`, { headers: { cookie } })).text();
  const ids = [...new Set([...list.matchAll(/bai-du-thi\/([0-9a-f-]{36})/g)].map((match) => match[1]))];
  const papers = (file) => ids.map((id) => `${staff}/bai-du-thi/${id}/giay-to/${file}`);
  const submitted = [];
  for (const url of papers("phieu-dang-ky.docx")) if ((await fetch(url, { headers: { cookie } })).status === 200) submitted.push(url.replace(/[^/]+$/, ""));
  console.log(`${submitted.length} submitted entries; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, shared with the reader`);
  for (const file of FILES) {
    await timed(`${submitted[0]}${file}`, cookie);
    const before = cpuSeconds();
    const runs = [];
    for (let round = 0; round < ROUNDS; round += 1) for (const folder of submitted) runs.push(await timed(`${folder}${file}`, cookie));
    const seconds = runs.reduce((sum, { ms }) => sum + ms, 0) / 1000;
    console.log(`  ${file.padEnd(20)} ${(runs.length / seconds).toFixed(1).padStart(5)} a second, median ${median(runs.map(({ ms }) => ms)).toFixed(0)} ms, ${((cpuSeconds() - before) / runs.length).toFixed(2)} s of processor, ${(median(runs.map(({ bytes }) => bytes)) / 1000).toFixed(0)} kB`);
  }
  const quiet = [];
  for (let run = 0; run < 30; run += 1) quiet.push((await timed(`${base}/dang-nhap`, "")).ms);
  const { outcome, times } = await pagesDuring(`${base}/dang-nhap`, () => timed(`${staff}/ho-so.zip`, cookie));
  console.log(`  zip of all: ${(outcome.ms / 1000).toFixed(1)} s, ${(outcome.bytes / 1e6).toFixed(1)} MB; a page meanwhile: median ${median(times).toFixed(0)} ms (${median(quiet).toFixed(0)} ms when nothing else runs), slowest ${Math.max(...times).toFixed(0)} ms`);
});
