import { startPlan, planOfRound } from "~/features/judging/commands-plan.server";
import { waitForSearch } from "~/features/judging/plan-search.server";
import { planView, type PlanView } from "~/features/judging/queries-plan.server";
import type { Services } from "~/features/services";
import type { Scene } from "./judging-scene";

/** The secretary of a scene has a plan made for its round and waits for it. @returns what the page then shows */
export async function makePlan(services: Pick<Services, "db" | "log" | "clock">, scene: Scene, perEntry = 3, maxChance: number | null = null): Promise<PlanView> {
  const { edition } = scene.made;
  const { roundId } = scene.panel;
  const started = await startPlan(services, { actor: scene.secretary, editionId: edition.id, now: services.clock.now(), input: { roundId, perEntry, maxChance } });
  if (!started.ok) throw new Error(started.reason);
  await waitForSearch(planOfRound(roundId), 100_000);
  const view = await planView(services, { actor: { userId: "" }, edition, round: null, locale: "vi" });
  if (!view.ok) throw new Error(view.reason);
  return view.value;
}
