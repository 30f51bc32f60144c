import { existsSync } from "node:fs";
import { defineConfig } from "prisma/config";

// Prisma's CLI wants a native schema engine, which is downloaded from a host that many networks block. `generate`,
// `validate` and `format` do not use it: any program will do. One that fails makes `prisma migrate` fail loudly
// instead of doing nothing; migrations are written by scripts/migration.mjs and applied by the app itself.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= ["/bin/false", "/usr/bin/false"].find((path) => existsSync(path));

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
});
