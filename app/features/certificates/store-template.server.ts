import type { EditionRow } from "~/data/editions.server";
import type { Actor } from "~/domain/access/roles";
import type { ContentReason } from "~/domain/files/content";
import { refused, type Result } from "~/domain/kernel/result";
import { storeFile } from "~/features/files/store-file.server";
import type { Services } from "~/features/services";
import type { FormFile } from "~/platform/http/read-form-with-files.server";
import { type CertificateRefusal, changeTemplate } from "./commands.server";
import { wordsInForce } from "./words-in-force.server";

const MAX_PICTURE_BYTES = 5 * 1024 * 1024;

export const PICTURE_LIMITS = { maxBytes: MAX_PICTURE_BYTES, maxFiles: 2 } as const;

interface Storing {
  actor: Actor;
  edition: EditionRow;
  words: { version: number; heading: string; authority: string; signerTitle: string; signerName: string; place: string };
  files: readonly FormFile[];
  remove: { emblem: boolean; signature: boolean };
  now: Date;
}

type Picture = "emblem" | "signature";

/** Stores words and pictures of the certificates; a picture that is not sent stays, unless it is to be removed. */
export async function storeCertificateTemplate(
  services: Pick<Services, "db" | "files">,
  { actor, edition, words, files, remove, now }: Storing,
): Promise<Result<null, CertificateRefusal | ContentReason, { picture?: Picture }>> {
  const current = await wordsInForce(services.db.prisma, edition);
  const ids = { emblem: remove.emblem ? null : current.emblemFileId, signature: remove.signature ? null : current.signatureFileId };
  for (const picture of ["emblem", "signature"] as const) {
    const file = files.find(({ field }) => field === picture);
    if (!file) continue;
    const stored = await storeFile(services, { actorId: actor.userId, editionId: edition.id, file, allowed: ["PHOTO"], maxBytes: MAX_PICTURE_BYTES, now });
    if (!stored.ok) return refused(stored.reason, { picture });
    ids[picture] = stored.value.fileId;
  }
  const changed = await changeTemplate(services, { actor, editionId: edition.id, now, input: { ...words, emblemFileId: ids.emblem, signatureFileId: ids.signature } });
  return changed.ok ? changed : refused(changed.reason, {});
}
