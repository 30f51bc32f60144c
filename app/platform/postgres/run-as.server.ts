import { spawn } from "node:child_process";
import { chmod, chown, readFile, stat } from "node:fs/promises";
import { userInfo } from "node:os";
import type { Binaries } from "~/platform/postgres/binaries.server";
import { DatabaseError, errorCode } from "~/platform/postgres/database-error.server";
import type { Place } from "~/platform/postgres/place.server";

export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** One way to run PostgreSQL's programs, which refuse to run as root. */
export interface Runner {
  readonly kind: "direct" | "owner" | "namespace" | "drop" | "capability";
  /** Put in front of the program and its arguments. */
  readonly prefix: readonly string[];
  /** Whom the process is switched to when it is started. */
  readonly switchTo: Identity | null;
  /** Who must own the cluster; null: whoever owns it now. */
  readonly owner: Identity | null;
}

/** Environment of PostgreSQL's programs: nothing of the machine's settings reaches them. */
export function programEnvironment(libraries: string | null): NodeJS.ProcessEnv {
  const path = process.env.PATH || "/usr/local/bin:/usr/bin:/bin";
  const environment = { PATH: path, LC_ALL: "C", TZ: "UTC", ...(libraries === null ? {} : { LD_LIBRARY_PATH: libraries }) };
  return environment as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv;
}

/**
 * Chooses how to run the server, by really running `initdb --show` each way: `--version` succeeds where the server
 * then fails. Never makes a cluster of an ordinary user unreadable to that user.
 * @throws DatabaseError NO_USER, NO_PASSWD, LIBS
 */
export async function chooseRunner(place: Place, binaries: Binaries, libraries: string | null): Promise<Runner> {
  const tried: string[] = [];
  for (const runner of await candidates(place)) {
    if (runner.kind === "drop") await openFolderFor(place, runner);
    const refusal = await probe(runner, place, binaries, libraries);
    if (refusal === null) return runner;
    const library = /([\w.+-]+\.so[\w.]*): cannot open shared object/.exec(refusal)?.[1];
    if (library) throw new DatabaseError("LIBS", { library, folder: place.dataDir });
    tried.push(`- ${describe(runner)}: ${refusal}`);
  }
  const uid = process.getuid?.() ?? -1;
  if (uid !== 0 && !hasAccount()) throw new DatabaseError("NO_PASSWD", { uid });
  throw new DatabaseError("NO_USER", { tried: tried.join("\n") });
}

async function candidates(place: Place): Promise<Runner[]> {
  const direct: Runner = { kind: "direct", prefix: [], switchTo: null, owner: null };
  const uid = process.getuid?.();
  if (uid === undefined) return [direct];
  const nobody = await findNobody();
  const self: Identity = { uid, gid: process.getgid?.() ?? uid };
  if (uid !== 0) return hasAccount() || process.platform !== "linux" ? [direct] : [inNamespace(nobody, self)];

  const owner = await ownerOf(place);
  const own = owner.uid === 0 || owner.uid === nobody.uid;
  if (own) {
    return [
      inNamespace(nobody, self),
      { kind: "drop", prefix: [], switchTo: nobody, owner: nobody },
      withCapability(nobody),
    ];
  }
  return [{ kind: "owner", prefix: [], switchTo: owner, owner: null }, withCapability(owner)];
}

/** A user namespace in which we are `nobody`: PostgreSQL is content, and files stay those of whoever started us. */
function inNamespace(mapped: Identity, self: Identity): Runner {
  const prefix = ["unshare", "--user", `--map-user=${mapped.uid}`, `--map-group=${mapped.gid}`];
  return { kind: "namespace", prefix, switchTo: null, owner: self };
}

/**
 * Another user who may still pass folders closed to it (a project below root's home).
 * Without `no_setuid_fixup`, `access(2)` ignores the capability and the server does not find itself.
 */
function withCapability(identity: Identity): Runner {
  const only = "-all,+dac_override";
  const prefix = ["setpriv", `--reuid=${identity.uid}`, `--regid=${identity.gid}`, "--clear-groups"];
  prefix.push(`--inh-caps=${only}`, `--ambient-caps=${only}`, `--bounding-set=${only}`, "--securebits=+no_setuid_fixup");
  return { kind: "capability", prefix, switchTo: null, owner: identity };
}

/** The mapped user needs an entry in /etc/passwd: initdb asks for its name. */
async function findNobody(): Promise<Identity> {
  const text = await readFile("/etc/passwd", "utf8").catch(() => "");
  for (const name of ["nobody", "postgres"]) {
    const fields = text.split("\n").map((line) => line.split(":")).find((line) => line[0] === name);
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  return { uid: 65534, gid: 65534 };
}

function hasAccount(): boolean {
  try {
    return userInfo().username !== "";
  } catch {
    return false;
  }
}

async function ownerOf(place: Place): Promise<Identity> {
  const { uid, gid } = await stat(place.cluster).catch(() => stat(place.dataDir));
  return { uid, gid };
}

async function openFolderFor(place: Place, runner: Runner): Promise<void> {
  if (!runner.switchTo) return;
  await chown(place.dataDir, process.getuid?.() ?? 0, runner.switchTo.gid);
  await chmod(place.dataDir, 0o710);
}

function describe(runner: Runner): string {
  const identity = runner.switchTo ?? runner.owner;
  if (runner.kind === "namespace") return "user namespace (unshare)";
  if (runner.kind === "capability") return `user ${identity?.uid} with DAC_OVERRIDE (setpriv)`;
  return identity ? `user ${identity.uid} directly` : "directly";
}

/** Null when it works, else the reason in one line. */
function probe(runner: Runner, place: Place, binaries: Binaries, libraries: string | null): Promise<string | null> {
  const check = 'cd -- "$0" && exec "$@"';
  const initdb = [binaries.initdb, "--show", "-D", `${place.dataDir}/probe`, "-U", "probe", "--locale=C"];
  const [program = "sh", ...args] = [...runner.prefix, "sh", "-c", check, place.dataDir, ...initdb];
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env: programEnvironment(libraries),
      stdio: ["ignore", "ignore", "pipe"],
      ...runner.switchTo,
    });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.once("error", (error) => resolve(errorCode(error) || error.message));
    child.once("close", (code) => {
      const noise = /^(The files belonging|This user must also|VERSION=|PG)/;
      const lines = stderr.split("\n").filter((line) => line.trim() && !noise.test(line));
      resolve(code === 0 ? null : (lines.find((line) => /error|denied|not permitted|failed|could not|cannot/i.test(line)) ?? `exit ${code}`));
    });
  });
}
