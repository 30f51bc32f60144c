import { randomUUID } from "node:crypto";
import { keepErasableText } from "~/data/ledger.server";
import type { Services } from "~/features/services";

interface MeetingSpec {
  editionId: string;
  /** accounts on the list of those present */
  present: readonly string[];
  plain: { id: string; code: string | null };
  /** entries of interest: each with a vote and a line in the notes */
  concerned: readonly { id: string; code: string }[];
  now: Date;
}

/** An open ranking meeting with votes and notes about an entry that everybody sees, and about those of interest. Written straight to the tables. */
export async function makeRankingMeeting({ db }: Pick<Services, "db">, { editionId, present, plain, concerned, now }: MeetingSpec): Promise<{ rankingMeeting: string }> {
  const rankingMeeting = randomUUID();
  await db.transact(async (tx) => {
    const notes = [...concerned.map(({ code }) => `Bài ${code} được xem lại.`), "Họp đúng giờ."].join("\n");
    const notesId = (await keepErasableText(tx, editionId, notes)).id;
    await tx.rankingMeeting.create({ data: { id: rankingMeeting, editionId, title: "Hội nghị xếp giải", place: "Phòng họp", heldAt: now, presentIds: [...present], absentIds: [], notesId, openedById: "x", openedAt: now } });
    for (const [about, entryIds] of [...concerned.map(({ id, code }) => [code, [id]] as const), [plain.code ?? "", [plain.id]] as const]) {
      const questionId = (await keepErasableText(tx, editionId, `Giữ điểm của ${about}?`)).id;
      await tx.vote.create({ data: { editionId, meetingId: rankingMeeting, subject: "SPREAD", entryIds: [...entryIds], questionId, present: 3, inFavour: 2, against: 1, rule: "CHAIR", carried: true, recordedById: "x", recordedAt: now } });
    }
  });
  return { rankingMeeting };
}
