// Adds to package-lock.json the platform packages that npm leaves out when the registry in use doesn't serve them:
// `npm ci` refuses a lock file without them. Run it after every `npm install` that changed a dependency:
//   node scripts/complete-lockfile.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const file = join(dirname(dirname(fileURLToPath(import.meta.url))), "package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));

const SYSTEM = /(?:^|-)(android|darwin|freebsd|linux|openbsd|netbsd|openharmony|win32|wasm32|aix|sunos)(?:-|$)/;
const PROCESSOR = /(?:^|-)(arm64|x64|ia32|ppc64|riscv64|s390x|loong64|mips64el|wasm32|arm)(?:-|$)/;

function placeholder(name, version, parent) {
  const suffix = name.split("/").at(-1);
  const [, system] = SYSTEM.exec(suffix) ?? [];
  const [, processor] = PROCESSOR.exec(suffix) ?? [];
  if (!system || !processor) return null;
  const libc = system !== "linux" ? undefined : /musl/.test(suffix) ? ["musl"] : /gnu/.test(suffix) ? ["glibc"] : undefined;
  return { version, cpu: [processor], ...(parent.dev ? { dev: true } : {}), ...(libc ? { libc } : {}), optional: true, ...(system === "wasm32" ? {} : { os: [system] }) };
}

/** Where a package required from `location` would be found: beside it, then further and further up. */
function* places(location, name) {
  for (let at = location; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    yield at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (at === "" || !at.includes("/node_modules/")) return void (at === "" || (yield `node_modules/${name}`));
  }
}

let added = 0;
for (const [location, parent] of Object.entries(lock.packages)) {
  if (location === "") continue;
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    if (!/^\d/.test(version)) continue;
    const options = [...places(location, name)];
    if (options.some((place) => lock.packages[place]?.version === version)) continue;
    const entry = placeholder(name, version, parent);
    if (!entry) continue;
    const top = options.at(-1);
    lock.packages[lock.packages[top] ? options[0] : top] = entry;
    added += 1;
  }
}
if (added > 0) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
process.stdout.write(`${added} platform packages added\n`);
