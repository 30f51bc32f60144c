import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { launchBrowser } from "./chromium";
import { makeFastFolder } from "./fast-folder";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const PATIENCE_MS = 240_000;

/** A running application with the demo, for one worker. */
export interface RunningApp {
  readonly url: string;
  readonly dataDir: string;
}

declare module "vitest" {
  interface ProvidedContext {
    /** One for each worker of the run. */
    apps: readonly RunningApp[];
    /** Empty folder in which a worker notes which application it took. */
    appsTaken: string;
  }
}

interface Started extends RunningApp {
  /** Ends the server; its data stays. */
  end(): Promise<void>;
}

/**
 * Real servers with the demo for the browser tests, as `npm start` runs them, each on a port and a data folder of its
 * own: journeys change what they find, so workers side by side share none. The demo is made once and copied.
 */
export default async function setup(project: TestProject) {
  const { testFiles } = await project.globTestFiles(process.argv.slice(2).filter((word) => word.startsWith("tests/")));
  const count = Math.max(1, Math.min(Number(project.vitest.config.maxWorkers) || 1, testFiles.length));
  const folders = Array.from({ length: count }, () => makeFastFolder("e2e"));
  const taken = makeFastFolder("taken");
  const apps: Started[] = [];
  const stop = async () => {
    await Promise.all(apps.map((app) => app.end()));
    for (const folder of [...folders, taken]) rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [first = "", ...others] = folders;
    // Unpacks the browser once, before the workers want it at the same time.
    await Promise.all([start(first).then((app) => apps.push(app)), launchBrowser().then((browser) => browser.close())]);
    if (others.length > 0) {
      await apps.pop()?.end();
      for (const folder of others) copyFolder(first, folder);
      const begun = await Promise.allSettled(folders.map(start));
      for (const one of begun) if (one.status === "fulfilled") apps.push(one.value);
      for (const one of begun) if (one.status === "rejected") throw one.reason;
    }
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide("apps", apps.map(({ url, dataDir }) => ({ url, dataDir })));
  project.provide("appsTaken", taken);
  return stop;
}

/** With owners and rights: the cluster may belong to another user than the one who runs the tests. */
function copyFolder(from: string, to: string): void {
  const { status, stderr } = spawnSync("cp", ["-Rp", `${from}/.`, to], { encoding: "utf8" });
  if (status !== 0) throw new Error(`the data of the demo could not be copied: ${stderr}`);
}

async function start(dataDir: string): Promise<Started> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env: NodeJS.ProcessEnv = { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "error", NODE_ENV: "production", SEED: "demo" };
  const app = spawn(process.execPath, [join("scripts", "start.mjs")], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  const callOff = endWithThisProcess(app);
  let said = "";
  app.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  app.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const hasEnded = () => app.exitCode !== null || app.signalCode !== null;
  const end = async () => {
    if (!hasEnded()) {
      app.kill("SIGTERM");
      await once(app, "exit");
    }
    callOff();
  };
  try {
    await ready(url, hasEnded);
  } catch (error) {
    await end();
    throw new Error(`${String(error)}\n${said}`);
  }
  return { url, dataDir, end };
}

/** However the runner ends, the server ends with it. */
function endWithThisProcess(app: ChildProcess): () => void {
  const watchdog = spawn("sh", ["-c", 'read -r line || kill -TERM "$0"', String(app.pid)], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  watchdog.on("error", () => undefined);
  watchdog.stdin.on("error", () => undefined);
  watchdog.unref();
  return () => watchdog.stdin.end("off\n");
}

async function ready(url: string, hasEnded: () => boolean): Promise<void> {
  for (const start = Date.now(); Date.now() - start < PATIENCE_MS; ) {
    if (hasEnded()) throw new Error("the server ended before it was ready");
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("the server was not ready in time");
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}
