// Makes the database client app/data/generated/ from prisma/schema.prisma, only when the schema changed. Silent when
// there is nothing to do. Safe when several run at once: each generates into a folder of its own and renames it.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const schemaPath = join(root, "prisma/schema.prisma");
const output = join(root, "app/data/generated");
const work = join(root, ".cache/prisma");
const require = createRequire(import.meta.url);

const schema = readFileSync(schemaPath, "utf8");
const prismaPackage = require.resolve("prisma/package.json");
const { version } = JSON.parse(readFileSync(prismaPackage, "utf8"));
const stamp = createHash("sha256").update(`${version}\n${schema}`).digest("hex");

if (realpathSync(process.argv[1] ?? ".") === fileURLToPath(import.meta.url) && !isCurrent()) generate();

/** True where the client is there and of this schema. */
export function isCurrent() {
  return existsSync(join(output, "client.ts")) && readIfThere(join(output, "stamp")) === stamp;
}

function generate() {
  removeLeftovers();
  const folder = join(work, `${process.pid}-${Date.now()}`);
  mkdirSync(folder, { recursive: true });
  try {
    // Two folders below the root, as the real schema is one below: the output is named from the copy's place.
    writeFileSync(join(folder, "schema.prisma"), schema.replace(/output\s*=\s*"[^"]*"/, 'output = "./generated"'));
    runPrisma(join(folder, "schema.prisma"));
    writeFileSync(join(folder, "generated/stamp"), stamp);
    replaceOutput(join(folder, "generated"), join(folder, "old"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runPrisma(schemaFile) {
  const cli = join(dirname(prismaPackage), "build/index.js");
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [cli, "generate", "--schema", schemaFile], {
    cwd: root,
    encoding: "utf8",
    // The program that stands in for the schema engine: see prisma.config.ts, which sets it too.
    env: { ...process.env, CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" },
  });
  if (status === 0) return;
  process.stderr.write(`${error?.message ?? ""}${stdout ?? ""}${stderr ?? ""}\n`);
  process.stderr.write("prisma generate failed: see above\n");
  process.exit(1);
}

function replaceOutput(made, aside) {
  for (let attempt = 0; ; attempt++) {
    try {
      if (existsSync(output)) renameSync(output, join(aside + attempt));
      mkdirSync(dirname(output), { recursive: true });
      renameSync(made, output);
      return;
    } catch (error) {
      // Another run put its folder there in between: the same content, or try again.
      if (isCurrent()) return;
      if (attempt > 20) throw error;
    }
  }
}

function removeLeftovers() {
  if (!existsSync(work)) return;
  const hourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(work)) {
    const path = join(work, name);
    if (statSync(path, { throwIfNoEntry: false })?.mtimeMs < hourAgo) rmSync(path, { recursive: true, force: true });
  }
}

function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
