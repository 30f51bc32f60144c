import { changeIssuedPaper, contentHash, insertIssuedPaper, issuedPaperById, issuedPapersOf, type NewIssuedFile, papersNumbered } from "~/data/issued-papers.server";
import type { Tx } from "~/data/client.server";
import { editionById, type EditionRow } from "~/data/editions.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { paperFacts } from "~/data/paper-stages.server";
import type { Denial } from "~/domain/access/can";
import { isStaff } from "~/domain/access/roles";
import { dayFault, type DayFault, daysToIssue } from "~/domain/documents/paper-days";
import { paperNumber } from "~/domain/documents/paper-number";
import type { Day } from "~/domain/entry/ages";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { type GateRefusal, paperGate } from "~/platform/render/paper-gate.server";
import { RenderError } from "~/platform/render/render.server";
import { draftHash, draftNamed, type PaperServices } from "./draft.server";
import { type IssuedContent, issuedContentOf, issuedPaperOf } from "./issued-content";
import { filesToKeep } from "./issued-files.server";
import type { OfficialKind } from "./official-kind";
import { openForPapers, type PaperAct } from "./paper-act.server";
import { draftViewer, isKeptFrom, missingFor } from "./stage";

export type IssueRefusal = Denial | GateRefusal | "not_found" | "stage_missing" | "interest_in_paper" | "changed_since_draft" | "issued_already" | "number_required" | "number_wrong" | "number_taken" | DayFault | "paper_failed";

export interface IssueInput {
  /** ready-made, so that a second click issues nothing more */
  id: string;
  name: string;
  draft: string;
  /** as typed */
  number: string;
  /** within `daysToIssue` */
  date: Day;
}

type Issuing = PaperAct & { kind: OfficialKind; input: IssueInput };

/**
 * Issues a paper: what stands on it is kept with its number and day, as it was looked at, and so are its files. Where anything of it changed since
 * (`changed_since_draft`) nothing is issued. Done again with the same id it changes nothing, and draws nothing.
 * Where a file cannot be drawn (`paper_failed`) nothing is issued either; nor while too many papers are being drawn (`papers_busy`).
 */
export async function issuePaper(services: PaperServices, act: Issuing): Promise<Result<null, IssueRefusal>> {
  const { actor, editionId, now, kind, input } = act;
  const isThere = await isIssued(services, act);
  const made = isThere ? ok(null) : await readyToIssue(services, act);
  if (!made.ok) return made;
  const drawn = made.value && (await filesFor(services, act, made.value.content));
  if (drawn && !drawn.ok) return drawn;
  return services.db.transact(async (tx): Promise<Result<null, IssueRefusal>> => {
    const opened = await openForPapers(tx, act);
    if (!opened.ok) return opened;
    const known = await issuedPaperById(tx, editionId, input.id);
    if (known) return known.kind === kind.key && known.name === input.name ? ok(null) : refused("not_found");
    if (!made.value || !drawn?.value) return refused("not_found");
    const { number, content } = made.value;
    const refusal = await refusalAmong(tx, act, number);
    if (refusal) return refused(refusal);
    const hash = contentHash(content);
    await insertIssuedPaper(tx, { id: input.id, editionId, kind: kind.key, name: input.name, number, date: new Date(`${input.date}T00:00:00Z`), content, hash, issuedById: actor.userId, issuedAt: now, files: drawn.value });
    const data = { paper: input.id, kind: kind.key, name: input.name, hash, number, date: input.date, files: drawn.value.map(({ format, sha256 }) => ({ format, sha256 })) };
    await appendToLedger(tx, [{ type: "PAPER_ISSUED", data, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}

/** Whether the paper of this id is there already, as after a second click. */
const isIssued = async ({ db }: PaperServices, { editionId, input }: Issuing): Promise<boolean> => isUuid(input.id) && (await issuedPaperById(db.prisma, editionId, input.id)) !== null;

/** The files of the paper, drawn when its turn comes; null where a second click issued it while this one waited. */
async function filesFor(services: PaperServices, act: Issuing, content: IssuedContent): Promise<Result<NewIssuedFile[] | null, GateRefusal | "paper_failed">> {
  try {
    return await paperGate.run(async () => ((await isIssued(services, act)) ? null : filesToKeep(issuedPaperOf(content), act.kind.formats)));
  } catch (error) {
    if (error instanceof RenderError) return refused("paper_failed");
    throw error;
  }
}

/** Everything that can be told before others are looked at: rights, stage, what was typed, and the paper itself. */
async function readyToIssue(services: PaperServices, { actor, editionId, now, kind, input }: Issuing): Promise<Result<{ number: string | null; content: IssuedContent }, IssueRefusal>> {
  const reader = services.db.prisma;
  const edition: EditionRow | null = isUuid(input.id) && isStaff(actor, editionId) ? await editionById(reader, editionId) : null;
  if (!edition) return refused("not_found");
  const facts = await paperFacts(reader, editionId, actor.userId);
  if (isKeptFrom(kind, facts)) return refused("interest_in_paper");
  if (missingFor(kind, facts, "issue")) return refused("stage_missing");
  const number = kind.sign === null ? null : paperNumber(input.number, kind.sign);
  if (kind.sign !== null && number === null) return refused(input.number === "" ? "number_required" : "number_wrong");
  const fault = dayFault(input.date, daysToIssue(edition.opensAt, now));
  if (fault) return refused(fault);
  const request = { edition, kind, viewerId: draftViewer(facts, actor.userId), now };
  const draft = await draftNamed(services, request, input.name);
  if (!draft) return refused("not_found");
  if (draftHash(draft) !== input.draft) return refused("changed_since_draft");
  const whole = await draftNamed(services, { ...request, viewerId: null, given: { number, day: input.date } }, input.name);
  return whole ? ok({ number, content: issuedContentOf(whole.paper, whole.frame, kind.slots(edition)) }) : refused("not_found");
}

/** One paper of a name is in force at a time; a number is used once a year, but a revoked paper may be issued anew under its own. */
async function refusalAmong(tx: Tx, { editionId, kind, input }: Issuing, number: string | null): Promise<IssueRefusal | null> {
  const standing = await issuedPapersOf(tx, editionId, kind.key);
  if (standing.some(({ name, revokedAt }) => name === input.name && revokedAt === null)) return "issued_already";
  if (number === null) return null;
  const same = await papersNumbered(tx, editionId, number, Number(input.date.slice(0, 4)));
  return same.some((other) => other.revokedAt === null || other.kind !== kind.key || other.name !== input.name) ? "number_taken" : null;
}

export type RevokeRefusal = Denial | "not_found" | "version_conflict" | "interest_in_paper";

/** A paper is in force no longer; what stood on it is kept. Revoking twice is done once. */
export async function revokePaper({ db }: Pick<PaperServices, "db">, act: PaperAct & { kind: OfficialKind; input: { id: string; version: number; reason: string } }): Promise<Result<null, RevokeRefusal>> {
  const { actor, editionId, now, kind, input } = act;
  return db.transact(async (tx): Promise<Result<null, RevokeRefusal>> => {
    const opened = await openForPapers(tx, act);
    if (!opened.ok) return opened;
    if (isKeptFrom(kind, await paperFacts(tx, editionId, actor.userId))) return refused("interest_in_paper");
    const paper = isUuid(input.id) ? await issuedPaperById(tx, editionId, input.id) : null;
    if (!paper || paper.kind !== kind.key) return refused("not_found");
    if (paper.revokedAt !== null) return ok(null);
    const reason = await keepErasableText(tx, editionId, input.reason);
    if (!(await changeIssuedPaper(tx, paper.id, input.version, { revokedAt: now, reasonId: reason.id }))) return refused("version_conflict");
    await appendToLedger(tx, [{ type: "PAPER_REVOKED", data: { paper: paper.id, reason: reason.hash }, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}
