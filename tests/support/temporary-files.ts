import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";

/** A folder of this test file, gone at its end. */
export function temporaryFolder(): { path(name?: string): string; put(name: string, bytes: Buffer | string): Promise<string> } {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "noi-dung-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const path = (name = "") => join(folder, name);
  return {
    path,
    async put(name, bytes) {
      await writeFile(path(name), bytes);
      return path(name);
    },
  };
}
