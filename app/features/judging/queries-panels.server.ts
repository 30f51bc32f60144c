import { randomUUID } from "node:crypto";
import { panelsOf, peopleWhoMayJudge, roundsAndFields, type PanelRow, type PersonWhoMayJudge, type RoundRow } from "~/data/panels.server";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";

export interface PanelsView {
  rounds: (Pick<RoundRow, "id" | "code" | "name" | "startsAt" | "endsAt" | "blind"> & { panels: PanelRow[] })[];
  fields: { id: string; name: string }[];
  /** fields no panel of a round serves, by round */
  unserved: Record<string, string[]>;
  /** id for a panel still to be made: its form sent twice makes one */
  newId: string;
}

/** All panels of an edition by round. Two statements. */
export async function panelsView({ db }: Pick<Services, "db">, editionId: string, viewerId = ""): Promise<PanelsView> {
  const { rounds, fields } = await roundsAndFields(db.prisma, editionId);
  const panels = await panelsOf(db.prisma, editionId, undefined, viewerId);
  const ofRound = (roundId: string) => panels.filter((panel) => panel.roundId === roundId);
  const unserved = (roundId: string) => {
    const served = new Set(ofRound(roundId).flatMap((panel) => panel.fields.map(({ id }) => id)));
    return fields.filter(({ id }) => !served.has(id)).map(({ name }) => name);
  };
  return {
    rounds: rounds.map(({ id, code, name, startsAt, endsAt, blind }) => ({ id, code, name, startsAt, endsAt, blind, panels: ofRound(id) })),
    fields: fields.map(({ id, name }) => ({ id, name })),
    unserved: Object.fromEntries(rounds.map(({ id }) => [id, unserved(id)])),
    newId: randomUUID(),
  };
}

export interface PanelView {
  panel: PanelRow;
  round: { code: string; name: string };
  fields: { id: string; name: string }[];
  /** who may still be put into it */
  candidates: PersonWhoMayJudge[];
}

/** One panel with what can be changed about it. Three statements. */
export async function panelView({ db }: Pick<Services, "db">, editionId: string, panelId: string, viewerId = ""): Promise<Result<PanelView, "not_found">> {
  const [panel] = isUuid(panelId) ? await panelsOf(db.prisma, editionId, panelId, viewerId) : [];
  if (!panel) return refused("not_found");
  const { rounds, fields } = await roundsAndFields(db.prisma, editionId);
  const round = rounds.find(({ id }) => id === panel.roundId);
  const people = await peopleWhoMayJudge(db.prisma, editionId);
  const seated = new Set(panel.members.map(({ code }) => code));
  return ok({
    panel,
    round: { code: round?.code ?? "", name: round?.name ?? "" },
    fields: fields.map(({ id, name }) => ({ id, name })),
    candidates: people.filter(({ code }) => code === null || !seated.has(code)),
  });
}
