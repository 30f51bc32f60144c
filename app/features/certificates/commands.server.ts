import { publishableAuthors } from "~/data/consents.server";
import {
  endCertificate,
  insertCertificates,
  lockBook,
  lockCertificate,
  type NewCertificate,
  noteReplacement,
  type Recipient,
  recipientsOf,
  storeTemplate,
  type TemplateRow,
} from "~/data/certificates.server";
import type { Tx } from "~/data/client.server";
import { type EditionRow, lockEdition } from "~/data/editions.server";
import { appendToLedger, chainFunctions, keepErasableText } from "~/data/ledger.server";
import { certifiedDecisionOf, type DecisionRow, tiersOf } from "~/data/results.server";
import { can, type Denial } from "~/domain/access/can";
import { isStaff, type Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Ranking } from "~/domain/ranking/rank-problem";
import type { Services } from "~/features/services";
import { loadSigner, type Signer } from "~/platform/signing/signer.server";
import { heldBack } from "./held-back.server";
import { makeCertificate } from "./make-certificate.server";
import { wordsToIssue } from "./words-in-force.server";

export type CertificateRefusal = Denial | "not_found" | "not_signed" | "version_conflict" | "ended_already" | "same_name";

export type WithSigner = Pick<Services, "db" | "config">;

export interface Act {
  actor: Actor;
  editionId: string;
  now: Date;
}

/** The edition, locked, for whoever may issue certificates now. */
export async function openBook(tx: Tx, { actor, editionId, now }: Act): Promise<Result<EditionRow, CertificateRefusal>> {
  const edition = isStaff(actor, editionId) ? await lockEdition(tx, editionId, "SHARE") : null;
  if (!edition) return refused("not_found");
  const right = can(actor, "certificate.manage", { editionId, phase: phaseAt(edition, now) });
  return right.allowed ? ok(edition) : refused(right.reason);
}

export type SignedDecision = DecisionRow & { decisionNumber: string; decisionDate: Date };

export const isSigned = (decision: DecisionRow | null): decision is SignedDecision =>
  (decision?.state === "SIGNED" || decision?.state === "PUBLISHED") && decision.decisionNumber !== null && decision.decisionDate !== null;

/**
 * Issues certificates to all authors and supervisors of awarded entries who never had one: possible once the decision is signed, so that
 * they can be handed out at the ceremony. Entries of an open correction wait for it. Done again, it issues what is missing (nothing, mostly); whoever had one revoked gets another
 * one alone (`correctCertificate`). Check pages answer from publication on.
 */
export async function issueCertificates({ db, config }: WithSigner, act: Act): Promise<Result<{ issued: number }, CertificateRefusal>> {
  const signer = await loadSigner(config);
  return db.transact(async (tx): Promise<Result<{ issued: number }, CertificateRefusal>> => {
    const opened = await openBook(tx, act);
    if (!opened.ok) return opened;
    const decision = await certifiedDecisionOf(tx, act.editionId);
    if (!isSigned(decision)) return refused("not_signed");
    const { last } = await lockBook(tx, act.editionId);
    const made = await makeMissing(tx, { act, edition: opened.value, decision, signer, last });
    if (made.length === 0) return ok({ issued: 0 });
    await insertCertificates(tx, made.map(({ certificate }) => certificate));
    const certificates = made.map(({ certificate, entryCode }) => ({ ...recorded(certificate), entry: entryCode }));
    await appendToLedger(tx, [{ type: "CERTIFICATES_ISSUED", data: { certificates }, actor: act.actor.userId, at: act.now, editionId: act.editionId }]);
    return ok({ issued: made.length });
  });
}

export const hashed = (text: string) => chainFunctions.sha256Hex(text);
export const recorded = ({ code, signedText, bookNumber }: NewCertificate) => ({ certificate: hashed(code), text: hashed(signedText), book: bookNumber });

interface Missing {
  act: Act;
  edition: EditionRow;
  decision: SignedDecision;
  signer: Signer;
  /** last number of the book */
  last: number;
}

export async function makeMissing(tx: Tx, { act, edition, decision, signer, last }: Missing): Promise<{ certificate: NewCertificate; entryCode: string }[]> {
  const prizes = await prizesOf(tx, edition.id, decision);
  const held = await heldBack(tx, edition.id);
  const missing = (await recipientsOf(tx, edition.id, [...prizes.keys()].filter((code) => !held.has(code)))).filter(({ last }) => last === null).toSorted(byPrize(prizes));
  const shown = await shownKeys(tx, missing);
  const words = await wordsToIssue(tx, edition);
  return missing.map((recipient, index) => {
    const content = {
      ...words,
      prize: prizes.get(recipient.entryCode)?.label ?? "",
      title: recipient.title,
      unit: recipient.unit,
      edition: edition.title,
      decisionNumber: decision.decisionNumber,
      decisionDate: decision.decisionDate.toISOString().slice(0, 10),
    };
    const isNamePublic = shown.has(keyOf(recipient));
    const certificate = makeCertificate({ id: crypto.randomUUID(), editionId: edition.id, recipient, content, bookNumber: last + index + 1, isNamePublic, signer, actorId: act.actor.userId, now: act.now });
    return { certificate, entryCode: recipient.entryCode };
  });
}

interface Prize {
  label: string;
  /** place of the tier, then rank */
  place: number;
}

/** What each awarded entry got in the sealed answer, by code. */
export async function prizesOf(tx: Tx, editionId: string, decision: DecisionRow): Promise<Map<string, Prize>> {
  const tiers = await tiersOf(tx, editionId);
  const { ranking } = decision.answer as unknown as Ranking;
  return new Map(
    ranking.flatMap(({ entry, prize, rank }): [string, Prize][] => {
      const tier = tiers.findIndex(({ code }) => code === prize);
      return tier < 0 ? [] : [[entry, { label: tiers[tier]?.label ?? "", place: tier * 1_000_000 + (rank ?? 0) }]];
    }),
  );
}

/** The book begins with the highest prize; people of one entry stand together. */
const byPrize = (prizes: ReadonlyMap<string, Prize>) => (a: Recipient, b: Recipient) =>
  (prizes.get(a.entryCode)?.place ?? 0) - (prizes.get(b.entryCode)?.place ?? 0) || (a.entryCode < b.entryCode ? -1 : a.entryCode > b.entryCode ? 1 : 0);

export const keyOf = ({ entryId, authorKey }: Pick<Recipient, "entryId" | "authorKey">) => `${entryId} ${authorKey ?? ""}`;

/** Authors whose names may be shown. Supervisors are not asked for a consent, so theirs are compared, never shown. */
export async function shownKeys(tx: Tx, recipients: readonly Pick<Recipient, "entryId">[]): Promise<Set<string>> {
  const authors = await publishableAuthors(tx, [...new Set(recipients.map(({ entryId }) => entryId))]);
  return new Set([...authors].flatMap(([entryId, list]) => list.flatMap(({ key, name }) => (name === null ? [] : [keyOf({ entryId, authorKey: key })]))));
}

interface Correction {
  id: string;
  /** made with the form, so that a correction sent twice is made once */
  newId: string;
  name: string;
  reason: string;
}

/**
 * Issues a certificate anew: with the name put right, the old one then says on its check page that another stands in its place; or to
 * somebody whose certificate was revoked, which stays revoked. It bears the words and the signatory in force now.
 */
export async function correctCertificate({ db, config }: WithSigner, { input, ...act }: Act & { input: Correction }): Promise<Result<null, CertificateRefusal>> {
  const { editionId, actor, now } = act;
  const signer = await loadSigner(config);
  return db.transact(async (tx): Promise<Result<null, CertificateRefusal>> => {
    const opened = await openBook(tx, act);
    if (!opened.ok) return opened;
    const { last } = await lockBook(tx, editionId);
    const old = isUuid(input.id) ? await lockCertificate(tx, editionId, input.id) : null;
    if (!old) return refused("not_found");
    if ((await tx.certificate.count({ where: { id: input.newId, editionId } })) > 0) return ok(null);
    if (old.replacedById !== null) return refused("ended_already");
    const isRevoked = old.state === "REVOKED";
    if (!isRevoked && old.name === input.name) return refused("same_name");
    const recipient = { entryId: old.entryId, kind: old.kind, authorKey: old.authorKey, name: input.name };
    const isNamePublic = (await shownKeys(tx, [recipient])).has(keyOf(recipient));
    const content = { ...old.content, ...(await wordsToIssue(tx, opened.value)) };
    const certificate = makeCertificate({ id: input.newId, editionId, recipient, content, bookNumber: last + 1, isNamePublic, signer, actorId: actor.userId, now });
    const reason = await keepErasableText(tx, editionId, input.reason);
    if (!isRevoked) await endCertificate(tx, { id: old.id, state: "CORRECTED", reasonId: reason.id, actorId: actor.userId, now });
    await insertCertificates(tx, [certificate]);
    await noteReplacement(tx, old.id, certificate.id);
    const { certificate: by, text, book } = recorded(certificate);
    const data = { certificate: hashed(old.code), by, text, book, reason: reason.hash };
    await appendToLedger(tx, [{ type: "CERTIFICATE_CORRECTED", data, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}

/** A certificate holds no longer: its check page says so from then on. Revoking twice is done once. */
export function revokeCertificate({ db }: Pick<Services, "db">, { input, ...act }: Act & { input: { id: string; reason: string } }): Promise<Result<null, CertificateRefusal>> {
  const { editionId, actor, now } = act;
  return db.transact(async (tx): Promise<Result<null, CertificateRefusal>> => {
    const opened = await openBook(tx, act);
    if (!opened.ok) return opened;
    const old = isUuid(input.id) ? await lockCertificate(tx, editionId, input.id) : null;
    if (!old) return refused("not_found");
    if (old.state === "REVOKED") return ok(null);
    if (old.state !== "VALID") return refused("ended_already");
    const reason = await keepErasableText(tx, editionId, input.reason);
    await endCertificate(tx, { id: old.id, state: "REVOKED", reasonId: reason.id, actorId: actor.userId, now });
    await appendToLedger(tx, [{ type: "CERTIFICATE_REVOKED", data: { certificate: hashed(old.code), reason: reason.hash }, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}

/** Stores the words and pictures that all certificates of the edition bear; those issued before keep theirs. */
export function changeTemplate({ db }: Pick<Services, "db">, { input, ...act }: Act & { input: TemplateRow }): Promise<Result<null, CertificateRefusal>> {
  return db.transact(async (tx): Promise<Result<null, CertificateRefusal>> => {
    const opened = await openBook(tx, act);
    if (!opened.ok) return opened;
    return (await storeTemplate(tx, act.editionId, input)) ? ok(null) : refused("version_conflict");
  });
}
