// The built application with its demo, on a port and a data folder of its own, for benchmarks.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

/** Starts it, hands it to `work` and takes everything away again. */
export async function withApp(name, work) {
  const dataDir = mkdtempSync(join(tmpdir(), `bench-${name}-`));
  const port = await freePort();
  const base = `http://localhost:${port}`;
  const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "error", NODE_ENV: "production", SEED: "demo" };
  const app = spawn(process.execPath, ["scripts/start.mjs"], { cwd: root, env, stdio: "ignore" });
  const cli = (...args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/cli.mjs", ...args], { cwd: root, env, encoding: "utf8" });
    if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
    return stdout.trim();
  };
  try {
    while (!(await fetch(`${base}/readyz`).catch(() => null))?.ok) {
      if (app.exitCode !== null) throw new Error("the application ended");
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await work({ base, dataDir, cli, cpuSeconds: () => cpuSeconds(app.pid) });
  } finally {
    app.kill("SIGTERM");
    if (app.exitCode === null) await once(app, "exit");
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Processor time a process has used, in seconds; NaN where the system doesn't tell (it does on Linux). */
function cpuSeconds(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

/** Signs in to the demo; the cookie to send along. */
export async function signIn(base, email) {
  const page = await (await fetch(`${base}/dang-nhap`)).text();
  const form = page.slice(page.indexOf("<main"));
  const fields = new URLSearchParams();
  for (const [, attributes] of form.matchAll(/<input([^>]*)>/g)) {
    const name = /name="([^"]*)"/.exec(attributes)?.[1];
    const value = /value="([^"]*)"/.exec(attributes)?.[1] ?? "";
    if (!name || attributes.includes('type="checkbox"')) continue;
    const isHidden = attributes.includes('type="hidden"');
    fields.set(name, isHidden ? value : attributes.includes('type="password"') ? "sangtao-demo-2026" : email);
  }
  const answer = await fetch(`${base}/dang-nhap`, { method: "POST", body: fields, redirect: "manual", headers: { origin: base } });
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  if (answer.status >= 400 || cookie === "") throw new Error(`sign-in answered ${answer.status}`);
  return cookie;
}
