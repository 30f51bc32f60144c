import type { Actor } from "~/domain/access/roles";
import type { Phase } from "~/domain/contest/phases";
import type { Services } from "~/features/services";
import { makeEdition, type EditionOptions, type MadeEdition } from "./editions";
import { makeEntry, type EntrySpec } from "./entries";
import { assign, makePanel, type MadeAssignment, type MadeJudge, type MadePanel } from "./judging";
import { makeUser } from "./people";

export interface Scene {
  made: MadeEdition;
  panel: MadePanel["panel"];
  judges: [MadeJudge, MadeJudge, MadeJudge];
  secretary: Actor;
  chair: Actor;
  entries: Awaited<ReturnType<typeof makeEntry>>[];
  /** `assignments[entry][judge]`, by index */
  assignments: MadeAssignment[][];
}

interface SceneSpec {
  phase?: Phase;
  edition?: EditionOptions;
  entries?: number;
  entry?: EntrySpec;
  /** no assignments yet */
  unassigned?: boolean;
}

/** An edition in judging: a panel of three, entries of strangers, each entry assigned to all three. */
export async function makeScene(services: Pick<Services, "db" | "clock">, spec: SceneSpec = {}): Promise<Scene> {
  const made = await makeEdition(services, { phase: spec.phase ?? "JUDGING", ...spec.edition });
  const editionId = made.edition.id;
  const secretary = await makeUser(services, { role: "SECRETARY", editionId });
  const chair = await makeUser(services, { role: "CHAIR", editionId });
  const { panel, judges } = await makePanel(services, made);
  const [a, b, c] = judges;
  if (!a || !b || !c) throw new Error("three judges are needed");
  const entries: Scene["entries"] = [];
  const assignments: MadeAssignment[][] = [];
  for (let index = 0; index < (spec.entries ?? 1); index += 1) {
    const entry = await makeEntry(services, made.edition, { state: "SUBMITTED", screening: "QUALIFIED", title: `Giải pháp ${index + 1}`, ...spec.entry });
    entries.push(entry);
    const row: MadeAssignment[] = [];
    for (const judge of spec.unassigned ? [] : [a, b, c]) row.push(await assign(services, { panel, judge, entry }));
    assignments.push(row);
  }
  return { made, panel, judges: [a, b, c], secretary, chair, entries, assignments };
}

/** The element at a place that a test knows to be filled. */
export function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
}

/** The criteria that hold for entries without a rubric of their field's own, in a round. */
export function criteriaOf(scene: Pick<Scene, "made">, round = "PRELIM") {
  const rubric = scene.made.rubrics.find((one) => one.roundCode === round);
  if (!rubric) throw new Error(`no rubric for ${round}`);
  return rubric.criteria;
}
