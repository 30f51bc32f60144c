import type { EditionRow } from "~/data/editions.server";
import { issuedContent, issuedPapersOf, type IssuedPaperRow } from "~/data/issued-papers.server";
import { type PaperFacts, paperFacts } from "~/data/paper-stages.server";
import { cleanFileName } from "~/domain/files/names";
import { rescoreMinutesKind, scoreSheetsFilled, scoreSummaries } from "./kinds/jury.server";
import type { DocumentKind, NamedPaper, PaperFormat } from "./kinds/kind";
import { draftsOf, type PaperServices } from "./official/draft.server";
import { OFFICIAL_KINDS } from "./official/index.server";
import { issuedPaperOf } from "./official/issued-content";
import { fileOf } from "./official/issued-files.server";
import type { OfficialKind } from "./official/official-kind";
import { draftViewer, isKeptFrom, missingFor } from "./official/stage";
import { type ZipFile, zipOf, type ZipProgress } from "./zip-download.server";

/** What the jury wrote, beside the papers of the desk. */
const OF_THE_JURY: readonly DocumentKind[] = [scoreSheetsFilled, scoreSummaries, rescoreMinutesKind];

interface Request {
  edition: EditionRow;
  /** entries in which this person has an interest are absent */
  viewerId: string;
  now: Date;
  format: PaperFormat;
  onProgress?: (progress: ZipProgress) => void;
}

/**
 * Every paper of an edition as one zip, made while it is read: a folder for each kind, issued papers exactly as they were issued, all
 * others as drafts. One paper is in memory at a time.
 */
export async function papersZip(services: PaperServices, request: Request): Promise<ReadableStream<Uint8Array>> {
  const reader = services.db.prisma;
  const [facts, issued] = await Promise.all([paperFacts(reader, request.edition.id, request.viewerId), issuedPapersOf(reader, request.edition.id)]);
  return zipOf(filesOf(services, request, { facts, inForce: issued.filter(({ revokedAt }) => revokedAt === null) }));
}

interface Standing {
  facts: PaperFacts;
  inForce: readonly IssuedPaperRow[];
}

async function* filesOf(services: PaperServices, request: Request, standing: Standing): AsyncGenerator<ZipFile> {
  const { onProgress, format } = request;
  let entries = 0;
  for await (const _ of papersOf(services, request, standing)) entries += 1;
  let done = 0;
  onProgress?.({ done, entries });
  for await (const { folder, formats, ...named } of papersOf(services, request, standing)) {
    const as = formats.includes(format) ? format : (formats[0] ?? "pdf");
    const data = await fileOf(services.db.prisma, named, as);
    if (data) yield { name: `${folder}/${cleanFileName(named.name)}.${as}`, input: data, lastModified: named.paper.at };
    onProgress?.({ done: ++done, entries });
  }
}

type Placed = NamedPaper & Pick<DocumentKind, "formats"> & { folder: string };

async function* papersOf(services: PaperServices, request: Request, standing: Standing): AsyncGenerator<Placed> {
  const { edition, viewerId, now } = request;
  let place = 0;
  const groups = [
    ...OFFICIAL_KINDS.map((kind) => ({ kind, papers: () => ofDesk(services, kind, request, standing) })),
    ...OF_THE_JURY.map((kind) => ({ kind, papers: () => kind.papers({ services, edition, now, viewerId }) })),
  ];
  for (const { kind: { title, formats }, papers } of groups) {
    const folder = `${String(++place).padStart(2, "0")} ${cleanFileName(title.replaceAll("/", "-"))}`;
    for await (const named of papers()) yield { ...named, folder, formats };
  }
}

async function* ofDesk(services: PaperServices, kind: OfficialKind, { edition, viewerId, now }: Request, { facts, inForce }: Standing): AsyncGenerator<NamedPaper> {
  const issued = isKeptFrom(kind, facts) ? [] : inForce.filter((paper) => paper.kind === kind.key);
  for (const { id, name } of issued) yield { name, issuedId: id, paper: issuedPaperOf((await issuedContent(services.db.prisma, id)).content) };
  if (missingFor(kind, facts, "draft") !== null) return;
  const known = new Set(issued.map(({ name }) => name));
  for await (const draft of draftsOf(services, { edition, kind, viewerId: draftViewer(facts, viewerId), now })) {
    if (!known.has(draft.name)) yield draft;
  }
}
