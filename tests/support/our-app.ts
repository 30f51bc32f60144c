import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { isAlive } from "./fast-folder";
import type { RunningApp } from "./global-app";

let own: RunningApp | undefined;

/** The application of this worker: no other process of the run changes it meanwhile. */
export function ourApp(): RunningApp {
  own ??= inject("apps").find((_app, index) => take(join(inject("appsTaken"), String(index))));
  if (!own) throw new Error("more workers than applications");
  return own;
}

/** Notes this process in the file, unless another one that still runs stands there. */
function take(note: string): boolean {
  try {
    writeFileSync(note, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    const holder = Number(readFileSync(note, "utf8"));
    if (holder === process.pid) return true;
    if (isAlive(holder)) return false;
    rmSync(note, { force: true });
    return take(note);
  }
}
