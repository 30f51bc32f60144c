import { publishableWinners } from "~/data/consents.server";
import { announcedEditions, type ListedEdition } from "~/data/editions-lists.server";
import { publicExtensions, recentWinners } from "~/data/public-pages.server";
import { phaseAt, type Phase } from "~/domain/contest/phases";
import type { Services } from "~/features/services";

const MOST_WINNERS = 6;
const WINNERS_PER_EDITION = 3;
const MOST_NOTICES = 6;
const MOST_CARDS = 6;
/** Editions whose result was published last, beside those. */
const MOST_RESULTS = 2;
const MOST_EARLIER = 12;
/** Editions whose results are older than this are listed below, not shown as cards. */
const CARD_AFTER_RESULT_MS = 120 * 86_400_000;

export interface EditionCard extends Omit<ListedEdition, "id" | "finalAt"> {
  phase: Phase;
}

export type HomeNotice = { edition: Pick<ListedEdition, "slug" | "title" | "kind" | "number">; at: Date } & (
  | { what: "extended"; to: Date; reason: string }
  | { what: "published" | "announced" }
);

export interface HomeWinner {
  code: string;
  title: string;
  tier: { code: string; label: string };
  unit: string;
  /** only names that may be shown */
  authors: string[];
  /** a photo everybody agreed to show, by its file row */
  picture: string | null;
  edition: { slug: string; title: string };
}

/** What stands first: open for entries, then on their way, then just published. */
const PLACE: Readonly<Record<Phase, number>> = { OPEN: 0, ANNOUNCED: 1, DECIDING: 2, JUDGING: 3, SCREENING: 4, PUBLISHED: 5, FINAL: 6, DRAFT: 7 };

/** The home page: what is open until when, where both contests stand, who won, what changed. Five statements. */
export async function homePage({ db }: Pick<Services, "db">, now: Date) {
  const [listed, winners] = await Promise.all([
    announcedEditions(db, now),
    recentWinners(db, now, { perEdition: WINNERS_PER_EDITION, all: MOST_WINNERS }),
  ]);
  const editions = listed.map((edition) => ({ ...edition, phase: phaseAt(edition, now) }));
  const newest = new Set(["TECHNICAL", "YOUTH"].flatMap((kind) => editions.find((edition) => edition.kind === kind)?.id ?? []));
  const isRunning = (edition: (typeof editions)[number]) =>
    edition.publishedAt === null || edition.publishedAt.getTime() > now.getTime() - CARD_AFTER_RESULT_MS || newest.has(edition.id);
  const running = editions.filter(isRunning).toSorted((a, b) => PLACE[a.phase] - PLACE[b.phase] || a.closesAt.getTime() - b.closesAt.getTime());
  // However much is under way: who won last stays in view.
  const decided = running.filter(({ publishedAt }) => publishedAt !== null).toSorted((a, b) => (b.publishedAt?.getTime() ?? 0) - (a.publishedAt?.getTime() ?? 0)).slice(0, MOST_RESULTS);
  const cards = [...running.filter(({ publishedAt }) => publishedAt === null).slice(0, MOST_CARDS), ...decided];
  const [extensions, { authors, withMedia }] = await Promise.all([
    publicExtensions(db, editions.filter(({ publishedAt }) => publishedAt === null).map(({ id }) => id)),
    publishableWinners(db.prisma, winners.map(({ entryId }) => entryId)),
  ]);
  return {
    cards: cards.map(({ id: _id, finalAt: _finalAt, ...card }): EditionCard => card),
    earlier: editions
      .filter((edition) => !cards.includes(edition))
      .slice(0, MOST_EARLIER)
      .map(({ slug, title, kind, number, period, hostName }) => ({ slug, title, kind, number, period, hostName })),
    winners: winners.map(
      (winner): HomeWinner => ({
        code: winner.code,
        title: winner.title,
        tier: { code: winner.tierCode, label: winner.tierLabel },
        unit: winner.unitName,
        authors: (authors.get(winner.entryId) ?? []).flatMap(({ name }) => name ?? []),
        picture: withMedia.has(winner.entryId) ? winner.picture : null,
        edition: { slug: winner.editionSlug, title: winner.editionTitle },
      }),
    ),
    notices: noticesOf(editions, extensions, now),
  };
}

type Listed = ListedEdition & { phase: Phase };

function noticesOf(editions: readonly Listed[], extensions: Awaited<ReturnType<typeof publicExtensions>>, now: Date): HomeNotice[] {
  const brief = ({ slug, title, kind, number }: Listed) => ({ slug, title, kind, number });
  const extended = extensions.flatMap((extension): HomeNotice[] => {
    const edition = editions.find(({ id }) => id === extension.editionId);
    return edition ? [{ what: "extended", edition: brief(edition), at: extension.at, to: extension.toAt, reason: extension.reason }] : [];
  });
  const acts = editions.flatMap((edition): HomeNotice[] => [
    ...(edition.publishedAt && edition.publishedAt <= now ? [{ what: "published" as const, edition: brief(edition), at: edition.publishedAt }] : []),
    ...(edition.announcedAt ? [{ what: "announced" as const, edition: brief(edition), at: edition.announcedAt }] : []),
  ]);
  return [...extended, ...acts].toSorted((a, b) => b.at.getTime() - a.at.getTime()).slice(0, MOST_NOTICES);
}
