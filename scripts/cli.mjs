// The command line (`npm run -s cli -- <command>`), right after `npm ci` and without a build: the production build is
// used while it is newer than the sources, else the sources themselves, bundled where the command needs no database
// (lib/cli-bundle.mjs), else through tsx, with the database client made first where it is missing or old. Prints nothing
// of its own.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { BUNDLED_COMMANDS, currentBundle, makeBundle } from "./lib/cli-bundle.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = [join(root, "app"), join(root, "prisma", "seed")];
const built = join(root, "build", "server", "cli.js");

/** npm changes to the project's folder before it runs a script; INIT_CWD is where the user stood. */
function userFolder() {
  const throughNpm = process.env.npm_lifecycle_event === "cli" && process.env.INIT_CWD;
  return throughNpm || process.cwd();
}

function isNewerThanSources(file) {
  const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (written === undefined) return false;
  return sources.every((folder) =>
    readdirSync(folder, { recursive: true }).every((name) => {
      const changed = statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
      return changed < written;
    }),
  );
}

async function loadCommandLine(command) {
  const isBundled = BUNDLED_COMMANDS.includes(command);
  const ready = (isBundled && currentBundle()) || (isNewerThanSources(built) && built) || (isBundled && (await makeBundle()));
  const loaded = ready && (await import(pathToFileURL(ready).href).catch(lostOnTheWay));
  if (loaded) return loaded;
  const tsx = await import("tsx/esm/api").catch(() => null);
  if (tsx === null && existsSync(built)) return import(pathToFileURL(built).href);
  if (tsx === null) throw new Error("tsx is missing: run npm ci, or npm run build where it is present");
  if (!isBundled) await makeDatabaseClient();
  tsx.register({ tsconfig: join(root, "tsconfig.json") });
  return import(pathToFileURL(join(root, "app", "cli.ts")).href);
}

/** A fresh checkout has none, and one of another schema would ask for columns that are not there. */
async function makeDatabaseClient() {
  const { isCurrent } = await import("./generate.mjs");
  if (isCurrent()) return;
  const { status, stderr, error } = spawnSync(process.execPath, [join(root, "scripts", "generate.mjs")], { cwd: root, encoding: "utf8" });
  if (status !== 0) throw error ?? new Error(stderr);
}

/** Another process may have put a newer bundle in place of the one just chosen. */
function lostOnTheWay(error) {
  if (error?.code === "ERR_MODULE_NOT_FOUND") return null;
  throw error;
}

/** Last resort for what no command caught: one line, exit code 3. */
function giveUp(error) {
  const text = String(error?.message ?? error).trim().split("\n")[0];
  process.stderr.write(`Không chạy được (could not run): ${text}\n`, () => process.exit(3));
}

process.on("uncaughtException", giveUp);
process.on("unhandledRejection", giveUp);
process.removeAllListeners("warning");
process.stderr.on("error", () => undefined);

try {
  const cwd = userFolder();
  process.chdir(root);
  const args = process.argv.slice(2);
  const { runInTerminal } = await loadCommandLine(args[0]);
  process.exitCode = await runInTerminal(args, cwd);
} catch (error) {
  giveUp(error);
}
