import { PassThrough } from "node:stream";
import sharp from "sharp";
import { editionById, type EditionRow } from "~/data/editions.server";
import { type Packed, makePackage, type PackRequest } from "~/features/upward/make-package.server";
import { nominateEntries } from "~/features/upward/nominate.server";
import type { PackageBytes } from "~/features/upward/read-package.server";
import type { Services } from "~/features/services";
import { loadSigner, type Signer } from "~/platform/signing/signer.server";
import { at } from "./judging-scene";
import { photoBytes } from "./file-bytes";
import { pdfBytesOf, storeBytes } from "./paper-files";
import { leadTo } from "./publication";
import { type JudgedEdition, makeJudgedEdition } from "./results";

/** A published youth contest with prizes, whose entries have files with real bytes and may be handed on. */
export interface SendingContest extends JudgedEdition {
  edition: EditionRow;
}

interface SendingSpec {
  entries?: number;
  prizes?: number;
  /** how many of the prize winners may be handed on */
  agreed?: number;
  /** takes the decided contest to its publication */
  publish?: (contest: JudgedEdition) => Promise<void>;
}

/** The secretary, the files and the consents of a contest whose first `prizes` of `entries` entries won; the photo tells where it was taken. */
export async function makeSendingContest(services: Services, { entries = 3, prizes = 2, agreed = prizes, publish = (contest) => leadTo(services, contest, "PUBLISHED") }: SendingSpec = {}): Promise<SendingContest> {
  const novelty = Array.from({ length: entries }, (_, index) => [`${39 - index}`, `${39 - index}`, `${39 - index}`] as const);
  const contest = await makeJudgedEdition(services, { novelty, quotas: { FIRST: 1, SECOND: prizes - 1 } });
  const photo = await photoBytes();
  const cleaned = await sharp(photo).jpeg().toBuffer();
  for (const [index, { id }] of contest.entries.entries()) {
    await storeReal(services, id, { photo, cleaned, pdf: await pdfBytesOf([`Bai so ${index + 1}`]) });
    if (index < agreed) await agreeToPassOn(services, id);
  }
  await publish(contest);
  const edition = await editionById(services.db.prisma, contest.made.edition.id);
  if (!edition) throw new Error("no edition");
  return { ...contest, edition };
}

async function storeReal(services: Services, entryId: string, bytes: { photo: Buffer; cleaned: Buffer; pdf: Buffer }): Promise<void> {
  const rows = await services.db.prisma.entryFile.findMany({ where: { version: { entryId } }, include: { file: true } });
  for (const { name, file } of rows) {
    if (file?.family === "PDF") await storeBytes(services, { entryId, name }, { family: "PDF", bytes: bytes.pdf, pages: 1, variants: { CLEAN: bytes.pdf } });
    else await storeBytes(services, { entryId, name }, { family: "PHOTO", bytes: bytes.photo, variants: { CLEAN: bytes.cleaned } });
  }
}

/** Everybody who has to agrees that the dossier is handed on. */
export async function agreeToPassOn({ db, clock }: Pick<Services, "db" | "clock">, entryId: string): Promise<void> {
  const given = await db.prisma.consent.findMany({ where: { entryId, purpose: "TAKE_PART", withdrawnAt: null } });
  await db.prisma.consent.createMany({ data: given.map(({ id: _id, ...consent }) => ({ ...consent, purpose: "PASS_ON" as const, givenAt: clock.now() })) });
}

/** Nominates entries by their place in the contest. */
export async function nominate(services: Services, contest: SendingContest, places: readonly number[]): Promise<void> {
  const entryIds = places.map((place) => at(contest.entries, place).id);
  const done = await nominateEntries(services, { actor: contest.secretary, editionId: contest.edition.id, input: { entryIds }, now: services.clock.now() });
  if (!done.ok) throw new Error(done.reason);
}

export async function packed(services: Services, edition: EditionRow, change: Partial<PackRequest> = {}): Promise<Packed> {
  const made = await makePackage(services, await packRequest(services, edition, change));
  if (!made.ok) throw new Error(made.reason);
  return made.value;
}

export async function packRequest(services: Services, edition: EditionRow, change: Partial<PackRequest> = {}): Promise<PackRequest> {
  const signer: Signer = await loadSigner(services.config);
  return { edition, actorId: null, recipient: "Liên hiệp hội tỉnh", software: { name: "sang-tao", version: "0.0.0" }, signer, now: services.clock.now(), ...change };
}

export async function bytesOf(made: Packed): Promise<Buffer> {
  return Buffer.from(await new Response(made.bytes()).arrayBuffer());
}

/** A package in memory, for reading. */
export function inMemory(bytes: Buffer): PackageBytes {
  return {
    size: bytes.length,
    open: (start, end) => {
      const stream = new PassThrough();
      stream.end(bytes.subarray(start, end + 1));
      return Promise.resolve(stream);
    },
  };
}

