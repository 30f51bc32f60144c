import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { launchBrowser } from "./chromium";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const PATIENCE_MS = 120_000;

declare module "vitest" {
  interface ProvidedContext {
    appUrl: string;
    appDataDir: string;
  }
}

/** One real server with the demo for all browser tests, as `npm start` runs it, on a port and a data folder of its own. */
export default async function setup(project: TestProject) {
  const dataDir = mkdtempSync(join(tmpdir(), "sangtao-e2e-"));
  const port = await freePort();
  const appUrl = `http://localhost:${port}`;
  const env: NodeJS.ProcessEnv = { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "error", NODE_ENV: "production", SEED: "demo" };
  const app = spawn(process.execPath, ["scripts/start.mjs"], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  app.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  app.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  try {
    // Unpacks the browser once, before the workers want it at the same time.
    await Promise.all([ready(appUrl, () => app.exitCode !== null), launchBrowser().then((browser) => browser.close())]);
  } catch (error) {
    app.kill("SIGTERM");
    throw new Error(`${String(error)}\n${said}`);
  }
  project.provide("appUrl", appUrl);
  project.provide("appDataDir", dataDir);
  return async () => {
    app.kill("SIGTERM");
    if (app.exitCode === null) await once(app, "exit");
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function ready(appUrl: string, hasEnded: () => boolean): Promise<void> {
  for (const start = Date.now(); Date.now() - start < PATIENCE_MS; ) {
    if (hasEnded()) throw new Error("the server ended before it was ready");
    const answer = await fetch(`${appUrl}/readyz`).catch(() => null);
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
