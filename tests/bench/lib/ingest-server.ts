// The real chain of handlers over a database and a folder of its own, for tests/bench/ingest.mjs, which talks to it by messages.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openServices } from "~/composition.server";
import { fixedClock } from "~/platform/config/clock.server";
import { loadConfig } from "~/platform/config/config.server";
import { createLog } from "~/platform/log/log.server";
import { askForAddress } from "../../support/raw-client";
import { openUploadSite } from "../../support/upload-site";

interface Asked {
  id: number;
  /** of a file that is to be declared and given an address; absent: end */
  size?: number;
  sha256?: string;
}

const dataDir = mkdtempSync(join(tmpdir(), "sangtao-bench-"));
const clock = fixedClock(new Date());
const config = loadConfig({ DATA_DIR: dataDir, PUBLIC_URL: "http://localhost:3000" }, { mode: "test" });
const { services, close } = await openServices({ config, clock, log: createLog("warn") });
const site = await openUploadSite({ test: { services, clock, close } });

process.on("message", (asked: Asked) => {
  void (async () => {
    if (asked.size === undefined) {
      await site.close();
      rmSync(dataDir, { recursive: true, force: true });
      process.exit(0);
    }
    const fileKey = await site.declare({ size: asked.size, sha256: asked.sha256 ?? null }, "phim.mp4");
    const { presigned, body } = await askForAddress(site, { fileKey, size: asked.size, name: "phim.mp4", type: "video/mp4" });
    process.send?.({ id: asked.id, target: presigned.target, problem: presigned.target === "" ? body : null });
  })();
});
process.send?.({ origin: site.origin, cookie: site.owner.cookie, dataDir });
