import type { Action } from "~/domain/access/table";
import type { Phase } from "~/domain/contest/phases";
import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";

type Moment = Date | string;

interface EditionAhead {
  slug: string;
  phase: Phase;
  opensAt: Moment;
  closesAt: Moment;
  screeningEndsAt: Moment;
  judgingEndsAt: Moment;
  announcementAt: Moment | null;
  publishedAt: Moment | null;
}

/** The right that the next step of each phase needs. */
export const NEXT_STEP_RIGHT = {
  DRAFT: "edition.announce",
  ANNOUNCED: "edition.view",
  OPEN: "entry.list",
  SCREENING: "entry.list",
  JUDGING: "progress.view",
  DECIDING: "ranking.view",
  PUBLISHED: "ranking.view",
  FINAL: "ranking.view",
} as const satisfies Record<Phase, Action>;

/** The one thing to do next in an edition, with a link to where it is done for whoever may do it. */
export function NextStep({ edition, mayFollow }: { edition: EditionAhead; mayFollow: boolean }) {
  const { next } = useMessages().editions;
  const { dateTime, date } = useFormats();
  const href = useHref();
  const { slug } = edition;
  const steps: Record<Phase, { label: string; path: string }> = {
    DRAFT: { label: next.complete, path: paths.announceEdition(slug) },
    ANNOUNCED: { label: next.waitOpen(dateTime(edition.opensAt)), path: paths.desk(slug) },
    OPEN: { label: next.receive(dateTime(edition.closesAt)), path: paths.screening(slug) },
    SCREENING: { label: next.screen(dateTime(edition.screeningEndsAt)), path: paths.screening(slug) },
    JUDGING: { label: next.judge(dateTime(edition.judgingEndsAt)), path: paths.progress(slug) },
    DECIDING: { label: edition.announcementAt ? next.decideBy(date(edition.announcementAt)) : next.decide, path: paths.decision(slug) },
    PUBLISHED: { label: next.published(edition.publishedAt ? dateTime(edition.publishedAt) : ""), path: paths.decision(slug) },
    FINAL: { label: next.final, path: paths.decision(slug) },
  };
  const step = steps[edition.phase];
  return mayFollow ? <a href={href(step.path)}>{step.label}</a> : <span>{step.label}</span>;
}
