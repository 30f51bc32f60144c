import { fork, type ChildProcess } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { filmBytes, pdfBytes } from "../../../factories/file-bytes";
import { openBadLine } from "../../../support/bad-line";
import { failInserts } from "../../../support/failing-table";
import { askForAddress, framed, multipart, putBytes, sendRaw, startOf } from "../../../support/raw-client";
import { TEST_SESSION_SECRET } from "../../../support/services";
import { openUploadSite, type UploadSite } from "../../../support/upload-site";

const MEBI = 1024 * 1024;

let site: UploadSite;
let port: number;
let child: ChildProcess | undefined;
beforeAll(async () => {
  site = await openUploadSite();
  const probe = createServer().listen(0, "localhost");
  await once(probe, "listening");
  port = (probe.address() as AddressInfo).port;
  await new Promise((resolve) => probe.close(resolve));
});
afterAll(async () => {
  await kill();
  await site.close();
});

const isRunning = () => child !== undefined && child.exitCode === null && child.signalCode === null;

/** A server of its own over the same database and the same disk: the one that runs, or a new one. */
async function start(): Promise<UploadSite> {
  if (isRunning()) return { ...site, origin: `http://localhost:${port}` };
  const { host, user, database } = site.services.db.pool.options as { host: string; user: string; database: string };
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: "test" as const,
    PORT: String(port),
    PUBLIC_URL: site.services.config.publicUrl,
    DATA_DIR: site.services.config.dataDir,
    DATABASE_URL: `postgresql://${user}@/${database}?host=${encodeURIComponent(host)}`,
    SESSION_SECRET: TEST_SESSION_SECRET,
  };
  child = fork(fileURLToPath(new URL("../../../support/upload-process.ts", import.meta.url)), { execArgv: ["--import", "tsx"], env, stdio: ["ignore", "inherit", "inherit", "ipc"] });
  await once(child, "message");
  return { ...site, origin: `http://localhost:${port}` };
}

async function kill(): Promise<void> {
  if (!child || !isRunning()) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

it("an upload whose server was killed goes on where the disk has it, and arrives whole", async () => {
  const film = filmBytes({ payload: randomBytes(12 * MEBI) });
  const fileKey = await site.declare(film, "phim.mp4");
  const first = await start();
  const { presigned } = await askForAddress(first, { fileKey, size: film.length, name: "phim.mp4", type: "video/mp4" });
  const { storageName } = await site.services.db.prisma.upload.findUniqueOrThrow({ where: { key: presigned.key } });
  const line = await openBadLine(first.origin);
  line.limit(8 * MEBI);
  const body = framed(film);
  const sending = sendRaw(line.origin, { target: presigned.target, headers: { cookie: site.owner.cookie, range: "bytes=0-", "content-type": multipart, "content-length": body.length }, body: [body] }).catch(() => "cut");
  await until(async () => (await site.services.files.spool.partSize(storageName)) > 3 * MEBI);
  await kill();
  expect(await sending).toBe("cut");
  await line.close();
  const second = await start();
  const begin = await startOf(second, presigned.target);
  expect(begin).toBeGreaterThan(3 * MEBI);
  const { status, body: answer } = await putBytes(second, presigned.target, film, { start: begin });
  expect([status, answer?.fileHash]).toEqual([200, createHash("sha256").update(film).digest("hex")]);
});

it("an upload whose server was killed before it was noted is completed by the next start, without anybody asking", async () => {
  const pdf = await pdfBytes();
  const fileKey = await site.declare(pdf);
  const first = await start();
  const { presigned } = await askForAddress(first, { fileKey, size: pdf.length });
  const mend = await failInserts(site.services, "StoredFile");
  expect((await putBytes(first, presigned.target, pdf)).status).toBe(500);
  await kill();
  await mend();
  await start();
  await until(async () => (await site.services.db.prisma.upload.findUniqueOrThrow({ where: { key: presigned.key } })).state === "DONE");
  expect((await site.services.db.prisma.entryFile.findFirstOrThrow({ where: { key: fileKey } })).fileId).not.toBeNull();
});
