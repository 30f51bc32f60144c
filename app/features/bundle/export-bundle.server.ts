import { assignmentCodes, chainOf, conflictCodes } from "~/data/bundles.server";
import type { Database } from "~/data/client.server";
import { editionBySlug } from "~/data/editions.server";
import { chainFunctions } from "~/data/ledger.server";
import { publishedDecisionOf } from "~/data/results.server";
import { slugFault } from "~/domain/contest/naming";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Ranking } from "~/domain/ranking/rank-problem";
import type { ProblemJson } from "~/features/results/problem-json";
import type { Signer } from "~/platform/signing/signer.server";
import { bundleFiles, fileText, hashesOf } from "./bundle-files.server";
import { BUNDLE_FILES, BUNDLE_FORMAT, MANIFEST, type Manifest } from "./bundle-form";
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
  const decision = await publishedDecisionOf(db.prisma, edition.id);
  if (!decision || decision.decisionNumber === null || decision.decisionDate === null) return refused("not_published");
  const [assignments, conflicts, events] = await Promise.all([assignmentCodes(db, edition.id), conflictCodes(db, edition.id), chainOf(db, edition.id)]);
  const result = {
    problem: decision.problem as unknown as ProblemJson,
    answer: decision.answer as unknown as Ranking,
    seal: decision.sealedHash,
    number: decision.decisionNumber,
    date: decision.decisionDate.toISOString().slice(0, 10),
  };
  const files = bundleFiles({ result, assignments: { assignments, conflicts }, events, visibility });
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
