import { createHmac } from "node:crypto";
import { publishableAuthors } from "~/data/consents.server";
import { type CheckedCertificate, publicCertificate } from "~/data/certificates.server";
import { commendationByCode } from "~/data/public-commendations.server";
import { countTry } from "~/data/tries.server";
import { readCode } from "~/domain/certificates/code";
import { comparableName, readSignedText } from "~/domain/certificates/signed-text";
import { NAME_GONE } from "~/domain/retention/retention";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { loadKeys } from "~/platform/config/keys.server";
import { nameHash } from "./make-certificate.server";

/** Wrong codes and compared names of one address within the window. */
const MOST_TRIES = 30;
const WINDOW_MS = 10 * 60_000;

/** What everybody may see of a certificate. */
export interface CertificateView {
  code: string;
  state: CheckedCertificate["state"];
  changedAt: Date | null;
  replacedByBook: number | null;
  kind: CheckedCertificate["kind"];
  /** null: whoever holds it has not agreed that the name is shown */
  name: string | null;
  /** the name was erased on request: it is neither shown nor compared */
  isErased: boolean;
  prize: string;
  title: string;
  edition: { slug: string; title: string };
  entryCode: string;
  decision: { number: string; date: string };
  bookNumber: number;
}

/** `is_commendation`: the code is that of a commendation, which has a page of its own */
export type CertificateRefusal = CheckRefusal | "is_commendation";

export type CheckRefusal = "not_found" | "too_many_tries";

type CheckServices = Pick<Services, "db" | "config">;

interface Check {
  code: string;
  /** of whoever asks: it is counted, never kept */
  address: string;
  now: Date;
}

/** The key of an address: keyed by the installation's secret, so that nobody reads addresses back out of the table of tries. */
async function keyOf(config: CheckServices["config"], address: string): Promise<string> {
  const { sessionSecret } = await loadKeys(config);
  return `certificate ${createHmac("sha256", sessionSecret).update(address).digest("base64url").slice(0, 22)}`;
}

/** Counts a try of this address, a wrong code or a compared name, and says whether there were too many. */
export const countTryOf = async ({ db, config }: CheckServices, { address, now }: Pick<Check, "address" | "now">): Promise<boolean> => (await countTry(db, await keyOf(config, address), { now, windowMs: WINDOW_MS })) > MOST_TRIES;

/**
 * What a certificate says, by its code; for everybody, once the result is published. The code of a public commendation is no wrong one. Codes are too long to be guessed, and whoever tries
 * many wrong ones has to wait.
 */
export async function checkCertificate(services: CheckServices, check: Check): Promise<Result<CertificateView, CertificateRefusal, { code?: string }>> {
  const code = readCode(check.code);
  const certificate = code === null ? null : await publicCertificate(services.db, code, check.now);
  const commendation = certificate || code === null ? null : await commendationByCode(services.db, code, check.now);
  if (commendation) return refused("is_commendation", { code: commendation.code });
  if (!certificate) return refused((await countTryOf(services, check)) ? "too_many_tries" : "not_found");
  return ok(await viewOf(services, certificate));
}

/** Whether the certificate is made out to this name: nobody is shown the name of a person who has not agreed to it. */
export async function compareName(services: CheckServices, check: Check & { name: string }): Promise<Result<CertificateView & { isSameName: boolean }, CheckRefusal>> {
  if (await countTryOf(services, check)) return refused("too_many_tries");
  const code = readCode(check.code);
  const certificate = code === null ? null : await publicCertificate(services.db, code, check.now);
  if (!certificate) return refused("not_found");
  return ok({ ...(await viewOf(services, certificate)), isSameName: isNameOf(certificate, check.name) });
}

/** Once private data was cleared a name is compared with the salted hash in the signed text, as the QR code has it. */
function isNameOf({ name, signedText, erasedAt }: CheckedCertificate, typed: string): boolean {
  if (erasedAt) return false;
  if (name !== NAME_GONE) return comparableName(name) === comparableName(typed);
  const signed = readSignedText(signedText);
  return signed !== null && nameHash(signed.salt, typed) === signed.nameHash;
}

async function viewOf({ db }: CheckServices, certificate: CheckedCertificate): Promise<CertificateView> {
  const { code, state, changedAt, replacedByBook, kind, content, bookNumber, entryId, entryCode, editionSlug, authorKey } = certificate;
  const authors = (await publishableAuthors(db.prisma, [entryId])).get(entryId) ?? [];
  const isShown = authorKey !== null && authors.some(({ key, name }) => key === authorKey && name !== null);
  return {
    code,
    state,
    changedAt,
    replacedByBook,
    kind,
    name: isShown && certificate.name !== NAME_GONE && !certificate.erasedAt ? certificate.name : null,
    isErased: Boolean(certificate.erasedAt),
    prize: content.prize,
    title: content.title,
    edition: { slug: editionSlug, title: content.edition },
    entryCode,
    decision: { number: content.decisionNumber, date: content.decisionDate },
    bookNumber,
  };
}
