import { randomUUID } from "node:crypto";
import { hostUnits } from "~/data/editions-hosts.server";
import { latestEdition } from "~/data/editions-lists.server";
import { proposedDates } from "~/domain/contest/timeline-proposal";
import type { Services } from "~/features/services";
import { formatsFor } from "~/i18n/formats";
import { PRESETS } from "./presets";

/** Proposals for a new edition with its ready id: dates from today, host and letterhead as in the newest edition there is. */
export async function newEditionChoices({ db }: Pick<Services, "db">, now: Date) {
  const [units, latest] = await Promise.all([hostUnits(db), latestEdition(db.prisma)]);
  const rounds = PRESETS.YOUTH.rounds.map(({ code, name }) => ({ code, name }));
  const dates = proposedDates(
    now,
    rounds.map(({ code }) => code),
  );
  const year = Number(formatsFor("vi").date(dates.opensAt).slice(-4));
  const moment = (date: Date | null) => date?.toISOString() ?? "";
  const host = latest && {
    hostUnitId: latest.hostUnitId ?? "",
    hostName: latest.hostName,
    hostLevel: latest.hostLevel,
    letterheadParent: latest.letterheadParent,
    letterheadBody: latest.letterheadBody,
    place: latest.place,
    contact: latest.contact,
  };
  return {
    newId: randomUUID(),
    units: units.map(({ id, name }) => ({ id, name })),
    rounds,
    values: {
      period: `${year}–${year + 1}`,
      ...host,
      opensAt: moment(dates.opensAt),
      closesAt: moment(dates.closesAt),
      graceMinutes: String(dates.graceMinutes),
      screeningEndsAt: moment(dates.screeningEndsAt),
      rounds: dates.rounds.map(({ code, startsAt, endsAt }) => ({ code, startsAt: moment(startsAt), endsAt: moment(endsAt) })),
      judgingEndsAt: moment(dates.judgingEndsAt),
      announcementAt: moment(dates.announcementAt),
    },
  };
}
