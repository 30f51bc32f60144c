import type { MilestoneKind } from "~/domain/contest/course";
import { useFormats, useMessages } from "~/ui/locale";
import { type Milestone, Timeline } from "~/ui/primitives";

/** A milestone as a loader sends it. */
export interface SentMilestone {
  kind: MilestoneKind;
  code?: string;
  at: Date | string | null;
  until?: Date | string;
  state: Milestone["state"];
}

interface CourseTimelineProps {
  items: readonly SentMilestone[];
  roundNames: Readonly<Record<string, string>>;
  /** the deadline before the last extension */
  extendedFrom?: Date | string | null;
  publishedAt?: Date | string | null;
}

/** The dates of an edition drawn in their order, with where it stands now. */
export function CourseTimeline({ items, roundNames, extendedFrom, publishedAt }: CourseTimelineProps) {
  const { milestone } = useMessages().editions;
  const { dateTime } = useFormats();
  const published = publishedAt ? dateTime(publishedAt) : null;
  const shown = items.map((item): Milestone => {
    const isPublished = item.kind === "announcement" && published !== null;
    const label = item.kind === "round" ? (roundNames[item.code ?? ""] ?? "") : isPublished ? milestone.published : milestone[item.kind];
    const at = item.at ? dateTime(item.at) : milestone.notPlanned;
    const when = isPublished ? published : item.until ? `${at} – ${dateTime(item.until)}` : at;
    const note = item.kind === "closes" && extendedFrom ? milestone.extended(dateTime(extendedFrom)) : item.kind === "announcement" && item.at && !isPublished ? milestone.planned : undefined;
    return { label, when, state: item.state, ...(note ? { note } : {}) };
  });
  return <Timeline items={shown} />;
}
