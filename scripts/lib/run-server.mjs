// Shared by start and serve: run the built server until a signal, end cleanly, never show a stack trace to an operator.
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ensureBuilt } from "../build.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export async function run(mode) {
  try {
    ensureBuilt();
    process.env.NODE_ENV ??= "production";
    const { runServer } = await import(pathToFileURL(join(root, "build/server/server.js")).href);
    await runServer(mode);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(error?.exitCode ?? 3);
  }
}
