import type { EditionRow } from "~/data/editions.server";
import { extensionsOf } from "~/data/editions.server";
import { deskCounts, entriesPerField } from "~/data/editions-desk.server";
import { editionRules } from "~/data/editions-rules.server";
import { announcementGaps } from "~/domain/contest/completeness";
import { courseOf, roundAt } from "~/domain/contest/course";
import type { Phase } from "~/domain/contest/phases";
import type { Services } from "~/features/services";
import { datesOf, ruleBook } from "./rules-record.server";

/** Everything the secretary's desk shows: four statements, whatever the number of entries. */
export async function deskOf({ db }: Pick<Services, "db">, { viewerId, edition, phase, now }: { viewerId: string; edition: EditionRow; phase: Phase; now: Date }) {
  const rules = await editionRules(db.prisma, edition.id);
  const round = roundAt(rules.rounds, now);
  const [counts, fields, extensions] = await Promise.all([
    deskCounts(db, { editionId: edition.id, roundId: round?.id ?? null, viewerId, now }),
    entriesPerField(db, edition.id, viewerId),
    extensionsOf(db, edition.id),
  ]);
  const gaps = edition.announcedAt ? [] : announcementGaps(ruleBook(edition, rules), now);
  return {
    counts,
    fields,
    round: round && { code: round.code, name: round.name },
    roundNames: Object.fromEntries(rules.rounds.map(({ code, name }) => [code, name])),
    course: courseOf(datesOf(edition, rules), { phase, now }),
    extendedFrom: extensions[0]?.fromAt ?? null,
    gaps: gaps.length,
  };
}

export type Desk = Awaited<ReturnType<typeof deskOf>>;
