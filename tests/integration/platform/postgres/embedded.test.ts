import { spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeFastFolder } from "../../../support/fast-folder";
import { buildProcess, isReadableByAll, serverPid, SpareCluster, stopServer, type EmbeddedProcess } from "./embedded-processes";

let program: Awaited<ReturnType<typeof buildProcess>>;
let folder: string;
/** Beside the data: nothing can be run from some folders in memory. */
let programs: string;
let spare: SpareCluster;
const started: { process: EmbeddedProcess; dataDir: string }[] = [];

beforeAll(async () => {
  program = await buildProcess();
  spare = new SpareCluster();
});
afterAll(() => {
  program.remove();
  spare.remove();
});
beforeEach(() => {
  folder = makeFastFolder("pg");
  programs = mkdtempSync(join(tmpdir(), "programs-"));
});
afterEach(async () => {
  for (const { process: one, dataDir } of started.splice(0)) {
    await one.kill();
    await stopServer(dataDir);
    spare.takeBack(dataDir);
  }
  rmSync(folder, { recursive: true, force: true });
  rmSync(programs, { recursive: true });
});

function start(dataDir: string, options?: Parameters<typeof program.start>[1]): EmbeddedProcess {
  const one = program.start(dataDir, options);
  started.push({ process: one, dataDir });
  return one;
}

async function startAndStop(dataDir: string): Promise<void> {
  const one = start(dataDir);
  expect(await one.next("up")).toMatchObject({ event: "up" });
  expect(await one.query("SELECT 1 AS value")).toEqual([{ value: 1 }]);
  expect(await one.stop()).toBe("stopped");
}

describe("sharing one server", () => {
  it("is started by one of four processes on an empty folder, and stopped by the last", async () => {
    const all = Array.from({ length: 4 }, () => start(folder));
    const up = await Promise.all(all.map((one) => one.next("up")));
    expect(up.map((message) => message.event)).toEqual(["up", "up", "up", "up"]);
    expect(up.filter((message) => message.started)).toHaveLength(1);
    const results = [];
    for (const one of all) {
      expect(await one.query("SELECT current_database() AS value")).toEqual([{ value: "sangtao" }]);
      results.push(await one.stop());
    }
    expect(results).toEqual(["left running", "left running", "left running", "stopped"]);
    expect(serverPid(folder)).toBeNull();
    expect(statSync(join(folder, "pg")).mode & 0o777).toBe(0o700);
  });

  it("goes on for others when the one who started it leaves, and survives stops and starts at once", async () => {
    spare.lendTo(folder);
    const first = start(folder);
    await first.next("up");
    await first.query("CREATE TABLE kept_by_leaving AS SELECT 7 AS value");
    const [second] = await Promise.all([start(folder), first.stop()]);
    expect(await second.next("up")).toMatchObject({ event: "up" });
    expect(await second.query("SELECT value FROM kept_by_leaving")).toEqual([{ value: 7 }]);
    const third = start(folder);
    await third.next("up");
    const results = await Promise.all([second.stop(), third.stop()]);
    expect(results).toContain("stopped");
    expect(serverPid(folder)).toBeNull();
  });

  it("gives the app a role that cannot reach outside its database", async () => {
    spare.lendTo(folder);
    const one = start(folder);
    await one.next("up");
    expect(await one.query("SELECT rolsuper AS value FROM pg_roles WHERE rolname = current_user")).toEqual([{ value: false }]);
    expect(await one.query("SELECT pg_read_file('/etc/passwd') AS value")).toEqual({ error: "42501" });
    expect(await one.query("COPY (SELECT 1) TO PROGRAM 'true'")).toEqual({ error: "42501" });
    await one.query("CREATE EXTENSION unaccent");
    expect(await one.query("SELECT unaccent('Đường đến ước mơ') AS value")).toEqual([{ value: "Duong den uoc mo" }]);
  });
});

describe("after a crash", () => {
  it("adopts the server that a killed process left behind", async () => {
    spare.lendTo(folder);
    const first = start(folder);
    await first.next("up");
    const pid = serverPid(folder);
    await first.kill();
    const second = start(folder);
    expect(await second.next("up")).toMatchObject({ started: false });
    expect(serverPid(folder)).toBe(pid);
    expect(await second.stop()).toBe("stopped");
  });

  it("starts a killed server again under the running process, with every committed row", async () => {
    spare.lendTo(folder);
    const one = start(folder, { durable: true });
    await one.next("up");
    await one.query("CREATE TABLE kept_by_crashing AS SELECT 7 AS value");
    process.kill(serverPid(folder) ?? 0, "SIGKILL");
    expect(await one.next("lost")).toEqual({ event: "lost" });
    expect(await one.next("restored")).toEqual({ event: "restored" });
    expect(await one.query("SELECT value FROM kept_by_crashing")).toEqual([{ value: 7 }]);
    expect(await one.stop()).toBe("stopped");
  });

  it("does not put an empty database in the place of one that is gone", async () => {
    spare.lendTo(folder);
    const one = start(folder);
    await one.next("up");
    renameSync(join(folder, "pg"), join(folder, "elsewhere"));
    process.kill(Number(readFileSync(join(folder, "elsewhere", "postmaster.pid"), "utf8").split("\n")[0]), "SIGKILL");
    await one.next("lost");
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(existsSync(join(folder, "pg"))).toBe(false);
    renameSync(join(folder, "elsewhere"), join(folder, "pg"));
    expect(await one.next("restored")).toEqual({ event: "restored" });
  });

  it("is not held up by a pid file that names somebody else's process, and leaves that one alone", async () => {
    spare.lendTo(folder);
    await startAndStop(folder);
    const stranger = spawn("sleep", ["60"]);
    writeFileSync(join(folder, "pg", "postmaster.pid"), `${stranger.pid}\n${folder}/pg\n1\n5432\n.\n\n`);
    writeFileSync(join(folder, "pg", ".s.PGSQL.5432.lock"), `${stranger.pid}\n`);
    await startAndStop(folder);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill();
  });

  it("clears away a cluster that was only half made", async () => {
    mkdirSync(join(folder, "pg.new-1-abc", "base"), { recursive: true });
    await startAndStop(folder);
    expect(readdirSync(folder).toSorted()).toEqual(["pg", "pg.lock", "postgres.log"]);
  });

  it("takes the lock of a process that died while it started the server", async () => {
    const first = start(folder);
    while (!existsSync(join(folder, "pg.lock"))) await new Promise((resolve) => setTimeout(resolve, 5));
    await first.kill();
    await startAndStop(folder);
  });
});

describe("where there is no flock", () => {
  it("one of three processes still starts the server alone", async () => {
    spare.lendTo(folder);
    const path = pathWith("flock", "exit 127");
    const up = await Promise.all(Array.from({ length: 3 }, () => start(folder, { path }).next("up")));
    expect(up.map((message) => message.started).toSorted()).toEqual([false, false, true]);
  });
});

describe("refusing", () => {
  it("leaves a cluster of another major version as it is", async () => {
    mkdirSync(join(folder, "pg"));
    writeFileSync(join(folder, "pg", "PG_VERSION"), "17\n");
    expect(await start(folder).next("up")).toMatchObject({ code: "VERSION", message: expect.stringContaining("PostgreSQL 17") });
    expect(readdirSync(join(folder, "pg"))).toEqual(["PG_VERSION"]);
    rmSync(join(folder, "pg"), { recursive: true });
  });

  it("shows the end of the server's log when it does not start", async () => {
    spare.lendTo(folder);
    await startAndStop(folder);
    writeFileSync(join(folder, "pg", "postgresql.auto.conf"), "no_such_setting = 1\n");
    expect(await start(folder).next("up")).toMatchObject({ code: "START", message: expect.stringContaining("no_such_setting") });
    rmSync(join(folder, "pg", "postgresql.auto.conf"));
  });
});

describe("names of data folders", () => {
  it.each([
    ["with spaces, quotes and Vietnamese letters", "dữ liệu cuộc thi 'Sáng tạo' \"2026\" $HOME `x` %s \\"],
    ["far longer than a socket's name may be", join("x".repeat(90), "y".repeat(90))],
  ])("%s work", async (_, name) => {
    spare.lendTo(join(folder, name));
    await startAndStop(join(folder, name));
  });
});

describe.runIf(process.env.TEST_FULL)("over and over", () => {
  it("three processes that start and stop at once never fail and leave nothing running", async () => {
    for (let round = 0; round < 20; round += 1) {
      spare.lendTo(folder);
      const all = Array.from({ length: 3 }, () => start(folder));
      const results = await Promise.all(
        all.map(async (one) => {
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 200));
          expect(await one.next("up")).toMatchObject({ event: "up" });
          expect(await one.query("SELECT 1 AS value")).toEqual([{ value: 1 }]);
          return one.stop();
        }),
      );
      expect(results).toContain("stopped");
      expect(serverPid(folder)).toBeNull();
    }
  }, 180_000);

  it("no acknowledged row is lost when app and server are killed while writing", async () => {
    spare.lendTo(folder);
    let acknowledged = 0;
    for (let round = 0; round < 10; round += 1) {
      const one = start(folder, { durable: true });
      await one.next("up");
      if (round === 0) await one.query("CREATE TABLE written (n int)");
      expect(await one.query("SELECT count(*)::int >= " + acknowledged + " AS value FROM written")).toEqual([{ value: true }]);
      for (const end = Date.now() + 300 + Math.random() * 300; Date.now() < end; acknowledged += 1) {
        expect(await one.query("INSERT INTO written VALUES (1)")).toEqual([]);
      }
      process.kill(serverPid(folder) ?? 0, "SIGKILL");
      await one.kill();
    }
    expect(acknowledged).toBeGreaterThan(100);
    const last = start(folder, { durable: true });
    await last.next("up");
    expect(await last.query("SELECT count(*)::int AS value FROM written")).toEqual([{ value: acknowledged }]);
  }, 180_000);
});

const root = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };

/** As in containers that filter user namespaces. */
const withoutNamespaces = () => pathWith("unshare", "echo 'unshare: unshare failed: Operation not permitted' >&2; exit 1");

describe.runIf(root)("run by root", () => {
  it("works below a folder only root may enter", async () => {
    chmodSync(folder, 0o700);
    spare.lendTo(join(folder, "data"));
    await startAndStop(join(folder, "data"));
  });

  it.each([
    [0o700, "with one capability"],
    [0o755, "as nobody"],
  ])("works below a folder of mode %o where user namespaces are refused: %s", async (mode) => {
    chmodSync(folder, mode);
    const dataDir = join(folder, "data");
    const one = start(dataDir, { path: withoutNamespaces() });
    expect(await one.next("up")).toMatchObject({ started: true });
    expect(statSync(join(dataDir, "pg")).uid).toBe(nobody.uid);
    expect(await one.stop()).toBe("stopped");
    // The same cluster where namespaces work again.
    await startAndStop(dataDir);
  });

});

/** A user of this machine who is not root and has an account, as PostgreSQL wants. */
const daemon = { uid: 1, gid: 1 };

describe.runIf(root && isReadableByAll())("run by an ordinary user", () => {
  it.each([
    ["with an account", daemon],
    ["without one, as in many containers", { uid: 47_110, gid: 47_110 }],
  ])("%s works", async (_, user) => {
    const dataDir = folderOf(user);
    if (user === daemon) spare.lendTo(dataDir, user);
    const one = start(dataDir, user);
    expect(await one.next("up")).toMatchObject({ started: true });
    expect(await one.stop()).toBe("stopped");
  });

  it("can go on after root used the same data folder, running or stopped", async () => {
    const dataDir = folderOf(daemon);
    spare.lendTo(dataDir, daemon);
    const user = start(dataDir, daemon);
    await user.next("up");
    const beside = start(dataDir);
    expect(await beside.next("up")).toMatchObject({ started: false });
    expect(await user.stop()).toBe("left running");
    expect(await beside.stop()).toBe("stopped");
    await startAndStop(dataDir);
    const files = [dataDir, ...readdirSync(dataDir, { recursive: true }).map((name) => join(dataDir, String(name)))];
    expect(files.filter((file) => statSync(file).uid !== daemon.uid)).toEqual([]);
    expect(await start(dataDir, daemon).next("up")).toMatchObject({ started: true });
  });

  it("is told so when the data folder belongs to somebody else", async () => {
    const dataDir = folderOf({ uid: 0, gid: 0 });
    expect(await start(dataDir, daemon).next("up")).toMatchObject({ code: "ACCESS", message: expect.stringContaining(dataDir) });
  });
});

function folderOf({ uid, gid }: { uid: number; gid: number }): string {
  chmodSync(folder, 0o755);
  const dataDir = join(folder, "data");
  mkdirSync(dataDir, { mode: 0o700 });
  chownSync(dataDir, uid, gid);
  return dataDir;
}

/** A search path on which this program is another one. */
function pathWith(name: string, script: string): string {
  writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return `${programs}:${process.env.PATH}`;
}
