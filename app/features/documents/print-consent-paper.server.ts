import { editionById } from "~/data/editions.server";
import { insertConsentLink } from "~/data/consents.server";
import { versionInHand } from "~/data/entries.server";
import type { Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { dayInVietnam } from "~/domain/entry/ages";
import { partiesNeeded } from "~/domain/entry/consent";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { accessConsentDesk } from "~/features/entries/consent-desk.server";
import { LINK_DAYS } from "~/features/entries/consent-links.server";
import { accessEntry } from "~/features/entries/entry-access.server";
import type { Services } from "~/features/services";
import { type Locale, withLocale } from "~/i18n/locale";
import { printedConsent } from "~/i18n/vi/printed-consent";
import { paths } from "~/paths";
import { qrPng } from "~/platform/render/qr-png";
import { renderPdf } from "~/platform/render/render.server";
import { newOneTimeToken } from "~/platform/session/one-time-token.server";
import { consentPaper, type ConsentPaperData } from "./consent-paper";

const MS_PER_DAY = 86_400_000;

interface PrintRequest {
  actor: Actor;
  input: { entryId: string; authorKey: string };
  locale: Locale;
  now: Date;
}

/**
 * The form to sign on paper for one author, with a fresh link for each who has to agree. For everybody the entry belongs to (a guardian
 * for the own child only), and for the secretary.
 */
export async function printConsentPaper(
  { db, config }: Pick<Services, "db" | "config">,
  { actor, input, locale, now }: PrintRequest,
): Promise<Result<{ name: string; mime: string; data: Uint8Array }, Denial | "not_found" | "birth_date_missing">> {
  const found = await db.transact(async (tx): Promise<Result<ConsentPaperData, Denial | "not_found" | "birth_date_missing">> => {
    const entry = await entryToPrint(tx, { actor, entryId: input.entryId, now });
    if (!entry.ok) return entry;
    const author = versionInHand(entry.value.entry)?.authors.find((one) => one.key === input.authorKey);
    if (!author || !(entry.value.mayAll || author.guardianUserId === actor.userId)) return refused("not_found");
    if (author.birthDate === null) return refused("birth_date_missing");
    const edition = await editionById(tx, entry.value.entry.editionId);
    if (!edition) return refused("not_found");
    const asked: ConsentPaperData["asked"][number][] = [];
    for (const party of partiesNeeded(author.birthDate, dayInVietnam(now), edition.selfConsentFrom)) {
      const { token, tokenHash } = newOneTimeToken();
      const expiresAt = new Date(now.getTime() + LINK_DAYS * MS_PER_DAY);
      await insertConsentLink(tx, { tokenHash, entryId: input.entryId, authorKey: author.key, party, createdById: actor.userId, expiresAt }, now);
      asked.push({ party, qr: await qrPng(config.publicUrl + withLocale(paths.consentLink(token), locale)) });
    }
    const { code, title } = entry.value.entry;
    return ok({ edition, entry: { code, title: versionInHand(entry.value.entry)?.title ?? title }, author, asked, at: now });
  });
  if (!found.ok) return found;
  return ok({ name: `${printedConsent.fileName}.pdf`, mime: "application/pdf", data: await renderPdf(consentPaper(found.value)) });
}

async function entryToPrint(tx: Parameters<typeof accessConsentDesk>[0], { actor, entryId, now }: { actor: Actor; entryId: string; now: Date }) {
  const own = await accessEntry(tx, { actor, entryId, action: "entry.view", now });
  if (own.ok) return ok({ entry: own.value.entry, mayAll: own.value.relations.some((relation) => relation !== "guardian") });
  const desk = await accessConsentDesk(tx, { actor, entryId, token: null, now });
  return desk.ok ? ok({ entry: desk.value.entry, mayAll: true }) : desk;
}
