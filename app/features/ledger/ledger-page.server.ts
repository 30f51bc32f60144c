import { ledgerHead } from "~/data/ledger.server";
import { ledgerPage } from "~/data/ledger-pages.server";
import type { EventValue } from "~/domain/ledger/chain";
import type { Services } from "~/features/services";

export const LEDGER_PAGE = 50;

/** A page of the edition's ledger for its staff: what happened, when, by whom; codes only, never a score. */
export async function ledgerPageView({ db }: Pick<Services, "db">, query: { viewerId: string; editionId: string; page: number }) {
  const { viewerId, editionId, page } = query;
  const [head, { lines, total, barred }] = await Promise.all([ledgerHead(db.prisma, editionId), ledgerPage(db, editionId, { viewerId, offset: (page - 1) * LEDGER_PAGE, limit: LEDGER_PAGE })]);
  const unseen = new Set(barred);
  return { head: head?.hash ?? null, total, lines: lines.map(({ data, ...line }) => ({ ...line, about: Object.values(data).flatMap(readable).filter((code) => !unseen.has(code)).join(" · ") })) };
}

/** Codes people can read; ids and hashes say nothing to them. */
function readable(value: EventValue): string[] {
  if (typeof value === "number") return [String(value)];
  if (Array.isArray(value)) return value.flatMap(readable);
  if (typeof value !== "string" || /^[0-9a-f]{64}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return [];
  return [value];
}
