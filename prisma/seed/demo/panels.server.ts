import { refreshConflicts } from "~/data/conflicts-found.server";
import { fieldOf, type SeedEdition } from "../writing/edition.server";
import { addJudges, addPanel, type SeedJudge, type SeedPanel } from "../writing/judging.server";
import { JUDGES, UNIT_OF_JUDGE } from "./cast.server";
import type { Stage } from "./stage.server";

export interface Jury {
  judges: readonly SeedJudge[];
  chair: SeedJudge;
}

/** The eight judges and the chair, with the conflicts of interest that follow from their units; `${judgeId} ${entryId}` of those. */
export async function callJury({ tx, book, cast, register }: Stage, edition: SeedEdition, at: Date): Promise<Jury & { barred: Set<string> }> {
  const people = [...JUDGES, "chutich" as const].map((who) => ({ userId: cast[who].userId, unitId: register.get(UNIT_OF_JUDGE[who]) ?? null }));
  const all = addJudges(book, edition, people);
  await book.write(tx);
  await refreshConflicts(tx, { editionId: edition.id, now: at });
  const standing = await tx.conflict.findMany({ where: { editionId: edition.id, liftedAt: null }, select: { entryId: true, userId: true } });
  const barred = standing.flatMap(({ entryId, userId }) => all.filter((judge) => judge.userId === userId).map(({ id }) => `${id} ${entryId}`));
  const chair = all.at(-1);
  if (!chair) throw new Error("no chair");
  return { judges: all.slice(0, -1), chair, barred: new Set(barred) };
}

/** Three panels of the preliminary round: two serve two fields each. */
export function preliminaryPanels({ book }: Stage, edition: SeedEdition, { judges, chair }: Jury): SeedPanel[] {
  const panel = (name: string, fields: readonly string[], numbers: readonly number[]) =>
    addPanel(book, edition, {
      roundCode: "PRELIM", name, chair,
      fieldIds: fields.map((code) => fieldOf(edition, code)),
      judges: numbers.flatMap((number) => judges[number - 1] ?? []),
    });
  return [
    panel("Tiểu ban 1: Học tập và tin học", ["DDHT", "PMTH"], [1, 2, 3, 4]),
    panel("Tiểu ban 2: Môi trường và khí hậu", ["SPMT", "BDKH"], [3, 4, 5, 6]),
    panel("Tiểu ban 3: Gia đình và đồ chơi", ["SHDC"], [5, 6, 7, 8]),
  ];
}

/** The whole jury in one room, as at a final where authors present their products. */
export function finalPanel({ book }: Stage, edition: SeedEdition, { judges, chair }: Jury): SeedPanel {
  return addPanel(book, edition, { roundCode: "FINAL", name: "Hội đồng chung khảo", fieldIds: edition.fields.map(({ id }) => id), judges, chair });
}
