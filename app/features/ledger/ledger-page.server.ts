import { ledgerHead } from "~/data/ledger.server";
import { ledgerPage } from "~/data/ledger-pages.server";
import type { EventValue } from "~/domain/ledger/chain";
import type { Services } from "~/features/services";

export const LEDGER_PAGE = 50;

/** A page of the edition's ledger for its staff: what happened, when, by whom; codes only, never a score. */
export async function ledgerPageView({ db }: Pick<Services, "db">, query: { editionId: string; page: number }) {
  const [head, lines] = await Promise.all([ledgerHead(db.prisma, query.editionId), ledgerPage(db, query.editionId, { offset: (query.page - 1) * LEDGER_PAGE, limit: LEDGER_PAGE })]);
  return { head: head?.hash ?? null, total: head?.seq ?? 0, lines: lines.map(({ data, ...line }) => ({ ...line, about: Object.values(data).flatMap(readable).join(" · ") })) };
}

/** Codes people can read; ids and hashes say nothing to them. */
function readable(value: EventValue): string[] {
  if (typeof value === "number") return [String(value)];
  if (Array.isArray(value)) return value.flatMap(readable);
  if (typeof value !== "string" || /^[0-9a-f]{64}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return [];
  return [value];
}
