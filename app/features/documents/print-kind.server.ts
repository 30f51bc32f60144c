import { ok, refused, type Result } from "~/domain/kernel/result";
import { findEdition } from "~/features/contests/edition-access.server";
import type { Services } from "~/features/services";
import { renderPdfInParts } from "~/platform/render/pdf-in-parts.server";
import { renderDocx } from "~/platform/render/render.server";
import { DOCUMENT_KINDS } from "./kinds/index.server";
import type { NamedPaper, PaperFormat } from "./kinds/kind";

export interface PrintRequest {
  kind: string;
  editionSlug: string;
  format: string;
  now: Date;
}

export type PrintRefusal = "kind_unknown" | "format_not_offered" | "edition_unknown";

/** Every paper of a kind in an edition, drawn one after another while they are taken. For the operator of the machine: asks no rights. */
export async function printKind(services: Pick<Services, "db" | "files">, { kind: key, editionSlug, format, now }: PrintRequest): Promise<Result<AsyncIterable<{ name: string; data: Uint8Array }>, PrintRefusal>> {
  const kind = DOCUMENT_KINDS.find((one) => one.key === key);
  if (!kind) return refused("kind_unknown");
  const offered = kind.formats.find((one) => one === format);
  if (!offered) return refused("format_not_offered");
  const edition = await findEdition(services, editionSlug);
  if (!edition) return refused("edition_unknown");
  return ok(drawn(kind.papers({ services, edition, now }), offered));
}

async function* drawn(papers: AsyncIterable<NamedPaper>, format: PaperFormat): AsyncGenerator<{ name: string; data: Uint8Array }> {
  const draw = format === "pdf" ? renderPdfInParts : renderDocx;
  for await (const { name, paper } of papers) {
    const data = await draw(paper);
    if (data) yield { name: `${name}.${format}`, data };
  }
}
