import type { EditionRow } from "~/data/editions.server";
import { contentHash } from "~/data/issued-papers.server";
import { paperTextsOf } from "~/data/paper-texts.server";
import type { Day } from "~/domain/entry/ages";
import type { Services } from "~/features/services";
import { paperToJson } from "~/platform/render/paper-json";
import type { NamedPaper } from "../kinds/kind";
import { frameOf, signsAs } from "./frame";
import type { OfficialKind, PaperFrame } from "./official-kind";
import { proposedSigner } from "./signers.server";

export type PaperServices = Pick<Services, "db" | "files">;

interface DraftRequest {
  edition: EditionRow;
  kind: OfficialKind;
  viewerId: string | null;
  now: Date;
  /** absent: a draft, its number and day left open */
  given?: { number: string | null; day: Day | null };
}

/** The papers of a kind as the record and the stored words give them now, with the frame they were made with. */
export async function* draftsOf(services: PaperServices, { edition, kind, viewerId, now, given = { number: null, day: null } }: DraftRequest): AsyncGenerator<NamedPaper & { frame: PaperFrame }> {
  const slots = kind.slots(edition);
  const changed = await paperTextsOf(services.db.prisma, edition.id, kind.key);
  const signerName = await proposedSigner(services.db.prisma, edition.id, signsAs(slots, changed));
  const frame = frameOf(slots, changed, { ...given, signerName });
  for await (const named of kind.build({ services, edition, now, frame, viewerId })) yield { ...named, frame };
}

/** One of them by its name; null: there is none. */
export async function draftNamed(services: PaperServices, request: DraftRequest, name: string): Promise<(NamedPaper & { frame: PaperFrame }) | null> {
  for await (const draft of draftsOf(services, request)) {
    if (draft.name === name) return draft;
  }
  return null;
}

/** What tells two drafts apart, but for moments: these are properties of the file, not words of the paper. */
export function draftHash({ paper }: NamedPaper): string {
  return contentHash(paperToJson({ ...paper, at: new Date(0) }));
}
