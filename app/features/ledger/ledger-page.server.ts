import { ledgerHead } from "~/data/ledger.server";
import { ledgerPage, namesOfEvents } from "~/data/ledger-pages.server";
import type { Services } from "~/features/services";
import { formatsFor } from "~/i18n/formats";
import type { Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { describeEvent } from "./describe-event";

export const LEDGER_PAGE = 50;

/** A page of the edition's ledger for its staff: what happened, when, by whom and about what, in words of `locale`; never a score. */
export async function ledgerPageView({ db }: Pick<Services, "db">, query: { viewerId: string; editionId: string; page: number; locale: Locale }) {
  const { viewerId, editionId, page, locale } = query;
  const [head, { lines, total, barred }, names] = await Promise.all([
    ledgerHead(db.prisma, editionId),
    ledgerPage(db, editionId, { viewerId, offset: (page - 1) * LEDGER_PAGE, limit: LEDGER_PAGE }),
    namesOfEvents(db, editionId),
  ]);
  const words = { names, messages: messagesFor(locale), formats: formatsFor(locale), unseen: new Set(barred) };
  return { head: head?.hash ?? null, total, lines: lines.map(({ data, ...line }) => ({ ...line, about: describeEvent(line.type, data, words).join(" · ") })) };
}
