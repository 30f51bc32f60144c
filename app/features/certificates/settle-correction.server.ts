import { type CertificateRow, endCertificate, insertCertificates, lockBook, noteReplacement, validCertificates } from "~/data/certificates.server";
import type { Tx } from "~/data/client.server";
import type { EditionRow, Reader } from "~/data/editions.server";
import { appendToLedger, keepErasableText, type LedgerEntry } from "~/data/ledger.server";
import { certifiedDecisionOf } from "~/data/results.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { messagesFor } from "~/i18n/messages";
import { formatsFor } from "~/i18n/formats";
import { loadSigner, type Signer } from "~/platform/signing/signer.server";
import { type Act, type CertificateRefusal, hashed, isSigned, keyOf, makeMissing, openBook, prizesOf, recorded, shownKeys, type SignedDecision, type WithSigner } from "./commands.server";
import { makeCertificate } from "./make-certificate.server";
import { wordsToIssue } from "./words-in-force.server";

/** What a corrected result asks of the book: certificates that hold although their entry has no prize any more, or another one. */
export interface BookDifferences {
  revoke: CertificateRow[];
  reissue: { certificate: CertificateRow; prize: string }[];
}

/** Compares the certificates that hold with the prizes of the published, corrected result; nothing where it was never corrected. */
export async function bookDifferences(reader: Reader, editionId: string): Promise<BookDifferences & { decision: SignedDecision | null }> {
  const decision = await certifiedDecisionOf(reader, editionId);
  if (!isSigned(decision) || decision.sequence === 1) return { revoke: [], reissue: [], decision: null };
  const prizes = await prizesOf(reader, editionId, decision);
  const codes = new Map((await reader.entry.findMany({ where: { editionId, code: { not: null } }, select: { id: true, code: true } })).map(({ id, code }) => [id, code ?? ""]));
  const revoke: CertificateRow[] = [];
  const reissue: BookDifferences["reissue"] = [];
  for (const certificate of await validCertificates(reader, editionId, null)) {
    const prize = prizes.get(codes.get(certificate.entryId) ?? "");
    if (!prize) revoke.push(certificate);
    else if (prize.label !== certificate.content.prize) reissue.push({ certificate, prize: prize.label });
  }
  return { revoke, reissue, decision };
}

interface Settling {
  act: Act;
  edition: EditionRow;
  signer: Signer;
  decision: SignedDecision;
  reason: { id: string; hash: string };
}

/**
 * Puts the book right after a correction, in one act: certificates of entries without a prize are revoked, those with another prize are
 * issued anew by the correcting decision, and whoever has a prize now gets the first one. Done again it finds nothing to do.
 */
export async function settleCertificates({ db, config }: WithSigner, act: Act): Promise<Result<{ changed: number }, CertificateRefusal>> {
  const signer = await loadSigner(config);
  return db.transact(async (tx): Promise<Result<{ changed: number }, CertificateRefusal>> => {
    const opened = await openBook(tx, act);
    if (!opened.ok) return opened;
    const { last } = await lockBook(tx, act.editionId);
    const { decision, revoke, reissue } = await bookDifferences(tx, act.editionId);
    if (!decision) return refused("not_signed");
    const missing = await makeMissing(tx, { act, edition: opened.value, decision, signer, last: last + reissue.length });
    if (revoke.length + reissue.length + missing.length === 0) return ok({ changed: 0 });
    const reason = await keepErasableText(tx, act.editionId, reasonOf(decision));
    const settling = { act, edition: opened.value, signer, decision, reason };
    const events: LedgerEntry<"CERTIFICATE_REVOKED" | "CERTIFICATE_CORRECTED" | "CERTIFICATES_ISSUED">[] = [...(await revokeAll(tx, revoke, settling)), ...(await reissueAll(tx, reissue, last, settling))];
    if (missing.length > 0) {
      await insertCertificates(tx, missing.map(({ certificate }) => certificate));
      const certificates = missing.map(({ certificate, entryCode }) => ({ ...recorded(certificate), entry: entryCode }));
      events.push({ type: "CERTIFICATES_ISSUED", data: { certificates }, ...by(act) });
    }
    await appendToLedger(tx, events);
    return ok({ changed: revoke.length + reissue.length + missing.length });
  });
}

const by = ({ actor, now, editionId }: Act) => ({ actor: actor.userId, at: now, editionId });

/** As the book shows it, in the language of the contest. */
function reasonOf({ decisionNumber, decisionDate }: SignedDecision): string {
  return messagesFor("vi").stages.certificates.reason(decisionNumber, formatsFor("vi").date(decisionDate.toISOString().slice(0, 10)));
}

async function revokeAll(tx: Tx, certificates: readonly CertificateRow[], { act, reason }: Settling): Promise<LedgerEntry<"CERTIFICATE_REVOKED">[]> {
  for (const { id } of certificates) await endCertificate(tx, { id, state: "REVOKED", reasonId: reason.id, actorId: act.actor.userId, now: act.now });
  return certificates.map(({ code }) => ({ type: "CERTIFICATE_REVOKED", data: { certificate: hashed(code), reason: reason.hash }, ...by(act) }));
}

async function reissueAll(tx: Tx, items: BookDifferences["reissue"], last: number, { act, edition, signer, decision, reason }: Settling): Promise<LedgerEntry<"CERTIFICATE_CORRECTED">[]> {
  const shown = await shownKeys(tx, items.map(({ certificate }) => certificate));
  const words = await wordsToIssue(tx, edition);
  const events: LedgerEntry<"CERTIFICATE_CORRECTED">[] = [];
  for (const [index, { certificate: old, prize }] of items.entries()) {
    const content = { ...old.content, ...words, prize, decisionNumber: decision.decisionNumber, decisionDate: decision.decisionDate.toISOString().slice(0, 10) };
    const made = makeCertificate({
      id: crypto.randomUUID(), editionId: act.editionId, recipient: old, content, bookNumber: last + index + 1,
      isNamePublic: shown.has(keyOf(old)), signer, actorId: act.actor.userId, now: act.now,
    });
    await endCertificate(tx, { id: old.id, state: "CORRECTED", reasonId: reason.id, actorId: act.actor.userId, now: act.now });
    await insertCertificates(tx, [made]);
    await noteReplacement(tx, old.id, made.id);
    const { certificate: code, text, book } = recorded(made);
    events.push({ type: "CERTIFICATE_CORRECTED", data: { certificate: hashed(old.code), by: code, text, book, reason: reason.hash }, ...by(act) });
  }
  return events;
}
