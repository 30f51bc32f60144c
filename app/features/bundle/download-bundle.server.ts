import packageJson from "../../../package.json";
import { isInConflictAnywhere } from "~/data/bundles.server";
import type { Reader } from "~/data/editions.server";
import { ledgerHead, publicHead } from "~/data/ledger.server";
import { publishedDecisionOf } from "~/data/results.server";
import { can, type AccessDecision, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { Phase } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { publicResult } from "~/features/results/public-result.server";
import type { Services } from "~/features/services";
import { fingerprintOf, loadSigner } from "~/platform/signing/signer.server";
import { exportBundle } from "./export-bundle.server";

type WithKey = Pick<Services, "db" | "config">;

interface StaffQuery {
  actor: Actor;
  edition: { id: string; slug: string };
  phase: Phase;
}

const software = { name: packageJson.name, version: packageJson.version };

/** The public bundle as it was made last, with the head it ends at, which decides what is in it: everybody asks for the same bytes. */
let kept: { slug: string; head: string; bytes: Uint8Array } | null = null;

/** The public bundle of an edition whose result the public may see. */
export async function publicBundle({ db, config }: WithKey, slug: string, now: Date): Promise<Result<{ bytes: Uint8Array; name: string }, "not_found">> {
  const result = await publicResult(db, slug, now);
  if (!result.ok) return refused("not_found");
  const head = result.value.file.ledgerHead ?? "";
  if (kept?.slug !== slug || kept.head !== head) {
    const bundle = await exportBundle(db, { edition: slug, visibility: "public", software, signer: await loadSigner(config) });
    if (!bundle.ok) return refused("not_found");
    kept = { slug, head, bytes: bundle.value };
  }
  return ok({ bytes: kept.bytes, name: `${slug}-niem-phong-cong-khai.zip` });
}

/**
 * The full bundle, with every sheet by codes of judges: for the chair, organisers and inspectors. Whoever has an interest in an entry
 * gets it from another person, because it holds the sheets of all.
 */
export async function fullBundle({ db, config }: WithKey, query: StaffQuery): Promise<Result<{ bytes: Uint8Array; name: string }, Denial | "not_published">> {
  const { edition } = query;
  const right = await mayExport(db.prisma, query);
  if (!right.allowed) return refused(right.reason);
  const bundle = await exportBundle(db, { edition: edition.slug, visibility: "full", software, signer: await loadSigner(config) });
  return bundle.ok ? ok({ bytes: bundle.value, name: `${edition.slug}-niem-phong-day-du.zip` }) : refused("not_published");
}

/** What a person needs to check a bundle: the seal, the head of the chain and the fingerprint of the key. */
export async function sealView({ db, config }: WithKey, query: StaffQuery) {
  const { edition } = query;
  const [decision, head, open, signer, right] = await Promise.all([
    publishedDecisionOf(db.prisma, edition.id),
    ledgerHead(db.prisma, edition.id),
    publicHead(db.prisma, edition.id),
    loadSigner(config),
    mayExport(db.prisma, query),
  ]);
  return {
    seal: decision?.sealedHash ?? null,
    // before publication the length of the record would tell whoever has an interest that there is more than they see
    head: decision ? (head?.hash ?? null) : null,
    /** one that stands in the bundle this reader gets: the public one ends where the page of the result says */
    bundleHead: decision ? ((right.allowed ? head : open)?.hash ?? null) : null,
    events: decision ? (head?.seq ?? 0) : 0,
    fingerprint: fingerprintOf(signer.publicKey),
    full: right.allowed ? ("allowed" as const) : right.reason,
  };
}

/** Role and phase first: before there is a result, the answer must not tell of an interest. */
async function mayExport(reader: Reader, { actor, edition, phase }: StaffQuery): Promise<AccessDecision> {
  const about = { editionId: edition.id, phase };
  const right = can(actor, "bundle.export", about);
  return right.allowed ? can(actor, "bundle.export", { ...about, inConflict: await isInConflictAnywhere(reader, edition.id, actor.userId) }) : right;
}
