import { randomUUID } from "node:crypto";
import { editionById, type EditionRow } from "~/data/editions.server";
import type { Actor } from "~/domain/access/roles";
import { type KindView, kindView } from "~/features/documents/official/desk.server";
import type { IssueInput } from "~/features/documents/official/issue.server";
import { issuePaper } from "~/features/documents/official/issue.server";
import type { OfficialKind } from "~/features/documents/official/official-kind";
import { kindNamed } from "~/features/documents/official/paper-act.server";
import type { TestServices } from "../support/services";

type Services = TestServices["services"];

interface Desk {
  editionId: string;
  actor: Actor;
  kind: string;
}

export function kindOf(key: string): OfficialKind {
  const kind = kindNamed(key);
  if (!kind) throw new Error(`no kind ${key}`);
  return kind;
}

export async function editionRow({ db }: Services, editionId: string): Promise<EditionRow> {
  const edition = await editionById(db.prisma, editionId);
  if (!edition) throw new Error("no edition");
  return edition;
}

/** The page of a kind of paper as this person sees it now. */
export async function viewOf(services: Services, { editionId, actor, kind }: Desk, shown: string | null = null): Promise<KindView> {
  const edition = await editionRow(services, editionId);
  return kindView(services, { actor, edition, phase: "DECIDING", kind: kindOf(kind), shown, now: services.clock.now() });
}

/** Issues the first draft of a kind as its page shows it, or another by its name; what is given changes what is sent. */
export async function issueFirst(services: Services, desk: Desk, change: Partial<IssueInput> = {}) {
  const { papers } = await viewOf(services, desk);
  const paper = papers.find(({ name }) => change.name === undefined || name === change.name) ?? papers[0];
  const input: IssueInput = { id: randomUUID(), name: paper?.name ?? "", draft: paper?.draft ?? "", number: "27", date: "2026-11-20", ...change };
  return { input, outcome: await issuePaper(services, { actor: desk.actor, editionId: desk.editionId, kind: kindOf(desk.kind), now: services.clock.now(), input }) };
}
