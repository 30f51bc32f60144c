import { useFormats, useMessages } from "~/ui/locale";
import { DateTime, type Milestone as Mark, Timeline } from "~/ui/primitives";
import { Original } from "./original";

export interface ScheduleMilestone {
  what: "announced" | "receipt" | "screening" | "round" | "result" | "final";
  name: string | null;
  from: Date | null;
  to: Date | null;
}

/** The dates of an edition drawn as a course, with where we stand. */
export function EditionSchedule({ milestones, published, now }: { milestones: readonly ScheduleMilestone[]; published: boolean; now: Date }) {
  const { publicsite } = useMessages();
  const texts = publicsite.edition;
  const formats = useFormats();
  const label = ({ what, name }: ScheduleMilestone) => {
    if (what === "round") return <Original>{name}</Original>;
    return what === "result" && !published ? texts.resultPlanned : texts[what as Exclude<ScheduleMilestone["what"], "round">];
  };
  const when = ({ what, from, to }: ScheduleMilestone) => {
    if (!to) return "–";
    if (what === "receipt" && from) return `${formats.dateTime(from)} – ${formats.dateTime(to)}`;
    if (from) return formats.range(from, to);
    return what === "screening" ? texts.until(formats.date(to)) : <DateTime at={to} as="date" />;
  };
  const state = ({ what, from, to }: ScheduleMilestone, before: ScheduleMilestone | undefined): Mark["state"] => {
    const waitsForAct = what === "result" && !published;
    if (to && to <= now && !waitsForAct) return "done";
    const start = from ?? before?.to ?? null;
    return what !== "announced" && start !== null && start <= now ? "current" : "upcoming";
  };
  const items = milestones.map((milestone, index) => ({ label: label(milestone), when: when(milestone), state: state(milestone, milestones[index - 1]) }));
  return <Timeline items={items} label={texts.schedule} />;
}
