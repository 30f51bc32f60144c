import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "~": fileURLToPath(new URL("./app", import.meta.url)) };

/** Projects whose tests use a database: one throw-away server for the whole run, a cloned database per file. */
const withDatabase = { globalSetup: "tests/support/global-database.ts", pool: "forks", testTimeout: 30_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  resolve: { alias },
  test: {
    // Half of a database test is waiting: as many at once as there are processors, the runner itself hardly works meanwhile.
    maxWorkers: availableParallelism(),
    projects: [
      { resolve: { alias }, test: { name: "unit", include: ["tests/unit/**/*.test.ts", "tests/unit/**/*.test.tsx"], testTimeout: 30_000 } },
      { resolve: { alias }, test: { name: "integration", include: ["tests/integration/**/*.test.ts"], ...withDatabase } },
      {
        resolve: { alias },
        test: { name: "architecture", include: ["tests/architecture/**/*.test.ts"], testTimeout: 60_000 },
      },
      {
        resolve: { alias },
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          globalSetup: "tests/support/global-app.ts",
          pool: "forks",
          // Journeys change one shared demo: one after another, each with people and entries of its own.
          poolOptions: { forks: { singleFork: true } },
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
      { resolve: { alias }, test: { name: "routes", include: ["tests/routes/**/*.test.ts", "tests/routes/**/*.test.tsx"], ...withDatabase } },
    ],
  },
});
