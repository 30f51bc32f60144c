import type { ReactNode } from "react";
import type { Phase } from "~/domain/contest/phases";
import { editionName } from "~/i18n/known-names";
import { paths } from "~/paths";
import { useFormats, useHref, useLocale, useMessages } from "~/ui/locale";
import { Badge, Card, DateTime, LinkButton } from "~/ui/primitives";
import type { Tone } from "~/ui/tone";
import { PhaseTrack } from "./phase-track";

export interface CardEdition {
  slug: string;
  kind: "TECHNICAL" | "YOUTH";
  number: number;
  title: string;
  hostName: string;
  phase: Phase;
  opensAt: Date;
  closesAt: Date;
  announcementAt: Date | null;
  publishedAt: Date | null;
}

const TONE: Readonly<Record<Phase, Tone>> = {
  DRAFT: "neutral",
  ANNOUNCED: "neutral",
  OPEN: "award",
  SCREENING: "info",
  JUDGING: "info",
  DECIDING: "info",
  PUBLISHED: "success",
  FINAL: "success",
};

/** The phase of an edition in a word with its shape. */
export function PhaseBadge({ phase }: { phase: Phase }) {
  const { common } = useMessages();
  return <Badge tone={TONE[phase]}>{common.phase[phase]}</Badge>;
}

function When({ label, at, left }: { label: string; at: ReactNode; left?: string }) {
  return (
    <p className="when">
      <span className="muted">{label}</span> <span className="when-date">{at}</span>
      {left && <span className="muted"> ({left})</span>}
    </p>
  );
}

function NextDate({ edition, now }: { edition: CardEdition; now: Date }) {
  const { home } = useMessages();
  const formats = useFormats();
  const { phase, opensAt, closesAt, announcementAt, publishedAt } = edition;
  if (phase === "ANNOUNCED") return <When label={home.from} at={<DateTime at={opensAt} />} />;
  if (phase === "OPEN") return <When label={home.until} at={<DateTime at={closesAt} />} left={formats.remaining(closesAt, now)} />;
  if ((phase === "PUBLISHED" || phase === "FINAL") && publishedAt) return <When label={home.publishedOn} at={<DateTime at={publishedAt} as="date" />} />;
  return announcementAt ? <When label={home.planned} at={<DateTime at={announcementAt} as="date" />} /> : <p className="when muted">{home.noPlan}</p>;
}

/** One edition at first look: what it is, where it stands, the next date, the one thing to do. */
export function EditionCard({ edition, now, first }: { edition: CardEdition; now: Date; first: boolean }) {
  const { home } = useMessages();
  const href = useHref();
  const { slug, phase } = edition;
  const isOver = phase === "PUBLISHED" || phase === "FINAL";
  return (
    <Card
      level={3}
      look={first ? "strong" : "plain"}
      className="edition-card"
      title={<a href={href(paths.edition(slug))}>{editionName(useLocale(), edition)}</a>}
      eyebrow={edition.hostName}
      actions={
        <>
          {phase === "OPEN" && (
            <LinkButton kind="primary" href={href(paths.newEntry(slug))}>
              {home.submit}
            </LinkButton>
          )}
          {isOver && (
            <LinkButton kind={first ? "primary" : "secondary"} href={href(paths.results(slug))}>
              {home.results}
            </LinkButton>
          )}
          <a href={href(paths.edition(slug))}>{home.announcement}</a>
          <a href={href(paths.editionRules(slug))}>{home.rules}</a>
        </>
      }
    >
      <div className="edition-state">
        <PhaseBadge phase={phase} />
        <NextDate edition={edition} now={now} />
      </div>
      <PhaseTrack phase={phase} />
    </Card>
  );
}
