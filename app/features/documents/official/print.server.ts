import type { EditionRow } from "~/data/editions.server";
import { issuedContent, issuedPaperById } from "~/data/issued-papers.server";
import { paperFacts } from "~/data/paper-stages.server";
import type { Actor } from "~/domain/access/roles";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { type GateRefusal, paperGate } from "~/platform/render/paper-gate.server";
import type { PrintedPaper } from "../entry-papers.server";
import type { NamedPaper } from "../kinds/kind";
import { draftNamed, type PaperServices } from "./draft.server";
import { issuedPaperOf } from "./issued-content";
import { fileOf } from "./issued-files.server";
import type { OfficialKind } from "./official-kind";
import { draftViewer, isKeptFrom, missingFor } from "./stage";

const MIME = { pdf: "application/pdf", docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" } as const;

interface Printing {
  actor: Actor;
  edition: EditionRow;
  kind: OfficialKind;
  /** `ten` a draft's name, `ban` the id of an issued paper, `dang` the format */
  query: URLSearchParams;
  now: Date;
}

/** A paper of the desk as a file: a draft out of the record of today, or an issued one byte for byte as it was issued. @throws RenderError */
export async function printOfficial(services: PaperServices, { query, ...request }: Printing): Promise<Result<PrintedPaper, "not_found" | GateRefusal>> {
  const format = request.kind.formats.find((one) => one === query.get("dang"));
  if (!format) return refused("not_found");
  const turn = await paperGate.run(async () => {
    const id = query.get("ban");
    const found = id === null ? await draftFor(services, request, query.get("ten") ?? "") : await issuedFor(services, request, id);
    if (!found) return refused("not_found");
    const data = await fileOf(services.db.prisma, found, format);
    return data ? ok({ name: `${found.name}.${format}`, mime: MIME[format], data }) : refused("not_found");
  });
  return turn.ok ? turn.value : turn;
}

async function draftFor(services: PaperServices, { actor, edition, kind, now }: Omit<Printing, "query">, name: string): Promise<NamedPaper | null> {
  const facts = await paperFacts(services.db.prisma, edition.id, actor.userId);
  return missingFor(kind, facts, "draft") ? null : draftNamed(services, { edition, kind, viewerId: draftViewer(facts, actor.userId), now }, name);
}

async function issuedFor(services: PaperServices, { actor, edition, kind }: Omit<Printing, "query">, id: string): Promise<NamedPaper | null> {
  const reader = services.db.prisma;
  const row = isUuid(id) ? await issuedPaperById(reader, edition.id, id) : null;
  if (!row || row.kind !== kind.key || isKeptFrom(kind, await paperFacts(reader, edition.id, actor.userId))) return null;
  return { name: row.name, issuedId: id, paper: issuedPaperOf((await issuedContent(reader, id)).content) };
}
