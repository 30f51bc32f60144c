import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "~": fileURLToPath(new URL("./app", import.meta.url)) };

/** Projects whose tests use a database: one throw-away server for the whole run, a cloned database per file. */
const withDatabase = { globalSetup: "tests/support/global-database.ts", pool: "forks", testTimeout: 30_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      { resolve: { alias }, test: { name: "unit", include: ["tests/unit/**/*.test.ts", "tests/unit/**/*.test.tsx"] } },
      { resolve: { alias }, test: { name: "integration", include: ["tests/integration/**/*.test.ts"], ...withDatabase } },
      { resolve: { alias }, test: { name: "routes", include: ["tests/routes/**/*.test.ts", "tests/routes/**/*.test.tsx"], ...withDatabase } },
    ],
  },
});
