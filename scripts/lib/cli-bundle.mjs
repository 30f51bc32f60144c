// The commands without a database as one file of JavaScript in .cache/cli: loading the sources one by one through tsx
// takes most of the time of a short command. A bundle holds as long as every file it was made of has the same content.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** Commands whose sources are there right after `npm ci`: the others need the generated database client. */
export const BUNDLED_COMMANDS = ["rank", "assign", "stability"];

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const cache = join(root, ".cache", "cli");
const list = join(cache, "inputs.json");

/** Besides the bundle's own sources: what decides how it is made, and which versions of packages go into it. */
const ALWAYS = [relative(root, fileURLToPath(import.meta.url)), "package-lock.json", "tsconfig.json"];

/** The bundle of the present sources, if there is one. */
export function currentBundle() {
  try {
    const { bundle, inputs } = JSON.parse(readFileSync(list, "utf8"));
    const isCurrent = Object.entries(inputs).every(([file, hash]) => hashOf(readFileSync(join(root, file))) === hash);
    return isCurrent && existsSync(join(cache, bundle)) ? join(cache, bundle) : null;
  } catch {
    return null;
  }
}

/** Makes the bundle of the present sources; null where esbuild is missing or the cache can't be written. */
export async function makeBundle() {
  try {
    const { build } = await import("esbuild");
    const inputs = Object.fromEntries(ALWAYS.map((file) => [file, hashOf(readFileSync(join(root, file)))]));
    const { outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: ["app/cli.ts"],
      alias: { "~": join(root, "app") },
      plugins: [{ name: "bundled-commands", setup: (steps) => watchInputs(leaveOtherCommandsOut(steps), inputs) }],
      bundle: true,
      platform: "node",
      target: "node20",
      format: "esm",
      write: false,
      logLevel: "silent",
    });
    return keep(outputFiles[0].contents, inputs);
  } catch {
    return null;
  }
}

function leaveOtherCommandsOut(steps) {
  steps.onResolve({ filter: /^\.\/commandline\// }, ({ path, kind }) => {
    const isOther = kind === "dynamic-import" && !BUNDLED_COMMANDS.includes(path.slice("./commandline/".length));
    return isOther ? { path, external: true } : undefined;
  });
  return steps;
}

/** Hashes the very bytes that go into the bundle: a file may change while the others are read. */
function watchInputs(steps, inputs) {
  steps.onLoad({ filter: /\.ts$/ }, ({ path }) => {
    const contents = readFileSync(path);
    inputs[relative(root, path)] = hashOf(contents);
    return { contents, loader: "ts" };
  });
}

/** Several processes may get here at once: each file is complete before it takes its name. */
function keep(contents, inputs) {
  const bundle = `${hashOf(contents).slice(0, 16)}.mjs`;
  mkdirSync(cache, { recursive: true });
  for (const old of readdirSync(cache)) if (old.endsWith(".mjs") && old !== bundle) rmSync(join(cache, old), { force: true });
  writeWhole(join(cache, bundle), contents);
  writeWhole(list, JSON.stringify({ bundle, inputs }));
  return join(cache, bundle);
}

function writeWhole(file, contents) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, contents);
  renameSync(draft, file);
}

function hashOf(contents) {
  return createHash("sha256").update(contents).digest("hex");
}
