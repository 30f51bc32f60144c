import { createHash, randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Actor } from "~/domain/access/roles";
import { openUploadDesk, type UploadDesk } from "~/features/files/upload-desk.server";
import { signUp } from "~/features/people/accounts.server";
import type { Services } from "~/features/services";
import { createApp } from "~/http-app.server";
import { makeEdition } from "../factories/editions";
import { makeEntry } from "../factories/entries";
import type { TestServices } from "./services";
import { clientRequest, nameOf } from "./sign-in";

export const UPLOAD_KEY = `sk_${"a1".repeat(32)}`;
const PASSWORD = "bốn từ dễ nhớ";
const MEBI = 1024 * 1024;

/** Somebody who is signed in, with the cookies of the browser. */
export interface SignedIn {
  actor: Actor;
  cookie: string;
}

/** The real chain of handlers on a port, with an entry in progress and its owner signed in. */
export interface UploadSite {
  test: TestServices;
  services: Services;
  desk: UploadDesk;
  /** `http://localhost:<port>` */
  origin: string;
  owner: SignedIn;
  entryId: string;
  editionId: string;
  /** takes every family, many files, up to 512 MB each */
  partKey: string;
  /** Notes a file in the draft as the form does; answers its key. */
  declare(bytes: Buffer | { size: number; sha256: string | null }, name?: string): Promise<string>;
  signIn(): Promise<SignedIn>;
  /** Ends the server's process state (not its database and disk) and begins anew on the same port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface SiteOptions {
  idleMs?: number;
  /** last changes to the services, such as another store */
  change?: (services: Services) => Services;
  /** services that exist already, over which the site is opened */
  test?: TestServices;
}

let people = 0;

export async function openUploadSite({ idleMs, change = (same) => same, test: given }: SiteOptions = {}): Promise<UploadSite> {
  // Loaded where it is needed: a benchmark brings services of its own and runs without the test runner.
  const test = given ?? (await (await import("./services")).testServices());
  // The SDK dates its addresses by the machine's clock.
  test.clock.set(new Date());
  const services = change(test.services);
  const owner = await signedIn(services);
  const { edition } = await makeEdition(services);
  const part = await services.db.prisma.dossierPart.findFirstOrThrow({ where: { editionId: edition.id, kind: "FILE" } });
  await services.db.prisma.dossierPart.update({ where: { id: part.id }, data: { families: ["PHOTO", "PDF", "DOCUMENT", "VIDEO"], maxFiles: 50, maxFileBytes: 512 * MEBI } });
  await services.db.prisma.edition.update({ where: { id: edition.id }, data: { entryMaxBytes: 4_000_000_000n } });
  const entry = await makeEntry(services, edition, { owner: owner.actor, state: "DRAFT", files: [] });
  let running = await listen(services, { idleMs });
  const site: UploadSite = {
    test,
    services,
    get desk() {
      return running.desk;
    },
    origin: `http://localhost:${running.port}`,
    owner,
    entryId: entry.id,
    editionId: edition.id,
    partKey: part.key,
    async declare(bytes, name = "ban-thuyet-minh.pdf") {
      const { size, sha256 } = Buffer.isBuffer(bytes) ? { size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") } : bytes;
      const version = await services.db.prisma.entryVersion.findFirstOrThrow({ where: { entryId: entry.id } });
      const key = randomUUID();
      const position = await services.db.prisma.entryFile.count({ where: { versionId: version.id } });
      await services.db.prisma.entryFile.create({ data: { versionId: version.id, key, partKey: part.key, position: position + 1, name, size, sha256 } });
      return key;
    },
    signIn: () => signedIn(services),
    async restart() {
      await stop(running);
      running = await listen(services, { idleMs, port: running.port });
    },
    async close() {
      await stop(running);
      await test.close();
    },
  };
  return site;
}

interface Running {
  server: Server;
  desk: UploadDesk;
  port: number;
}

async function listen(services: Services, { idleMs, port = 0 }: { idleMs?: number | undefined; port?: number }): Promise<Running> {
  const desk = openUploadDesk(services, { uploadKey: UPLOAD_KEY, ...(idleMs !== undefined && { idleMs }) });
  const server = createServer(createApp(services, { build: () => Promise.reject(new Error("this site has no pages")) }, desk));
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(port, "localhost", resolve));
  return { server, desk, port: (server.address() as AddressInfo).port };
}

async function stop({ server, desk }: Running): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await desk.stop();
  await closed;
}

async function signedIn(services: Services): Promise<SignedIn> {
  people += 1;
  const email = `nguoi-nop-${people}-${randomUUID().slice(0, 8)}@example.test`;
  const person = { name: `Người nộp ${people}`, signInName: nameOf(email), password: PASSWORD, locale: "vi" as const };
  const joined = await signUp(services, clientRequest(`198.51.100.${people % 250}`), person);
  if (!joined.ok) throw new Error(joined.reason);
  const { userId, cookies } = joined.value;
  const actor: Actor = { userId, name: person.name, email, phone: null, roles: [] };
  return { actor, cookie: cookies.getSetCookie().map((one) => one.split(";")[0]).join("; ") };
}
