import { consentsOf, declinesOf, giveConsents } from "~/data/consents.server";
import { forgetPurgeWarning } from "~/data/draft-purge.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import type { Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { dayInVietnam } from "~/domain/entry/ages";
import { momentOfPaper, paperRefusal, type PaperRefusal, type SignedPaper } from "~/domain/entry/paper-consent";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { accessConsentDesk } from "./consent-desk.server";
import { messagesFor } from "~/i18n/messages";
import { keptWording } from "./consent-texts";

export type PaperReason = Denial | "not_found" | PaperRefusal | "scan_missing" | "not_on_sheet";

export interface PaperInput extends SignedPaper {
  entryId: string;
  authorKey: string;
  /** as signed */
  personName: string;
  relation: string;
  /** the version of the words that is printed at the foot of the sheet */
  textVersion: string;
  /** the stored scan of the paper */
  scanFileId: string;
}

/** What the desk for papers shows: whose papers can be keyed in. */
export async function consentDeskPage({ db }: Pick<Services, "db">, request: { actor: Actor; entryId: string; token: string | null; now: Date }) {
  return db.transact(async (tx) => {
    const desk = await accessConsentDesk(tx, request);
    if (!desk.ok) return desk;
    const { entry, edition, authors } = desk.value;
    const named = authors.filter((author) => author.fullName !== "" && author.birthDate !== null);
    return ok({
      entry: { id: entry.id, code: entry.code, editionId: edition.id },
      edition: { slug: edition.slug, title: edition.title },
      authors: named.map(({ key, fullName, guardianName }) => ({ key, fullName, guardianName })),
    });
  });
}

/**
 * Records a consent that was signed on paper: who signed, the day, what was ticked there, in which words, and the scan. One person's look is enough, because the scan is kept; the ledger says that and when it happened, not who signed.
 */
export async function recordPaperConsent(
  { db }: Pick<Services, "db">,
  { actor, input, token, now }: { actor: Actor; input: PaperInput; token: string | null; now: Date },
): Promise<Result<{ changed: number }, PaperReason>> {
  return db.transact(async (tx) => {
    const desk = await accessConsentDesk(tx, { actor, entryId: input.entryId, token, now });
    if (!desk.ok) return desk;
    const { entry, edition, authors } = desk.value;
    const author = authors.find((one) => one.key === input.authorKey);
    if (!author) return refused("not_found");
    const own = consentsOf(entry.consents, author.key);
    const withdrawn = own.flatMap(({ party, purpose, withdrawnAt }) => (withdrawnAt ? [{ party, purpose, at: withdrawnAt }] : []));
    const declined = (await declinesOf(tx, entry.id)).filter((no) => no.authorKey === author.key);
    const refusal = paperRefusal(author.birthDate, input, [...withdrawn, ...declined], { day: dayInVietnam(now), selfFrom: edition.selfConsentFrom });
    if (refusal) return refused(refusal);
    if (!input.purposes.every((purpose) => keptWording(messagesFor("vi"), input.textVersion, purpose, input.party) !== null)) return refused("not_on_sheet");
    const scan = isUuid(input.scanFileId) ? await tx.storedFile.findFirst({ where: { id: input.scanFileId, editionId: edition.id, uploadedById: actor.userId }, select: { id: true, sha256: true } }) : null;
    if (!scan) return refused("scan_missing");
    const { party, personName, relation, purposes, textVersion } = input;
    const paper = { method: "PAPER" as const, textVersion, scanFileId: scan.id, recordedAt: now, givenById: actor.userId };
    const changed = await giveConsents(tx, { entryId: entry.id, authorKey: author.key, party, personName, relation, ...paper }, purposes, momentOfPaper(input.day));
    if (changed === 0) return ok({ changed });
    if (purposes.includes("TAKE_PART")) await forgetPurgeWarning(tx, entry.id);
    const kept = await keepErasableText(tx, edition.id, scan.sha256);
    await appendToLedger(tx, [{ type: "CONSENT_ON_PAPER", data: { entry: entry.code ?? entry.id, purposes, scan: kept.hash }, actor: actor.userId, at: now, editionId: edition.id }]);
    return ok({ changed });
  });
}
