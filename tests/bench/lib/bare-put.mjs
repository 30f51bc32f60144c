// The least a server can do with a PUT: stream it to a file and flush it. What tests/bench/ingest.mjs compares with.
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fsync } from "node:fs";
import { promisify } from "node:util";

const folder = mkdtempSync(join(tmpdir(), "sangtao-bare-"));
let count = 0;
const server = createServer(async (request, response) => {
  const path = join(folder, String((count += 1)));
  const file = createWriteStream(path, { flush: false, autoClose: false });
  await pipeline(request, file);
  await promisify(fsync)(file.fd);
  file.close();
  rmSync(path);
  response.end("{}");
});
server.requestTimeout = 0;
server.listen(0, "localhost", () => process.send({ origin: `http://localhost:${server.address().port}` }));
process.on("message", () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
