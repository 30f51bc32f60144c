import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, lchownSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { makeFastFolder } from "../../../support/fast-folder";
import { projectRoot } from "~/platform/config/project-root.server";

export interface Message {
  readonly event: "up" | "lost" | "restored" | "rows" | "stopped" | "failed";
  readonly started?: boolean;
  readonly connection?: { host: string; user: string; database: string };
  readonly rows?: unknown;
  readonly result?: string;
  readonly code?: string;
  readonly message?: string;
}

/** A real process beside the test that uses the embedded server. */
export class EmbeddedProcess {
  private readonly messages: Message[] = [];
  private wake: () => void = () => {};
  readonly ended: Promise<number | null>;

  constructor(readonly child: ChildProcess) {
    this.ended = new Promise((resolve) => child.once("close", resolve));
    if (child.stdout) {
      createInterface({ input: child.stdout }).on("line", (line) => {
        this.messages.push(JSON.parse(line) as Message);
        this.wake();
      });
    }
    void this.ended.then(() => this.wake());
  }

  /** The next message of this kind, or the failure that came instead. */
  async next(event: Message["event"]): Promise<Message> {
    for (;;) {
      const index = this.messages.findIndex((message) => message.event === event || message.event === "failed");
      if (index >= 0) return this.messages.splice(index, 1)[0] as Message;
      if (this.child.exitCode !== null || this.child.signalCode !== null) throw new Error(`ended before "${event}"`);
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  async query(sql: string): Promise<unknown> {
    this.child.stdin?.write(`${sql}\n`);
    return (await this.next("rows")).rows;
  }

  async stop(): Promise<string | undefined> {
    this.child.stdin?.end("stop\n");
    const { result } = await this.next("stopped");
    await this.ended;
    return result;
  }

  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended;
  }
}

/** Bundles the process once, so that each start costs little; beside the packages, which it needs. */
export async function buildProcess(): Promise<{ start: typeof startProcess; remove(): void }> {
  const folder = join(projectRoot(), ".cache", `embedded-process-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const outfile = join(folder, "process.mjs");
  const entry = fileURLToPath(new URL("embedded-process.ts", import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, platform: "node", format: "esm", packages: "external", logLevel: "error" });
  return {
    start: (dataDir, options) => startProcess(dataDir, { program: outfile, ...options }),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

interface StartOptions {
  readonly program?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly path?: string;
  /** As in production: everything is flushed to disk. */
  readonly durable?: boolean;
}

function startProcess(dataDir: string, { program = "", uid, gid, path, durable }: StartOptions = {}): EmbeddedProcess {
  const child = spawn(process.execPath, [program, dataDir, durable ? "durable" : "throw-away"], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, ...(path === undefined ? {} : { PATH: path }) },
    ...(uid === undefined ? {} : { uid, gid }),
  });
  return new EmbeddedProcess(child);
}

/** Whether every user of this machine may read the program and its packages. */
export function isReadableByAll(): boolean {
  for (let folder = projectRoot(); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o005) !== 0o005) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Pid of the server of this data folder, null when none is alive. */
export function serverPid(dataDir: string): number | null {
  try {
    const pid = Number(readFileSync(join(dataDir, "pg", "postmaster.pid"), "utf8").split("\n")[0]);
    process.kill(pid, 0);
    return pid;
  } catch {
    return null;
  }
}

/** Ends a server that a test left behind. */
export async function stopServer(dataDir: string): Promise<void> {
  const pid = serverPid(dataDir);
  if (pid === null) return;
  process.kill(pid, "SIGINT");
  while (serverPid(dataDir) !== null) await new Promise((resolve) => setTimeout(resolve, 10));
}

/**
 * A cluster that goes from test to test: making one writes a thousand files and takes longer than the rest of a test.
 * Without a spare one the server makes a new cluster, so no test depends on another.
 */
export class SpareCluster {
  private readonly home = makeFastFolder("spare");
  private readonly path = join(this.home, "pg");

  /** Puts it into a data folder, as the property of this user. */
  lendTo(dataDir: string, user = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }): void {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    if (!existsSync(this.path)) return;
    for (const name of ["", ...readdirSync(this.path, { recursive: true })]) lchownSync(join(this.path, String(name)), user.uid, user.gid);
    renameSync(this.path, join(dataDir, "pg"));
  }

  takeBack(dataDir: string): void {
    if (existsSync(join(dataDir, "pg", "PG_VERSION")) && !existsSync(this.path)) renameSync(join(dataDir, "pg"), this.path);
  }

  remove(): void {
    rmSync(this.home, { recursive: true });
  }
}
