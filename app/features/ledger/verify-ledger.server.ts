import { editionBySlug } from "~/data/editions.server";
import { chainsToVerify, verifyChain, type ChainReport } from "~/data/ledger-verify.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";

export interface LedgerVerdict {
  verified: boolean;
  chains: ChainReport[];
  /** true when a head was given and no walked chain holds it */
  headMissing: boolean;
}

/**
 * Walks the chains (of one edition, or all) and compares every stored score, assignment, decision and publication
 * with them. Any change that doesn't rewrite a whole chain is found; a rewritten chain is found by `head`, a hash that
 * left the machine earlier and must still stand in a chain (contract: "Ledger").
 */
export async function verifyLedger(
  { db }: Pick<Services, "db">,
  request: { edition: string | null; head: string | null },
): Promise<Result<LedgerVerdict, "not_found">> {
  const edition = request.edition === null ? null : await editionBySlug(db.prisma, request.edition);
  if (request.edition !== null && !edition) return refused("not_found");
  const chains: ChainReport[] = [];
  for (const chain of await chainsToVerify(db, edition?.id ?? null)) chains.push(await verifyChain(db, chain, request.head));
  const headMissing = request.head !== null && !chains.some(({ holdsHead }) => holdsHead);
  const verified = !headMissing && chains.every(({ faults, differences }) => faults.length === 0 && differences.length === 0);
  return ok({ verified, chains, headMissing });
}
