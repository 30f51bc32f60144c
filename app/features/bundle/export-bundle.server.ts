import { assignmentCodes, chainOf, conflictCodes, earlierDecisions } from "~/data/bundles.server";
import type { Database } from "~/data/client.server";
import { editionBySlug } from "~/data/editions.server";
import { chainFunctions, ledgerHead } from "~/data/ledger.server";
import { publishedDecisionOf } from "~/data/results.server";
import { votesOf } from "~/data/votes.server";
import { slugFault } from "~/domain/contest/naming";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { ChainEvent } from "~/domain/ledger/chain";
import { isAmong, PUBLICATIONS } from "~/domain/ledger/publications";
import type { Ranking } from "~/domain/ranking/rank-problem";
import type { ProblemJson } from "~/features/results/problem-json";
import type { Signer } from "~/platform/signing/signer.server";
import { bundleFiles, fileText, hashesOf } from "./bundle-files.server";
import { BUNDLE_FILES, BUNDLE_FORMAT, type DecisionSign, MANIFEST, type Manifest } from "./bundle-form";
import { bundleZip } from "./bundle-zip.server";

export interface BundleRequest {
  /** slug */
  edition: string;
  visibility: "full" | "public";
  software: { name: string; version: string };
  signer: Signer;
}

/**
 * The sealed bundle of a published result as the bytes of a zip (contract: "Sealed bundle"). It holds codes, points and hashes,
 * never names. The same state of the record gives the same bytes.
 */
export async function exportBundle(db: Database, { edition: slug, visibility, software, signer }: BundleRequest): Promise<Result<Uint8Array, "edition_unknown" | "not_published">> {
  const edition = slugFault(slug) === null ? await editionBySlug(db.prisma, slug) : null;
  if (!edition) return refused("edition_unknown");
  const { decision, earlier, assignments, conflicts, chain, votes } = await ofOneState(db, edition.id);
  if (!decision || decision.decisionNumber === null || decision.decisionDate === null) return refused("not_published");
  const result = {
    problem: decision.problem as unknown as ProblemJson,
    answer: decision.answer as unknown as Ranking,
    ...signOf(decision),
  };
  const events = visibility === "public" ? untilPublished(chain) : chain;
  const told = (type: string) => new Set(events.flatMap((event) => (event.type === type ? [event.data["vote"]] : [])));
  const [known, takenBack] = [told("VOTE_RECORDED"), told("VOTE_REVOKED")];
  const files = bundleFiles({
    result,
    earlier: earlier.map(signOf),
    votes: votes.filter(({ id }) => visibility === "full" || known.has(id)).map(({ meeting: _meeting, question: _question, recordedAt: _at, specialAward: award, ...vote }) => ({ ...vote, award, revoked: visibility === "public" ? takenBack.has(vote.id) : vote.revoked })),
    assignments: { assignments, conflicts },
    events,
    visibility,
  });
  const last = events.at(-1);
  const unsigned: Omit<Manifest, "signature"> = {
    format: BUNDLE_FORMAT,
    visibility,
    software,
    edition: { slug, kind: edition.kind, number: edition.number, title: edition.title },
    head: { seq: last?.seq ?? 0, hash: last?.hash ?? "" },
    files: hashesOf(files),
    publicKey: signer.publicKey,
  };
  const manifest: Manifest = { ...unsigned, signature: signer.sign(chainFunctions.canonical(unsigned)) };
  return ok(bundleZip([[MANIFEST, fileText(manifest)], ...BUNDLE_FILES.map((name) => [name, files[name]] as const)]));
}

/** What a bundle is made of, read until nothing was recorded meanwhile: a decision and a chain of two states would not pass their own check. */
async function ofOneState(db: Database, editionId: string) {
  for (;;) {
    const chain = await chainOf(db, editionId);
    const decision = await publishedDecisionOf(db.prisma, editionId);
    const [assignments, conflicts, votes, earlier] = await Promise.all([
      assignmentCodes(db, editionId),
      conflictCodes(db, editionId),
      votesOf(db.prisma, editionId),
      decision ? earlierDecisions(db.prisma, editionId, decision.sequence) : [],
    ]);
    const head = await ledgerHead(db.prisma, editionId);
    if ((head?.seq ?? 0) === (chain.at(-1)?.seq ?? 0)) return { decision, earlier, assignments, conflicts, chain, votes };
  }
}

function signOf({ sealedHash, decisionNumber, decisionDate }: { sealedHash: string; decisionNumber: string | null; decisionDate: Date | null }): DecisionSign {
  return { seal: sealedHash, number: decisionNumber ?? "", date: decisionDate?.toISOString().slice(0, 10) ?? "" };
}

/** What came after the result in force was published is nobody's but the organisers': a correction on its way must not show. */
function untilPublished(chain: readonly ChainEvent[]): readonly ChainEvent[] {
  return chain.slice(0, chain.findLastIndex(({ type }) => isAmong(PUBLICATIONS, type)) + 1);
}
