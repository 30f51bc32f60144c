import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tests/support/longest-first";

const alias = { "~": fileURLToPath(new URL("./app", import.meta.url)) };

/** No test asserts how long something takes; a crowded machine only needs patience. */
const SLOW_MACHINE_MS = 120_000;

/** Every project: a worker loads the application once and runs file after file, what a file changes of the process is put back after it. */
const shared = { pool: "forks", setupFiles: "tests/support/every-file.ts", testTimeout: SLOW_MACHINE_MS, hookTimeout: SLOW_MACHINE_MS, expect: { poll: { timeout: SLOW_MACHINE_MS / 2 } } } as const;

/** Projects whose tests use a database: one throw-away server for the whole run, a cloned database per file. */
const withDatabase = { ...shared, globalSetup: "tests/support/global-database.ts" } as const;

// Started by `npm test`, the runner does not outlive it; nor does that channel keep the runner.
if (process.connected) {
  process.once("disconnect", () => process.exit(1));
  process.channel?.unref();
}

export default defineConfig({
  resolve: { alias },
  test: {
    // Half of a database test is waiting: as many at once as there are processors, the runner itself hardly works meanwhile.
    maxWorkers: availableParallelism(),
    poolOptions: { forks: { isolate: false } },
    // A sequencer of our own would win over `--sequence.shuffle.files`.
    ...(!process.argv.some((word) => word.startsWith("--sequence.shuffle")) && { sequence: { sequencer: LongestFirst } }),
    projects: [
      { resolve: { alias }, test: { ...shared, name: "unit", include: ["tests/unit/**/*.test.ts", "tests/unit/**/*.test.tsx"] } },
      { resolve: { alias }, test: { ...withDatabase, name: "integration", include: ["tests/integration/**/*.test.ts"] } },
      { resolve: { alias }, test: { ...shared, name: "architecture", include: ["tests/architecture/**/*.test.ts"] } },
      {
        resolve: { alias },
        // Journeys change the demo of the application that is their worker's own, each with people and entries of its own.
        test: { ...shared, name: "e2e", include: ["tests/e2e/**/*.test.ts"], globalSetup: "tests/support/global-app.ts" },
      },
      { resolve: { alias }, test: { ...withDatabase, name: "routes", include: ["tests/routes/**/*.test.ts", "tests/routes/**/*.test.tsx"] } },
    ],
  },
});
