import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { createLog } from "~/platform/log/log.server";
import { pdfBytes, programBytes } from "../../../factories/file-bytes";
import { failInserts } from "../../../support/failing-table";
import { askForAddress, putBytes, type Presigned } from "../../../support/raw-client";
import { openUploadSite, UPLOAD_KEY, type UploadSite } from "../../../support/upload-site";

const NAME = "Đơn của bé Nguyễn Thị Lan.pdf";

let site: UploadSite;
let pdf: Buffer;
const lines: string[] = [];
const note = (chunk: unknown) => lines.push(String(chunk)) > 0;
beforeAll(async () => {
  pdf = await pdfBytes();
  site = await openUploadSite({ change: (services) => ({ ...services, log: createLog("debug", note) }) });
});
afterAll(() => site.close());
beforeEach(() => {
  // Whatever is printed past the log counts too: the SDK has a log of its own.
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, "write").mockImplementation(note);
  for (const method of ["log", "info", "warn", "error", "debug"] as const) vi.spyOn(console, method).mockImplementation((...all) => void note(all.map(String).join(" ")));
});
afterEach(() => void vi.restoreAllMocks());

async function address(bytes: Buffer, type = "application/pdf"): Promise<Presigned> {
  const fileKey = await site.declare(bytes, NAME);
  return (await askForAddress(site, { fileKey, size: bytes.length, name: NAME, type })).presigned;
}

it("neither success nor any failure writes an address, a key, a cookie or a name down", async () => {
  const done = await address(pdf);
  expect((await putBytes(site, done.target, pdf)).status).toBe(200);
  const tampered = await address(pdf);
  expect((await putBytes(site, `${tampered.target}0`, pdf)).status).toBe(403);
  const program = programBytes();
  const refused = await address(program);
  expect((await putBytes(site, refused.target, program)).status).toBe(422);
  const mend = await failInserts(site.services, "StoredFile");
  const broken = await address(pdf);
  expect((await putBytes(site, broken.target, pdf)).status).toBe(500);
  await mend();
  const unregister = await failInserts(site.services, "Upload");
  const unregistered = await address(pdf);
  await unregister();
  await fetch(`${site.origin}/api/uploadthing?actionType=upload&slug=khong-co`, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
  const metrics = await (await fetch(`${site.origin}/metrics`)).text();
  const written = lines.join("\n") + metrics;
  expect(written).toContain("an upload could not be completed");
  for (const { key } of [done, tampered, refused, broken, unregistered]) expect(written).not.toContain(key);
  for (const secret of ["signature=", "x-ut-", "hmac-sha256", UPLOAD_KEY, site.owner.cookie.split("=")[1] ?? "", "Lan", "Đơn"]) expect(written).not.toContain(secret);
});
