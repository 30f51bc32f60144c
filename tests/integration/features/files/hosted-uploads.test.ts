import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { hostedStore } from "~/platform/files/storage/hosted-store.server";
import { pdfBytes, programBytes } from "../../../factories/file-bytes";
import { openHostedService, type HostedService } from "../../../support/hosted-service";
import { askForAddress, putBytes } from "../../../support/raw-client";
import { openUploadSite, type UploadSite } from "../../../support/upload-site";

/** The same code with a token of the hosted service; only where bytes go and who calls back differs. */
let service: HostedService;
let site: UploadSite;
const before = process.env.UPLOADTHING_INGEST_URL;
beforeAll(async () => {
  service = await openHostedService();
  process.env.UPLOADTHING_INGEST_URL = service.addresses.ingestUrl;
  site = await openUploadSite({
    change: (services) => ({
      ...services,
      config: { ...services.config, uploadthingToken: service.token },
      files: { ...hostedStore({ dataDir: services.config.dataDir, token: service.token, ...service.addresses }), freeBytes: () => Promise.resolve(1_000_000_000) },
    }),
  });
});
afterAll(async () => {
  if (before === undefined) delete process.env.UPLOADTHING_INGEST_URL;
  else process.env.UPLOADTHING_INGEST_URL = before;
  await site.close();
  await service.close();
});

async function sendToHost(bytes: Buffer, name: string, type: string): Promise<{ key: string; fileKey: string }> {
  const fileKey = await site.declare(bytes, name);
  const { presigned } = await askForAddress(site, { fileKey, size: bytes.length, name, type });
  expect(presigned.url.startsWith(`${service.addresses.ingestUrl}/`)).toBe(true);
  const form = new FormData();
  form.append("file", new File([new Uint8Array(bytes)], "x"));
  expect((await fetch(presigned.url, { method: "PUT", body: form, headers: { range: "bytes=0-" } })).status).toBe(200);
  return { key: presigned.key, fileKey };
}

it("a file that lies at the service is looked at here and tied to the entry; the service is told ids only", async () => {
  const pdf = await pdfBytes();
  const { key, fileKey } = await sendToHost(pdf, "Đơn của bé Lan.pdf", "application/pdf");
  expect(service.registered.get(key)?.callbackUrl).toBe(`${site.services.config.publicUrl}/api/uploadthing`);
  expect(JSON.stringify(service.registered.get(key))).not.toMatch(/Lan|Đơn/);
  expect(service.files.get(key)).toMatchObject({ acl: "private", name: `${fileKey}.pdf` });
  expect(await service.callBack(key, site.origin)).toBe(200);
  const { fileId } = await site.services.db.prisma.entryFile.findFirstOrThrow({ where: { key: fileKey } });
  expect(service.results.get(key)).toEqual({ fileId });
  const stored = await site.services.db.prisma.storedFile.findUniqueOrThrow({ where: { id: fileId ?? "" } });
  expect(stored).toMatchObject({ store: "HOSTED", storageName: key, uploadKey: key, family: "PDF", sha256: createHash("sha256").update(pdf).digest("hex") });
  expect(await service.callBack(key, site.origin)).toBe(200);
  expect(await site.services.db.prisma.storedFile.count({ where: { uploadKey: key } })).toBe(1);
});

it("content that is refused is removed at the service, and the sender is told why", async () => {
  const { key, fileKey } = await sendToHost(programBytes(), "anh.png", "image/png");
  expect(await service.callBack(key, site.origin)).toBe(200);
  expect(service.results.get(key)).toMatchObject({ reason: "unknown_content", error: expect.any(String) });
  expect(service.files.has(key)).toBe(false);
  expect(await site.services.db.prisma.entryFile.findFirstOrThrow({ where: { key: fileKey } })).toMatchObject({ fileId: null, problem: "unknown_content" });
});

it("the embedded ingest is closed", async () => {
  const answer = await putBytes(site, `/ingest/${"a".repeat(40)}?expires=9&signature=x`, Buffer.alloc(10));
  expect([answer.status, answer.body?.reason]).toEqual([404, "not_found"]);
});
