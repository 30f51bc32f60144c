// The last minute before a deadline, compressed: `node tests/bench/deadline-rush.mjs [entries]`.
// Every entrant has a session, a complete draft and one declared photo. Within one minute all of them send the photo (presign, PUT) and press
// "submit", more of them the nearer the deadline; readers and a secretary go on reading. A photo that was refused is sent once more after the receipt. Accounts and drafts are written through the data layer
// (the tests' factories) beforehand; everything that is timed goes over HTTP. Clients, server and PostgreSQL share the machine.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { createServer } from "vite";
import { signIn, withApp } from "./lib/running-app.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const ENTRIES = Number(process.argv[2] ?? 300);
/** entries submitted one after another before the rush, to compare with */
const CALM = 12;
const RUSH_MS = 60_000;
/** nobody presses in the very last moment: what is pressed in time is pressed at least so long before */
const MARGIN_MS = 250;
const EDITION = "sang-tao-ky-thuat-14";
const PART = "photos";
const READERS = { home: "/", announcement: `/cuoc-thi/${EDITION}`, search: "/tim-kiem?q=may+gieo", "entries (secretary)": `/ban-to-chuc/${EDITION}/bai-du-thi` };

const wait = (ms) => new Promise((wake) => setTimeout(wake, Math.max(0, ms)));
const at = (times, share) => times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
const shown = (times) => `median ${at(times, 0.5).toFixed(0)} ms, p95 ${at(times, 0.95).toFixed(0)} ms`;
const beside = (times, calm) => `${shown(times)} (${(at(times, 0.5) / at(calm, 0.5)).toFixed(1)} and ${(at(times, 0.95) / at(calm, 0.95)).toFixed(1)} times the calm ones: ${shown(calm)})`;

/** How many, and of which kinds. */
const kinds = (texts) => [texts.length, ...new Set(texts)].join(", ");

/** Runs `work` for all, a few at a time. */
async function forAll(items, work, width = 4) {
  const left = [...items.entries()];
  const results = [];
  const one = async () => {
    for (let next = left.shift(); next; next = left.shift()) results[next[0]] = await work(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: width }, one));
  return results;
}

/** The application's own modules, and the services over the data of the running server. */
async function openData(dataDir, base, work) {
  const vite = await createServer({ root, configFile: false, logLevel: "error", appType: "custom", server: { middlewareMode: true, hmr: false, ws: false, watch: null }, resolve: { alias: { "~": join(root, "app") } }, optimizeDeps: { noDiscovery: true } });
  try {
    const load = (path) => vite.ssrLoadModule(path);
    const [{ openServices }, { loadConfig }, { createLog }, { systemClock }] = await Promise.all(["composition", "platform/config/config", "platform/log/log", "platform/config/clock"].map((name) => load(`/app/${name}.server.ts`)));
    const config = loadConfig({ DATA_DIR: dataDir, PUBLIC_URL: base }, { mode: "cli" });
    const { services, close } = await openServices({ config, clock: systemClock, log: createLog("silent") });
    try {
      await work(services, { ...(await load("/app/features/people/accounts.server.ts")), ...(await load("/tests/factories/entries.ts")), ...(await load("/tests/support/sign-in.ts")) });
    } finally {
      await close();
    }
  } finally {
    await vite.close();
  }
}

/** A photo no two bytes of which repeat, about 100 kB. */
const photo = () => sharp(randomBytes(320 * 240 * 3), { raw: { width: 320, height: 240, channels: 3 } }).jpeg({ quality: 90 }).toBuffer();

/** Somebody signed in with a complete draft, whose photo is declared and not sent. */
async function entrant(services, code, edition, index) {
  const email = `phut-chot-${index}@bench.invalid`;
  const joined = await code.signUp(services, code.clientRequest(`198.51.${Math.floor(index / 250)}.${index % 250}`), { name: `Người nộp ${index}`, signInName: code.nameOf(email), password: randomUUID(), locale: "vi" });
  if (!joined.ok) throw new Error(joined.reason);
  const { userId, cookies } = joined.value;
  const cookie = cookies.getSetCookie().map((one) => one.split(";")[0]).join("; ");
  const bytes = await photo();
  const file = { key: randomUUID(), partKey: PART, name: "anh-may.jpg", size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex"), isHere: false };
  const actor = { userId, name: joined.value.name ?? "", email, phone: null, roles: [] };
  const entry = await code.makeEntry(services, edition, { owner: actor, state: "DRAFT", title: `Máy gieo lạc số ${index}`, authors: [{ fullName: `Trần Văn Thử ${index}`, birthDate: "1985-09-05", userId }], files: [file] });
  return { entryId: entry.id, cookie, file, bytes };
}

/** What the page of the last step sends when its button is pressed. */
async function readForm(base, { entryId, cookie }) {
  const page = await (await fetch(`${base}/bai-du-thi/${entryId}/sua/nop`, { headers: { cookie } })).text();
  const value = (name) => new RegExp(`<input(?=[^>]*name="${name}")[^>]*value="([^"]*)"`).exec(page)?.[1];
  const [version, commitment] = [value("version"), value("commitment")];
  if (!version || !commitment) throw new Error("the draft cannot be submitted");
  return new URLSearchParams({ intent: "submit", version, commitment });
}

/** The photo as the page's script sends it: an address is asked for, the bytes are put there. */
async function sendPhoto(base, { entryId, cookie, file, bytes }) {
  const asked = await fetch(`${base}/api/uploadthing?actionType=upload&slug=entryFile`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie, origin: base, referer: `${base}/bai-du-thi/${entryId}/sua/tep` },
    body: JSON.stringify({ input: { entryId, partKey: PART, fileKey: file.key }, files: [{ name: file.name, size: file.size, type: "image/jpeg", lastModified: 1 }] }),
  });
  const answer = await asked.json();
  if (!asked.ok) throw new Error(`no address: ${asked.status} ${answer.reason ?? answer.data?.reason ?? JSON.stringify(answer)}`);
  const [address] = answer;
  const body = new FormData();
  body.append("file", new Blob([bytes], { type: "image/jpeg" }), file.name);
  const put = await fetch(address.url, { method: "PUT", headers: { cookie, origin: base, range: "bytes=0-" }, body });
  await put.arrayBuffer();
  if (!put.ok) throw new Error(`PUT answers ${put.status}`);
}

/** Presses the button; "in" is a redirect to the receipt, "late" the answer that receipt is over. */
async function press(base, { entryId, cookie, form }) {
  const start = performance.now();
  try {
    const answer = await fetch(`${base}/bai-du-thi/${entryId}/sua/nop`, { method: "POST", headers: { cookie, origin: base }, body: form, redirect: "manual" });
    const text = await answer.text();
    const outcome = answer.status === 303 || answer.status === 302 ? "in" : /Đã quá hạn|Đã hết hạn/.test(text) && answer.status < 500 ? "late" : `answers ${answer.status}`;
    return { ms: performance.now() - start, outcome };
  } catch (error) {
    return { ms: performance.now() - start, outcome: String(error.cause?.code ?? error.message) };
  }
}

/** One reader for each page, again and again with a pause, until told to stop; times by page, and how many were not answered well. */
async function readUntil(base, cookies, isOver) {
  const times = {};
  let bad = 0;
  await Promise.all(
    Object.entries(READERS).map(async ([name, path]) => {
      times[name] = [];
      while (!isOver()) {
        const start = performance.now();
        const answer = await fetch(base + path, { headers: name.includes("secretary") ? { cookie: cookies.secretary } : {} }).catch(() => null);
        await answer?.arrayBuffer();
        times[name].push(performance.now() - start);
        if (answer?.status !== 200) bad += 1;
        await wait(200);
      }
    }),
  );
  return { times, bad };
}

/** Photos spread evenly over the rush, presses ever closer to its end; neither waits for the other. A refused photo is sent again in the end. */
async function rush(base, people, closesAt) {
  const begin = closesAt - RUSH_MS;
  const failed = [];
  const again = [];
  const results = await Promise.all(
    people.map(async (person, index) => {
      const share = (index + 0.5) / people.length;
      const sending = wait(begin + share * (RUSH_MS - 5_000) - Date.now()).then(() => sendPhoto(base, person)).then(() => true, (error) => void failed.push(error.message));
      await wait(begin + Math.sqrt(share) * (RUSH_MS - MARGIN_MS) - Date.now());
      const pressedAt = Date.now();
      const pressed = await press(base, person);
      if (!(await sending)) await sendPhoto(base, person).catch((error) => again.push(error.message));
      return { ...pressed, inTime: pressedAt <= closesAt };
    }),
  );
  return { results, failed, again };
}

await withApp("rush", async ({ base, dataDir }) => {
  await openData(dataDir, base, async (services, code) => {
    const { prisma } = services.db;
    const edition = await prisma.edition.findUniqueOrThrow({ where: { slug: EDITION } });
    const started = Date.now();
    const all = await forAll(Array.from({ length: ENTRIES + CALM }), (_, index) => entrant(services, code, edition, index));
    await forAll(all, async (person) => (person.form = await readForm(base, person)));
    console.log(`${ENTRIES} entrants in ${RUSH_MS / 1000} s; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, shared with the clients and PostgreSQL; prepared in ${((Date.now() - started) / 1000).toFixed(0)} s`);
    const cookies = { secretary: await signIn(base, "thuky@demo.example") };
    const [calmPeople, people] = [all.slice(0, CALM), all.slice(CALM)];
    await readUntil(base, cookies, ((end) => () => Date.now() > end)(Date.now() + 3_000));
    const calmReading = await readUntil(base, cookies, ((end) => () => Date.now() > end)(Date.now() + 15_000));
    const calm = [];
    for (const person of calmPeople) {
      await sendPhoto(base, person);
      calm.push(await press(base, person));
    }
    if (calm.some(({ outcome }) => outcome !== "in")) throw new Error(`without a rush: ${calm.map(({ outcome }) => outcome).join(", ")}`);

    // The last second of receipt counts whole; no grace, so that whatever comes late is told apart.
    const closesAt = Math.ceil((Date.now() + RUSH_MS + 1_000) / 1000) * 1000;
    await prisma.edition.update({ where: { id: edition.id }, data: { closesAt: new Date(closesAt), graceMinutes: 0 } });
    let isOver = false;
    const reading = readUntil(base, cookies, () => isOver);
    const { results, failed, again } = await rush(base, people, closesAt);
    isOver = true;
    const { times, bad } = await reading;

    const submitted = await prisma.entry.count({ where: { id: { in: people.map(({ entryId }) => entryId) }, state: "SUBMITTED" } });
    const arrived = await prisma.entryFile.count({ where: { key: { in: people.map(({ file }) => file.key) }, fileId: { not: null } } });
    const count = (wanted) => results.filter(wanted).length;
    console.log(`  pressed in time ${count(({ inTime }) => inTime)}: in ${count(({ inTime, outcome }) => inTime && outcome === "in")}, judged late ${count(({ inTime, outcome }) => inTime && outcome === "late")}; pressed late by this client's own delay ${count(({ inTime }) => !inTime)}`);
    console.log(`  failed submits ${count(({ outcome }) => outcome !== "in" && outcome !== "late")}; submitted in the database ${submitted} of ${people.length}`);
    console.log(`  files that arrived ${arrived} of ${people.length}; refused at first ${kinds(failed)}; when sent again after the receipt ${kinds(again)}`);
    console.log(`  submit: ${beside(results.map(({ ms }) => ms), calm.map(({ ms }) => ms))}`);
    for (const [name, page] of Object.entries(times)) console.log(`  ${name}: ${beside(page, calmReading.times[name])}`);
    console.log(`  pages not answered well: ${bad}`);
  });
});
