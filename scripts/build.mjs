// Builds browser and server bundles, unless the last build is newer than every source.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, "build/.sources");
const SOURCES = ["app", "public", "prisma/schema.prisma", "prisma/seed", "package.json", "package-lock.json", "vite.config.ts", "vite.browser.config.ts", "vite.worker.config.ts", "remix.config.js", "tsconfig.json"];

function* files(path) {
  if (!existsSync(path)) return;
  if (statSync(path).isFile()) return void (yield path);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.name !== "generated") yield* files(join(path, entry.name));
  }
}

/** Hash over names and contents of all sources: modification times lie after a checkout or a copy. */
function sourcesHash() {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap((source) => [...files(join(root, source))]).sort()) {
    hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/** Lays the smallest forms of every script and style beside it: made once here, no request waits for them. */
function compressAssets() {
  const folder = join(root, "build/client/assets");
  for (const name of readdirSync(folder).filter((one) => /\.(js|css|svg|json)$/.test(one))) {
    const bytes = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }));
  }
}

export function ensureBuilt({ quiet = false } = {}) {
  const hash = sourcesHash();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash && existsSync(join(root, "build/server/server.js"))) return false;
  const stdio = quiet ? "pipe" : ["ignore", "inherit", "inherit"];
  const env = { ...process.env, NODE_ENV: "production" };
  const steps = [
    ["scripts/generate.mjs"],
    ["node_modules/@remix-run/dev/dist/cli.js", "vite:build", "--logLevel", "warn"],
    ["node_modules/vite/bin/vite.js", "build", "--config", "vite.browser.config.ts", "--logLevel", "warn"],
    ["node_modules/vite/bin/vite.js", "build", "--config", "vite.worker.config.ts", "--logLevel", "warn"],
  ];
  for (const args of steps) {
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, stdio, env });
    if (status !== 0) throw new Error(`build failed: ${args[0]}${quiet ? `\n${stderr}` : ""}`);
  }
  compressAssets();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureBuilt();
