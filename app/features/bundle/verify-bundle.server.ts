import { z } from "zod";
import { chainFunctions } from "~/data/ledger.server";
import { chainFaults, type ChainEvent, eventHash, FIRST_PREV } from "~/domain/ledger/chain";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { fingerprintOf, isSignedBy } from "~/platform/signing/signer.server";
import { BUNDLE_FILES, BUNDLE_FORMAT, type BundleFile, MANIFEST, type Manifest, type PublicEvent } from "./bundle-form";
import { readBundleZip } from "./bundle-zip.server";
import { recomputeFull, recomputePublic } from "./recompute.server";

/** What differs in a bundle: `where` names the file, the event or the entry. */
export interface BundleProblem {
  where: string;
  code:
    | "zip_broken"
    | "zip_altered"
    | "file_missing"
    | "file_unknown"
    | "file_unreadable"
    | "file_hash"
    | "manifest_unreadable"
    | "signature"
    | "key"
    | "ledger_gap"
    | "ledger_link"
    | "ledger_hash"
    | "ledger_head"
    | "head_absent"
    | "not_published"
    | "seal"
    | "rules_refused"
    | "sheet_differs"
    | "sheet_absent"
    | "assignment_differs"
    | "conflict_assigned"
    | "decision_differs"
    | "vote_differs"
    | "award_differs"
    | "ranking_differs";
  /** what the bundle says, and what follows from the rest of it */
  found?: string;
  expected?: string;
}

export interface BundleVerdict {
  problems: BundleProblem[];
  manifest: Manifest | null;
  /** fingerprint of the key that signed, to be compared with the one that was published */
  fingerprint: string | null;
  awards: number;
}

export type BundleRefusal = "not_zip" | "too_large" | "from_future";

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const manifestSchema = z.strictObject({
  format: z.number().int().min(1),
  visibility: z.enum(["full", "public"]),
  software: z.strictObject({ name: z.string(), version: z.string() }),
  edition: z.strictObject({ slug: z.string(), kind: z.string(), number: z.number(), title: z.string() }),
  head: z.strictObject({ seq: z.number().int().min(0), hash: z.string() }),
  files: z.strictObject(Object.fromEntries(BUNDLE_FILES.map((name) => [name, hex])) as Record<BundleFile, typeof hex>),
  publicKey: z.string(),
  signature: z.string(),
});

/**
 * Checks a sealed bundle without database or network (contract: "bundle verify"): that nobody changed a byte since it was signed,
 * that the chain holds, and that rules, sheets and choices give just the awards it names. `head`: a hash that left the machine
 * earlier and must stand in the chain. `key`: fingerprint the signature must come from.
 */
export function verifyBundle(bytes: Uint8Array, trusted: { head: string | null; key: string | null }): Result<BundleVerdict, BundleRefusal> {
  const read = readBundleZip(bytes);
  if (!read.ok && (read.reason === "too_large" || !startsAsZip(bytes))) return refused(read.reason);
  if (!read.ok) return ok({ problems: [{ where: "zip", code: "zip_broken" }], manifest: null, fingerprint: null, awards: 0 });
  const { files, altered } = read.value;
  const problems: BundleProblem[] = altered ? [{ where: "zip", code: "zip_altered" }] : [];
  for (const name of files.keys()) if (name !== MANIFEST && !(BUNDLE_FILES as readonly string[]).includes(name)) problems.push({ where: name, code: "file_unknown" });
  for (const name of BUNDLE_FILES) if (!files.has(name)) problems.push({ where: name, code: "file_missing" });
  const raw = json(files.get(MANIFEST) ?? "");
  if (isFromFuture(raw)) return refused("from_future");
  const parsed = manifestSchema.safeParse(raw);
  if (!parsed.success) return ok({ problems: [...problems, { where: MANIFEST, code: "manifest_unreadable" }], manifest: null, fingerprint: null, awards: 0 });
  const manifest: Manifest = parsed.data;
  const fingerprint = fingerprintOf(manifest.publicKey);
  problems.push(...signatureProblems(manifest, fingerprint, trusted.key), ...hashProblems(manifest, files));
  const events = ledgerEvents(files.get("ledger.jsonl") ?? "", manifest.visibility);
  if (!events) problems.push({ where: "ledger.jsonl", code: "file_unreadable" });
  else problems.push(...ledgerProblems(events, manifest, trusted.head));
  const { problems: different, awards } = recomputed(manifest, files, events ?? []);
  return ok({ problems: [...problems, ...different], manifest, fingerprint, awards });
}

/** Contents that were altered may have any form at all; one that nothing can be computed from is a problem like others. */
function recomputed(manifest: Manifest, files: ReadonlyMap<string, string>, events: readonly PublicEvent[]): ReturnType<typeof recomputeFull> {
  const recompute = manifest.visibility === "full" ? recomputeFull : recomputePublic;
  try {
    return recompute(Object.fromEntries(BUNDLE_FILES.map((name) => [name, json(files.get(name) ?? "")])), files, events);
  } catch {
    return { problems: [{ where: "zip", code: "file_unreadable" }], awards: 0 };
  }
}

const startsAsZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** Undefined for what is no JSON. */
function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isFromFuture(raw: unknown): boolean {
  const format = typeof raw === "object" && raw !== null ? (raw as { format?: unknown }).format : undefined;
  return typeof format === "number" && format > BUNDLE_FORMAT;
}

function signatureProblems({ signature, ...unsigned }: Manifest, fingerprint: string, key: string | null): BundleProblem[] {
  const problems: BundleProblem[] = [];
  if (!isSignedBy(unsigned.publicKey, chainFunctions.canonical(unsigned), signature)) problems.push({ where: MANIFEST, code: "signature" });
  const bare = (text: string) => text.toLowerCase().replace(/[^0-9a-f]/g, "");
  if (key !== null && bare(key) !== bare(fingerprint)) problems.push({ where: MANIFEST, code: "key", found: fingerprint, expected: key });
  return problems;
}

function hashProblems(manifest: Manifest, files: ReadonlyMap<string, string>): BundleProblem[] {
  return BUNDLE_FILES.flatMap((name): BundleProblem[] => {
    const text = files.get(name);
    if (text === undefined) return [];
    const found = chainFunctions.sha256Hex(text);
    return found === manifest.files[name] ? [] : [{ where: name, code: "file_hash", found, expected: manifest.files[name] }];
  });
}

const fullEvent = z.strictObject({ seq: z.number().int(), at: z.string(), type: z.string(), actor: z.string(), data: z.record(z.string(), z.unknown()), prev: z.string(), hash: z.string() });
const publicEvent = fullEvent.partial({ data: true }).strict();

function ledgerEvents(text: string, visibility: Manifest["visibility"]): PublicEvent[] | null {
  const lines = text.split("\n").filter((line) => line !== "");
  const schema = visibility === "full" ? fullEvent : publicEvent;
  const events = lines.map((line) => schema.safeParse(json(line)));
  return events.every((event) => event.success) ? events.map((event) => event.data as PublicEvent) : null;
}

const LEDGER_FAULTS = { missing: "ledger_gap", prev: "ledger_link", hash: "ledger_hash" } as const;

function ledgerProblems(events: readonly PublicEvent[], manifest: Manifest, head: string | null): BundleProblem[] {
  const problems: BundleProblem[] = [];
  const last = events.at(-1);
  for (const { seq, fault } of walked(events)) problems.push({ where: `ledger.jsonl ${seq}`, code: LEDGER_FAULTS[fault] });
  const found = `${last?.seq ?? 0} ${last?.hash ?? ""}`;
  const expected = `${manifest.head.seq} ${manifest.head.hash}`;
  if (found !== expected) problems.push({ where: "ledger.jsonl", code: "ledger_head", found, expected });
  if (head !== null && !events.some(({ hash }) => hash === head)) problems.push({ where: "ledger.jsonl", code: "head_absent", expected: head });
  return problems;
}

/** The faults of a chain; of events without data only number and link can be told. */
function walked(events: readonly PublicEvent[]): { seq: number; fault: "missing" | "prev" | "hash" }[] {
  if (events.every((event): event is ChainEvent => event.data !== undefined)) return chainFaults(events, chainFunctions);
  let before = { seq: 0, hash: FIRST_PREV };
  return events.flatMap((event) => {
    const faults: { seq: number; fault: "missing" | "prev" | "hash" }[] = [];
    if (event.seq !== before.seq + 1) faults.push({ seq: event.seq, fault: "missing" });
    if (event.prev !== before.hash) faults.push({ seq: event.seq, fault: "prev" });
    if (event.data !== undefined && eventHash(event as ChainEvent, chainFunctions) !== event.hash) faults.push({ seq: event.seq, fault: "hash" });
    before = event;
    return faults;
  });
}
