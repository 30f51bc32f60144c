import type { Phase } from "~/domain/contest/phases";
import { useMessages } from "~/ui/locale";

const STAGES = ["receipt", "screening", "judging", "result"] as const;

/** How many stages are behind in each phase. */
const BEHIND: Readonly<Record<Phase, number>> = { DRAFT: 0, ANNOUNCED: 0, OPEN: 0, SCREENING: 1, JUDGING: 2, DECIDING: 3, PUBLISHED: 4, FINAL: 4 };

/** Where an edition stands on its way from the first entry to the winners, as four beads on a line. */
export function PhaseTrack({ phase }: { phase: Phase }) {
  const { home } = useMessages();
  const behind = BEHIND[phase];
  const stateOf = (index: number) => (index < behind ? "done" : index === behind && phase !== "ANNOUNCED" ? "now" : "next");
  return (
    <ol className="track" aria-label={home.track.label}>
      {STAGES.map((stage, index) => (
        <li key={stage} className={`is-${stateOf(index)}`} aria-current={stateOf(index) === "now" ? "step" : undefined}>
          {home.track[stage]}
          <span className="sr-only"> ({home.track[stateOf(index)]})</span>
        </li>
      ))}
    </ol>
  );
}
