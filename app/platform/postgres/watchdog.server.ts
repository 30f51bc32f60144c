import { spawn } from "node:child_process";

/**
 * Stops the server as soon as this process is gone, however it went. For tests and development only: it does not ask
 * whether others use the server.
 * @returns calls the watchdog off.
 */
export function watchOver(postmaster: number): () => void {
  const script = 'read -r line || kill -INT "$0"';
  const child = spawn("sh", ["-c", script, String(postmaster)], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  child.on("error", () => {});
  child.stdin.on("error", () => {});
  child.unref();
  if ("unref" in child.stdin && typeof child.stdin.unref === "function") child.stdin.unref();
  return () => child.stdin.end("off\n");
}
