import type { EditionRow } from "~/data/editions.server";
import { issuedContent, issuedPapersOf, type IssuedPaperRow } from "~/data/issued-papers.server";
import { isAnyMeetingClosed, paperFacts } from "~/data/paper-stages.server";
import { paperTextsOf, type PaperTextRow } from "~/data/paper-texts.server";
import { erasableTexts } from "~/data/rescores.server";
import { namesOf } from "~/data/users-names.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { AWARD_DECISION } from "~/domain/documents/paper-kinds";
import type { Phase } from "~/domain/contest/phases";
import { draftHash, draftsOf, type PaperServices } from "./draft.server";
import { OFFICIAL_KINDS } from "./index.server";
import { issuedPaperOf } from "./issued-content";
import type { OfficialKind, PaperSlots, PaperStage } from "./official-kind";
import { signsAs } from "./frame";
import { type PreviewBlock, previewOf } from "./preview";
import { proposedSigner } from "./signers.server";
import { draftViewer, isKeptFrom, missingFor } from "./stage";

interface Looking {
  actor: Actor;
  edition: EditionRow;
  phase: Phase;
}

export interface DeskRow {
  key: string;
  title: string;
  stage: PaperStage;
  /** what the record lacks for a draft; null: it can be made */
  missing: PaperStage | "meeting" | null;
  issued: { id: string; number: string | null; date: string | null; hasScan: boolean }[];
  revoked: number;
}

/** Every kind of paper with how far it is, for the hub. */
export async function paperDesk({ db }: Pick<PaperServices, "db">, { actor, edition }: Looking): Promise<DeskRow[]> {
  const [facts, issued, isMeetingClosed] = await Promise.all([paperFacts(db.prisma, edition.id, actor.userId), issuedPapersOf(db.prisma, edition.id), isAnyMeetingClosed(db.prisma, edition.id)]);
  return OFFICIAL_KINDS.map((kind) => {
    const own = issued.filter((paper) => paper.kind === kind.key);
    const standing = own.filter(({ revokedAt }) => revokedAt === null);
    return {
      key: kind.key,
      title: kind.title,
      stage: kind.stage,
      missing: missingFor(kind, facts, "draft") ?? (kind.ofMeetings && !isMeetingClosed ? "meeting" : null),
      issued: standing.map(({ id, number, date, scanFileId }) => ({ id, number, date, hasScan: scanFileId !== null })),
      revoked: own.length - standing.length,
    };
  });
}

export interface ShownIssue extends Pick<IssuedPaperRow, "id" | "number" | "date" | "hash" | "issuedAt" | "revokedAt" | "version" | "files"> {
  by: string;
  hasScan: boolean;
  /** its files are kept no longer, because names had to be taken out of them */
  areFilesGone: boolean;
  /** why it was revoked; null where it was not, or where the text was erased */
  reason: string | null;
}

export interface ShownPaper {
  name: string;
  title: string;
  /** of the draft as it would be made now; null: the record gives none any more */
  draft: string | null;
  /** in force; null: not issued */
  issued: ShownIssue | null;
  revoked: ShownIssue[];
}

export interface KindView {
  key: string;
  title: string;
  sign: string | null;
  formats: readonly ("pdf" | "docx")[];
  missing: PaperStage | "meeting" | null;
  missingToIssue: PaperStage | null;
  mayIssue: boolean;
  /** issued papers that are kept from this person until publication */
  kept: { number: string | null; date: string | null }[];
  isPublished: boolean;
  /** number and day that were entered with the result already, for the decision on it */
  entered: { number: string; date: string } | null;
  papers: ShownPaper[];
  /** of the paper that is looked at */
  preview: { name: string; title: string; blocks: PreviewBlock[]; /** as it was issued, not a draft */ isIssued: boolean } | null;
  words: { slots: PaperSlots; changed: PaperTextRow; signerName: string };
}

/** A kind of paper with its drafts, what was issued, and its words. @param shown the paper to be looked at; else the first */
export async function kindView(services: PaperServices, { actor, edition, phase, kind, shown, now }: Looking & { kind: OfficialKind; shown: string | null; now: Date }): Promise<KindView> {
  const reader = services.db.prisma;
  const [facts, issued, changed] = await Promise.all([paperFacts(reader, edition.id, actor.userId), issuedPapersOf(reader, edition.id, kind.key), paperTextsOf(reader, edition.id, kind.key)]);
  const missing = missingFor(kind, facts, "draft") ?? (kind.ofMeetings && !(await isAnyMeetingClosed(reader, edition.id)) ? "meeting" : null);
  const isKept = isKeptFrom(kind, facts);
  const kept = issued.filter(({ revokedAt }) => isKept && revokedAt === null).map(({ number, date }) => ({ number, date }));
  const papers = new Map<string, ShownPaper>();
  const slots = kind.slots(edition);
  let preview: KindView["preview"] = null;
  if (missing === null) {
    for await (const draft of draftsOf(services, { edition, kind, viewerId: draftViewer(facts, actor.userId), now })) {
      papers.set(draft.name, { name: draft.name, title: draft.paper.title, draft: draftHash(draft), issued: null, revoked: [] });
      if (shown === null ? preview === null : draft.name === shown) preview = { name: draft.name, title: draft.paper.title, blocks: previewOf(draft.paper), isIssued: false };
    }
  }
  if (!isKept) {
    await addIssued(reader, papers, issued);
    preview = (await issuedPreview(reader, [...papers.values()], shown)) ?? preview;
  }
  return {
    key: kind.key,
    title: kind.title,
    sign: kind.sign,
    formats: kind.formats,
    missing,
    missingToIssue: missingFor(kind, facts, "issue"),
    mayIssue: can(actor, "paper.issue", { editionId: edition.id, phase }).allowed,
    kept,
    isPublished: facts.isPublished,
    entered: kind.key === AWARD_DECISION ? facts.signed : null,
    papers: [...papers.values()],
    preview,
    words: { slots, changed, signerName: await proposedSigner(reader, edition.id, signsAs(slots, changed)) },
  };
}

/** What was issued is looked at as it was issued. Null where the paper that is looked at is a draft. */
async function issuedPreview(reader: PaperServices["db"]["prisma"], papers: readonly ShownPaper[], shown: string | null): Promise<KindView["preview"]> {
  const looked = shown === null ? papers[0] : papers.find(({ name }) => name === shown);
  if (!looked?.issued) return null;
  const paper = issuedPaperOf((await issuedContent(reader, looked.issued.id)).content);
  return { name: looked.name, title: paper.title, blocks: previewOf(paper), isIssued: true };
}

async function addIssued(reader: PaperServices["db"]["prisma"], papers: Map<string, ShownPaper>, issued: readonly IssuedPaperRow[]): Promise<void> {
  const [names, reasons] = await Promise.all([namesOf(reader, issued.map(({ issuedById }) => issuedById)), erasableTexts(reader, issued.flatMap(({ reasonId }) => reasonId ?? []))]);
  for (const row of issued) {
    const { id, name, number, date, hash, issuedAt, revokedAt, version, files } = row;
    const shown: ShownIssue = { id, number, date, hash, issuedAt, revokedAt, version, files, areFilesGone: row.erasedAt !== null, by: names.get(row.issuedById) ?? "", hasScan: row.scanFileId !== null, reason: (row.reasonId && reasons.get(row.reasonId)) ?? null };
    const paper = papers.get(name) ?? { name, title: issuedPaperOf((await issuedContent(reader, id)).content).title, draft: null, issued: null, revoked: [] };
    if (revokedAt === null) paper.issued = shown;
    else paper.revoked.push(shown);
    papers.set(name, paper);
  }
}
