import { ok, refused, type Result } from "~/domain/kernel/result";
import { findEdition } from "~/features/contests/edition-access.server";
import type { Services } from "~/features/services";
import { DOCUMENT_KINDS } from "./kinds/index.server";
import type { NamedPaper, PaperFormat } from "./kinds/kind";
import { fileOf } from "./official/issued-files.server";

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
  return ok(drawn(services, kind.papers({ services, edition, now }), offered));
}

async function* drawn({ db }: Pick<Services, "db">, papers: AsyncIterable<NamedPaper>, format: PaperFormat): AsyncGenerator<{ name: string; data: Uint8Array }> {
  for await (const named of papers) {
    const data = await fileOf(db.prisma, named, format);
    if (data) yield { name: `${named.name}.${format}`, data };
  }
}
