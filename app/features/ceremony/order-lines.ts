import type { Programme } from "./programme.server";

export interface OrderSection {
  /** code of the tier; null: an award beside the tiers */
  tier: string | null;
  label: string;
  lines: { title: string; authors: string[]; unit: string; code: string }[];
}

/** The running order in sections, each as it is read out. */
export function orderLines({ steps, awards, special }: Pick<Programme, "steps" | "awards" | "special">): OrderSection[] {
  const sections: OrderSection[] = [];
  for (const step of steps) {
    if (step.kind === "special") {
      const given = special[step.award];
      if (given) sections.push({ tier: null, label: given.label, lines: given.recipients.map(({ name, unit }) => ({ title: "", authors: [name], unit, code: "" })) });
    }
    if (step.kind === "tier") sections.push({ tier: step.tier, label: awards.find(({ tier }) => tier === step.tier)?.tierLabel ?? "", lines: [] });
    const award = step.kind === "award" && awards.find(({ entryId }) => entryId === step.entryId);
    if (award) sections.at(-1)?.lines.push({ title: award.title, authors: award.authors, unit: award.unit, code: award.code });
  }
  return sections;
}
