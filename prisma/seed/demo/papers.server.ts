import { contentHash, issuedPapersOf } from "~/data/issued-papers.server";
import { editionById } from "~/data/editions.server";
import type { Prisma } from "~/data/generated/client";
import { appendToLedger } from "~/data/ledger.server";
import type { Actor } from "~/domain/access/roles";
import { AWARD_DECISION } from "~/domain/documents/paper-kinds";
import type { Day } from "~/domain/entry/ages";
import { draftsOf } from "~/features/documents/official/draft.server";
import { OFFICIAL_KINDS } from "~/features/documents/official/index.server";
import { issuedContentOf } from "~/features/documents/official/issued-content";
import { within } from "../writing/acting.server";
import type { SeedEdition } from "../writing/edition.server";
import type { Stage } from "./stage.server";

interface Issued {
  edition: SeedEdition;
  actor: Actor;
  /** with its sign: "27/QĐ-BTC" */
  number: string;
  date: Day;
  now: Date;
}

/**
 * The decision on the awards, issued on paper under its number and day: what stands on it is kept, as the command keeps it, but drawn only
 * when somebody asks for it, for drawing takes longer than all the rest of the demo.
 */
export async function issueDecision({ db, tx, storage }: Stage, { edition: { id: editionId }, actor, number, date, now }: Issued): Promise<void> {
  const kind = OFFICIAL_KINDS.find(({ key }) => key === AWARD_DECISION);
  const edition = await editionById(tx, editionId);
  if (!kind || !edition) throw new Error("no such paper");
  const issued = new Set((await issuedPapersOf(tx, editionId, kind.key)).map(({ name }) => name));
  for await (const { name, paper, frame } of draftsOf({ db: within(db, tx), files: storage }, { edition, kind, viewerId: null, now, given: { number, day: date } })) {
    if (issued.has(name)) continue;
    const content = issuedContentOf(paper, frame, kind.slots(edition));
    const hash = contentHash(content);
    const row = { id: crypto.randomUUID(), editionId, kind: kind.key, name, number, date: new Date(`${date}T00:00:00Z`), hash, issuedById: actor.userId, issuedAt: now };
    await tx.issuedPaper.create({ data: { ...row, content: content as unknown as Prisma.InputJsonObject } });
    await appendToLedger(tx, [{ type: "PAPER_ISSUED", data: { paper: row.id, kind: kind.key, name, hash, number, date }, actor: actor.userId, at: now, editionId }]);
  }
}
