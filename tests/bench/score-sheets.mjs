// Saving and locking score sheets with many judges at once: `node tests/bench/score-sheets.mjs [judges] [form]`.
// 60 judges with a session and 20 sheets each, over HTTP to the built application. Saves change a score and a sentence, as HotCRP's "small edit" did;
// `form` sends them as the page's own form instead of the JSON of its script. Beside it, alternately, a bare Express server that reads the session and
// writes one row in a transaction of the same PostgreSQL. Processor time is that of the server and of PostgreSQL, without the clients'.
import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";
import { withApp } from "./lib/running-app.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const JUDGES = Number(process.argv[2] ?? 60);
const BY_FORM = process.argv.includes("form");
const ENTRIES_EACH = 20;
const SECONDS = 8;
const ROUNDS = 3;
/** of a judge's sheets in each round: these one by one, those in one go */
const [LOCKED_BY_ONE, LOCKED_TOGETHER] = [4, 2];
/** how long a judge thinks between two changes while all 60 score: faster than people are */
const THINK_MS = 700;

const wait = (ms) => new Promise((wake) => setTimeout(wake, ms));
const at = (numbers, share) => numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? Number.NaN;
const spread = (numbers, digits = 1) => `${at(numbers, 0.5).toFixed(digits)} (${Math.min(...numbers).toFixed(digits)} to ${Math.max(...numbers).toFixed(digits)})`;

/** The application's own modules, and the services over the data of the running server. */
async function openData(dataDir, base, work) {
  const server = { middlewareMode: true, hmr: false, ws: false, watch: null };
  const vite = await createServer({ root, configFile: false, logLevel: "error", appType: "custom", server, resolve: { alias: { "~": join(root, "app") } }, optimizeDeps: { noDiscovery: true } });
  try {
    const load = (path) => vite.ssrLoadModule(path);
    const [{ openServices }, { loadConfig }, { createLog }, { systemClock }] = await Promise.all(["composition", "platform/config/config", "platform/log/log", "platform/config/clock"].map((name) => load(`/app/${name}.server.ts`)));
    const { services, close } = await openServices({ config: loadConfig({ DATA_DIR: dataDir, PUBLIC_URL: base }, { mode: "cli" }), clock: systemClock, log: createLog("silent") });
    try {
      const code = await Promise.all(["app/features/people/accounts.server", "app/data/assignments.server", "tests/factories/editions", "tests/factories/entries", "tests/factories/judging", "tests/support/sign-in"].map((path) => load(`/${path}.ts`)));
      await work(services, Object.assign({}, ...code));
    } finally {
      await close();
    }
  } finally {
    await vite.close();
  }
}

/** Judges with a session and their sheets, nothing on them yet. */
async function prepare(services, code) {
  const made = await code.makeEdition(services, { phase: "JUDGING" });
  const editionId = made.edition.id;
  const people = [];
  for (let index = 0; index < JUDGES; index += 1) {
    const joined = await code.signUp(services, code.clientRequest(`198.51.100.${index % 250}`), { name: `Giám khảo ${index}`, signInName: code.nameOf(`cham-${index}@bench.invalid`), password: randomUUID(), locale: "vi" });
    if (!joined.ok) throw new Error(joined.reason);
    const { userId, cookies, name } = joined.value;
    people.push({ cookie: cookies.getSetCookie().map((one) => one.split(";")[0]).join("; "), actor: { userId, name: name ?? "", email: "", phone: null, roles: [] } });
  }
  const { panel, judges } = await code.makePanel(services, made, { judges: people.map(({ actor }) => actor) });
  const entries = [];
  for (let index = 0; index < (JUDGES * ENTRIES_EACH) / 3; index += 1) entries.push(await code.makeEntry(services, made.edition, { state: "SUBMITTED", screening: "QUALIFIED", title: `Máy gieo lạc số ${index}` }));
  const pairs = entries.flatMap(({ id }, index) => [0, 1, 2].map((turn) => ({ entryId: id, judgeId: judges[(index * 3 + turn) % JUDGES].id, panelId: panel.id })));
  await services.db.transact((tx) => code.makeAssignments(tx, { editionId, roundId: panel.roundId, pairs, actorId: "system", now: services.clock.now() }));
  const rows = await services.db.prisma.assignment.findMany({ where: { editionId }, select: { id: true, judgeId: true } });
  const criteria = made.rubrics.find(({ roundCode }) => roundCode === "PRELIM")?.criteria ?? [];
  await services.db.pool.query("ANALYZE");
  return people.map(({ cookie }, index) => ({ cookie, criteria, turn: 0, sheets: rows.filter(({ judgeId }) => judgeId === judges[index].id).map(({ id }) => ({ id, version: 0 })) }));
}

const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

function send(base, path, { cookie, type, body }) {
  return new Promise((done, failed) => {
    const { hostname, port } = new URL(base);
    const headers = { cookie, origin: base, "content-type": type, "content-length": Buffer.byteLength(body) };
    const sent = request({ hostname, port, path, method: "POST", headers, agent }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part) => (text += part)).on("end", () => done({ status: answer.statusCode, location: answer.headers.location ?? "", text }));
    });
    // a kept connection the server had closed already: nothing was read from it
    sent.on("error", (error) => (sent.reusedSocket && error.code === "ECONNRESET" ? send(base, path, { cookie, type, body }).then(done, failed) : failed(error))).end(body);
  });
}

const scoresOf = ({ criteria, turn }) => Object.fromEntries(criteria.map(({ id }, index) => [id, String(5 + ((turn + index) % 5))]));
const remarkOf = ({ turn }) => `Ý tưởng rõ, mẫu chạy được ngoài ruộng; cần số liệu so sánh với cách gieo tay. Lần xem ${turn}. `.repeat(3);

/** One save of the judge's next sheet, answered "saved"; the sheet's version goes along. */
async function save(base, judge, byForm = BY_FORM) {
  const sheet = judge.sheets[judge.turn % judge.sheets.length];
  judge.turn += 1;
  const [scores, remark] = [scoresOf(judge), remarkOf(judge)];
  const start = performance.now();
  if (byForm) {
    const body = new URLSearchParams({ intent: "save", version: String(sheet.version), remark, ...Object.fromEntries(Object.entries(scores).map(([id, value]) => [`diem-${id}`, value])) });
    const { status } = await send(base, `/cham-thi/${sheet.id}`, { cookie: judge.cookie, type: "application/x-www-form-urlencoded", body: String(body) });
    if (status !== 303 && status !== 302) throw new Error(`the form answers ${status}`);
    sheet.version += 1;
  } else {
    const one = { id: randomUUID(), assignment: sheet.id, base: sheet.version, scores, remarks: {}, remark, note: "", deviceAt: new Date().toISOString() };
    const { status, text } = await send(base, "/cham-thi/luu", { cookie: judge.cookie, type: "application/json", body: JSON.stringify({ saves: [one] }) });
    const answer = status === 200 ? JSON.parse(text).answers[0] : { outcome: status };
    if (answer.outcome !== "saved") throw new Error(`the save is ${answer.outcome}: ${text.slice(0, 200)}`);
    sheet.version = answer.version;
  }
  return performance.now() - start;
}

async function lock(base, { cookie }, sheet) {
  const start = performance.now();
  const body = String(new URLSearchParams({ intent: "lock", version: String(sheet.version) }));
  const { status, location } = await send(base, `/cham-thi/${sheet.id}`, { cookie, type: "application/x-www-form-urlencoded", body });
  if (status !== 303 || !location.includes("da=khoa")) throw new Error(`locking answers ${status} ${location}`);
  return performance.now() - start;
}

/** Locks what the judge read back together, by the page for that; the time for one sheet. */
async function lockTogether(base, { cookie }, sheets) {
  const start = performance.now();
  const fields = sheets.map(({ id, version }) => ["phieu", `${id}:${version}`]);
  const { status, location } = await send(base, "/cham-thi/doc-lai", { cookie, type: "application/x-www-form-urlencoded", body: String(new URLSearchParams([...fields, ["intent", "lock"]])) });
  if (status !== 303 || !location.includes(`so=${sheets.length}`)) throw new Error(`locking together answers ${status} ${location}`);
  return performance.now() - start;
}

/** Runs `act` of each worker again and again for some seconds; times of all, and processor time by process for each of the `each` things a call does. */
async function measure(workers, act, { seconds = SECONDS, thinkMs = 0, cpu, each: perAct = 1 }) {
  const times = [];
  const before = cpu();
  const start = performance.now();
  const end = start + seconds * 1000;
  await Promise.all(
    workers.map(async (worker, index) => {
      if (thinkMs > 0) await wait((thinkMs * index) / workers.length);
      while (performance.now() < end) {
        const time = await act(worker);
        if (time === null) return;
        times.push(time);
        if (thinkMs > 0) await wait(thinkMs * (0.5 + Math.random()));
      }
    }),
  );
  const lasted = (performance.now() - start) / 1000;
  const after = cpu();
  const done = times.length * perAct;
  const each = (name) => ((after[name] - before[name]) * 1000) / done;
  return { rate: done / lasted, times, server: each("server"), postgres: each("postgres"), total: each("server") + each("postgres") };
}

/** Processor time of the PostgreSQL of a data folder with all its processes, in seconds. */
function postgresSeconds(dataDir) {
  const file = readdirSync(dataDir, { recursive: true }).find((name) => String(name).endsWith("postmaster.pid"));
  const master = Number(readFileSync(join(dataDir, String(file)), "utf8").split("\n")[0]);
  let ticks = 0;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
      if (Number(pid) === master) ticks += Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14]);
      else if (Number(fields[1]) === master) ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // ended meanwhile
    }
  }
  return ticks / 100;
}

const line = (name, runs) =>
  console.log(`  ${name}: ${spread(runs.map(({ rate }) => rate), 0)}/s; median ${spread(runs.map(({ times }) => at(times, 0.5)))} ms, p95 ${spread(runs.map(({ times }) => at(times, 0.95)))} ms; processor ${spread(runs.map(({ total }) => total), 2)} ms (server ${at(runs.map(({ server }) => server), 0.5).toFixed(2)}, PostgreSQL ${at(runs.map(({ postgres }) => postgres), 0.5).toFixed(2)})`);

async function withBare(connection, work) {
  const child = fork(join(here, "lib/bare-save.mjs"), { env: { ...process.env, BENCH_CONNECTION: JSON.stringify(connection) } });
  const [{ port }] = await once(child, "message");
  const cpuOf = () => {
    const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ").at(-1).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  };
  try {
    await work(`http://127.0.0.1:${port}`, cpuOf);
  } finally {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
}

await withApp("score-sheets", async ({ base, dataDir, cpuSeconds }) => {
  await openData(dataDir, base, async (services, code) => {
    const judges = await prepare(services, code);
    const { host, port, user, password, database } = services.db.pool.options;
    console.log(`${JUDGES} judges × ${ENTRIES_EACH} sheets, saves ${BY_FORM ? "by form" : "as JSON"}; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, shared with clients and PostgreSQL`);
    await withBare({ host, port, user, password, database }, async (bareBase, bareCpu) => {
      const cpu = () => ({ server: cpuSeconds(), postgres: postgresSeconds(dataDir) });
      const cpuOfBare = () => ({ server: bareCpu(), postgres: postgresSeconds(dataDir) });
      const bareJudges = structuredClone(judges);
      const runs = { one: [], oneBare: [], all: [], allBare: [], scoring: [] };
      await measure(judges.slice(0, 8), (judge) => save(base, judge), { seconds: 4, cpu });
      await measure(bareJudges.slice(0, 8), (judge) => save(bareBase, judge, false), { seconds: 2, cpu: cpuOfBare });
      for (let round = 0; round < ROUNDS; round += 1) {
        runs.one.push(await measure(judges.slice(round, round + 1), (judge) => save(base, judge), { cpu }));
        runs.oneBare.push(await measure(bareJudges.slice(round, round + 1), (judge) => save(bareBase, judge, false), { cpu: cpuOfBare }));
        runs.all.push(await measure(judges, (judge) => save(base, judge), { cpu }));
        runs.allBare.push(await measure(bareJudges, (judge) => save(bareBase, judge, false), { cpu: cpuOfBare }));
        runs.scoring.push(await measure(judges, (judge) => save(base, judge), { thinkMs: THINK_MS, cpu }));
      }
      line("one judge, one save after the other", runs.one);
      line("the same, bare Express and pg", runs.oneBare);
      line(`${JUDGES} judges, each as soon as answered`, runs.all);
      line("the same, bare Express and pg", runs.allBare);
      line(`${JUDGES} judges scoring, a change every ${THINK_MS / 1000} s each`, runs.scoring);
      // every sheet gets a whole set of scores, then is locked
      for (const judge of judges) for (const sheet of judge.sheets) if (sheet.version === 0) await save(base, { ...judge, turn: judge.sheets.indexOf(sheet) });
      const locking = { byOne: [], byOneBare: [], together: [] };
      for (let round = 0; round < ROUNDS; round += 1) {
        const open = judges.map((judge) => ({ judge, left: judge.sheets.splice(0, LOCKED_BY_ONE) }));
        const lockNext = ({ judge, left }) => (left.length > 0 ? lock(base, judge, left.pop()) : Promise.resolve(null));
        locking.byOne.push(await measure(open, lockNext, { seconds: 60, cpu }));
        locking.byOneBare.push(await measure(bareJudges, (judge) => save(bareBase, judge, false), { seconds: 4, cpu: cpuOfBare }));
        const batches = judges.map((judge) => ({ judge, left: [judge.sheets.splice(0, LOCKED_TOGETHER)] }));
        const lockAll = ({ judge, left }) => (left.length > 0 ? lockTogether(base, judge, left.pop()) : Promise.resolve(null));
        locking.together.push(await measure(batches, lockAll, { seconds: 60, cpu, each: LOCKED_TOGETHER }));
      }
      line(`${JUDGES} judges, locking as soon as answered`, locking.byOne);
      line("a save by bare Express and pg, between", locking.byOneBare);
      line(`${JUDGES} judges, locking ${LOCKED_TOGETHER} sheets they read back together; a sheet`, locking.together);
    });
  });
});
