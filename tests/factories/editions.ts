import { randomUUID } from "node:crypto";
import { firstFreeName, insertEdition } from "~/data/editions-create.server";
import type { EditionRow } from "~/data/editions.server";
import { editionRules, type EditionRules, type StoredRubric } from "~/data/editions-rules.server";
import type { ContestKind, EditionDraft } from "~/domain/contest/edition-draft";
import { editionNames } from "~/domain/contest/naming";
import type { Phase } from "~/domain/contest/phases";
import type { EditionDates } from "~/domain/contest/timeline";
import { draftEdition } from "~/features/contests/edition-draft";
import type { Services } from "~/features/services";

export interface EditionOptions {
  /** YOUTH where nothing is said */
  kind?: ContestKind;
  /** the phase it is in at the services' clock; OPEN where nothing is said */
  phase?: Phase;
  /** which round is held now, in phase JUDGING; the preliminary one where nothing is said */
  round?: "PRELIM" | "FINAL";
  number?: number;
  hostUnitId?: string;
  hostName?: string;
  /** last changes to the draft a preset gave */
  change?: (draft: EditionDraft) => EditionDraft;
}

export interface MadeEdition extends EditionRules {
  edition: EditionRow;
  /** of all rounds, in their order */
  rubrics: (StoredRubric & { roundCode: string })[];
}

const DAY = 24 * 60 * 60_000;

/** Where "now" stands, in days after the opening. */
const DAY_OF_PHASE: Readonly<Record<Phase, number>> = {
  DRAFT: -10,
  ANNOUNCED: -10,
  OPEN: 20,
  SCREENING: 65,
  JUDGING: 80,
  DECIDING: 105,
  PUBLISHED: 115,
  FINAL: 135,
};

function datesAround(now: Date, day: number): EditionDates {
  const at = (days: number) => new Date(now.getTime() + (days - day) * DAY);
  return {
    opensAt: at(0),
    closesAt: at(60),
    graceMinutes: 30,
    screeningEndsAt: at(74),
    rounds: [
      { code: "PRELIM", startsAt: at(74), endsAt: at(88) },
      { code: "FINAL", startsAt: at(90), endsAt: at(100) },
    ],
    judgingEndsAt: at(101),
    announcementAt: at(112),
  };
}

/** How many were made in each database: files that share a worker find the numbers of none before them. */
const made = new Map<string, number>();

function nextNumber({ pool }: Services["db"]): number {
  const database = pool.options.connectionString ?? "";
  const number = (made.get(database) ?? 0) + 1;
  made.set(database, number);
  return number;
}

/** An edition out of a preset, in the phase asked for at the services' clock. Nothing of it stands in the ledger. */
export async function makeEdition({ db, clock }: Pick<Services, "db" | "clock">, options: EditionOptions = {}): Promise<MadeEdition> {
  const { kind = "YOUTH", phase = "OPEN", hostName = "Liên hiệp các Hội Khoa học và Kỹ thuật Cẩm Xuyên" } = options;
  const next = nextNumber(db);
  const number = options.number ?? next;
  const now = clock.now();
  const dates = datesAround(now, phase === "JUDGING" && options.round === "FINAL" ? 95 : DAY_OF_PHASE[phase]);
  const after = (days: number) => new Date(dates.opensAt.getTime() + days * DAY);
  const id = randomUUID();
  const edition = await db.transact(async (tx) => {
    const base = draftEdition({
      kind,
      number,
      period: "2026–2027",
      dates,
      hostUnitId: options.hostUnitId ?? null,
      hostName,
      hostLevel: "FORMER_DISTRICT",
      letterheadParent: "Liên hiệp các Hội KH&KT Hà Tĩnh",
      letterheadBody: "Ban Tổ chức Hội thi, Cuộc thi",
      place: "Cẩm Xuyên",
      contact: "Ban Thư ký, điện thoại 0239 000 000",
    });
    const draft = { ...base, ...(await firstFreeName(tx, editionNames({ kind, number, hostName }))) };
    await insertEdition(tx, id, options.change ? options.change(draft) : draft);
    return tx.edition.update({
      where: { id },
      data: {
        announcedAt: phase === "DRAFT" ? null : after(-20),
        publishedAt: phase === "PUBLISHED" || phase === "FINAL" ? after(112) : null,
        finalAt: phase === "FINAL" ? after(130) : null,
      },
    });
  });
  const rules = await editionRules(db.prisma, id);
  const rubrics = rules.rounds.flatMap((round) => round.rubrics.map((rubric) => ({ ...rubric, roundCode: round.code })));
  return { edition, ...rules, rubrics };
}
