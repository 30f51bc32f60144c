import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { inWorker } from "~/platform/files/content/in-worker.server";
import { pdfBytes } from "../../../../factories/file-bytes";
import { temporaryFolder } from "../../../../support/temporary-files";

const folder = temporaryFolder();

/** A file whose reader waits for ever, until `release`. */
async function endlessFile(name: string) {
  const path = folder.path(name);
  await promisify(execFile)("mkfifo", [path]);
  return { path, release: () => writeFile(path, "") };
}

it("a document that keeps its reader busy holds uploads up for seconds only, and background work not at all", async () => {
  const [endless, hostile] = [await endlessFile("background"), await endlessFile("upload")];
  const sound = await folder.put("sound.pdf", await pdfBytes({ pages: 2 }));
  let backgroundEnded = false;
  const background = inWorker("clean-pdf", { path: endless.path, target: `${endless.path}-clean` }).finally(() => (backgroundEnded = true));
  expect(await inWorker("inspect-pdf", { path: sound })).toEqual({ ok: true, value: { pages: 2 } });
  const refused = inWorker("inspect-pdf", { path: hostile.path });
  const next = inWorker("inspect-pdf", { path: sound });
  expect(await refused).toEqual({ ok: false, reason: "too_complex" });
  expect(await next).toEqual({ ok: true, value: { pages: 2 } });
  expect(backgroundEnded).toBe(false);
  await Promise.all([endless.release(), hostile.release()]);
  expect((await background).ok).toBe(false);
});
