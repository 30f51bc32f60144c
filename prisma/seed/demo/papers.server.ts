import { randomUUID } from "node:crypto";
import { editionById } from "~/data/editions.server";
import { issuedPapersOf } from "~/data/issued-papers.server";
import type { Actor } from "~/domain/access/roles";
import type { Day } from "~/domain/entry/ages";
import { AWARD_DECISION } from "~/domain/documents/paper-kinds";
import { draftHash, draftsOf } from "~/features/documents/official/draft.server";
import { OFFICIAL_KINDS } from "~/features/documents/official/index.server";
import { issuePaper } from "~/features/documents/official/issue.server";
import type { Services } from "~/features/services";
import { done, within } from "../writing/acting.server";
import type { SeedEdition } from "../writing/edition.server";
import type { Stage } from "./stage.server";

interface Issued {
  edition: SeedEdition;
  actor: Actor;
  number: string;
  date: Day;
  now: Date;
}

/** The decision on the awards, issued on paper under its number and day as it stands. */
export async function issueDecision({ db, tx, storage }: Stage, { edition, actor, number, date, now }: Issued): Promise<void> {
  const services: Pick<Services, "db" | "files"> = { db: within(db, tx), files: storage };
  const kind = OFFICIAL_KINDS.find(({ key }) => key === AWARD_DECISION);
  const row = await editionById(tx, edition.id);
  if (!kind || !row) throw new Error("no such paper");
  const issued = new Set((await issuedPapersOf(tx, edition.id, kind.key)).map(({ name }) => name));
  for await (const draft of draftsOf(services, { edition: row, kind, viewerId: null, now })) {
    if (!issued.has(draft.name)) await done(issuePaper(services, { actor, editionId: edition.id, now, kind, input: { id: randomUUID(), name: draft.name, draft: draftHash(draft), number, date } }));
  }
}
