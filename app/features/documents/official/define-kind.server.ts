import { issuedContent, issuedPapersOf } from "~/data/issued-papers.server";
import { paperTextsOf } from "~/data/paper-texts.server";
import type { KindSource, NamedPaper } from "../kinds/kind";
import { frameOf, signsAs } from "./frame";
import { issuedPaperOf } from "./issued-content";
import type { OfficialDefinition, OfficialKind } from "./official-kind";
import { proposedSigner } from "./signers.server";

/** The kind as the command line and the desk know it: its papers are those that were issued and, of the others, drafts with the stored texts. */
export function officialKind(definition: OfficialDefinition): OfficialKind {
  return { ...definition, papers: (source) => papersOf(definition, source) };
}

async function* papersOf(definition: OfficialDefinition, source: KindSource): AsyncGenerator<NamedPaper> {
  const { services, edition } = source;
  const reader = services.db.prisma;
  const [issued, changed] = await Promise.all([issuedPapersOf(reader, edition.id, definition.key), paperTextsOf(reader, edition.id, definition.key)]);
  const inForce = issued.filter(({ revokedAt }) => revokedAt === null);
  for (const { id, name } of inForce) yield { name, issuedId: id, paper: issuedPaperOf((await issuedContent(reader, id)).content) };
  const known = new Set(inForce.map(({ name }) => name));
  const slots = definition.slots(edition);
  const signerName = await proposedSigner(reader, edition.id, signsAs(slots, changed));
  const frame = frameOf(slots, changed, { number: null, day: null, signerName });
  for await (const draft of definition.build({ ...source, frame, viewerId: null })) {
    if (!known.has(draft.name)) yield draft;
  }
}
