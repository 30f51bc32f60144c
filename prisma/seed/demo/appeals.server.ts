import { randomUUID } from "node:crypto";
import type { AnswerInput } from "~/features/appeals/answer-appeal.server";
import { answerAppeal } from "~/features/appeals/answer-appeal.server";
import { fileAppeal } from "~/features/appeals/file-appeal.server";
import type { Services } from "~/features/services";
import { actorOf, done, within } from "../writing/acting.server";
import type { SeedEdition } from "../writing/edition.server";
import type { Stage } from "./stage.server";

interface Appealed {
  editionId: string;
  entryId: string;
  grounds: string;
  at: Date;
}

/** The account an entry belongs to appeals against its result. */
export async function appeal({ db, tx }: Stage, { editionId, entryId, grounds, at }: Appealed): Promise<string> {
  const { owner } = await tx.entry.findUniqueOrThrow({ where: { id: entryId }, select: { owner: { select: { id: true, name: true, email: true } } } });
  const actor = actorOf({ userId: owner.id, name: owner.name, email: owner.email }, [{ role: "ENTRANT", editionId, unitId: null }]);
  const id = randomUUID();
  await done(fileAppeal({ db: within(db, tx) }, { actor, entryId, now: at, input: { id, grounds } }));
  return id;
}

/** An organiser answers it, with the evidence, and the letter about it is approved and handed over. */
export async function answer({ db, tx, cast }: Stage, config: Services["config"], { editionId, at, ...input }: Pick<AnswerInput, "appealId" | "outcome" | "answer"> & { editionId: string; at: Date }): Promise<void> {
  const actor = actorOf(cast.btc, [{ role: "ORGANISER", editionId, unitId: null }]);
  await done(answerAppeal({ db: within(db, tx), config }, { actor, editionId, now: at, input: { ...input, version: 1, show: ["means", "sheets", "record"] } }));
  await tx.outboxMessage.updateMany({ where: { editionId, template: "appealAnswered" }, data: { state: "HANDED_OVER", approvedById: actor.userId, approvedAt: at, createdAt: at, sentAt: at } });
}

const GROUNDS = {
  pupil: "Em được 3 giám khảo ở vòng sơ khảo khen phần thử nghiệm, nhưng không rõ vì sao điểm tính sáng tạo ở chung khảo lại thấp. Em xin được xem lại cách tính điểm trung bình của bài.",
  school: "Nhà trường đề nghị kiểm tra lại việc cộng điểm hai vòng của bài dự thi vì chênh với bài liền trên chưa tới nửa điểm.",
};
const ANSWER =
  "Ban Tổ chức đã cộng lại phiếu của cả hai vòng trước mặt đại diện nhà trường. Điểm trung bình đúng như đã công bố, không có phiếu nào bị sót hay nhập sai. Kết quả của bài được giữ nguyên; từng phiếu và cách tính gửi kèm theo đây.";

/** Two appeals within the time for them: a school's was answered, the pupil's waits. */
export async function appealAgainst(stage: Stage, config: Services["config"], { edition: { id: editionId }, publishedDay }: { edition: SeedEdition; publishedDay: number }): Promise<void> {
  const { tx, cast, calendar } = stage;
  const entryOf = async (ownerId: string) => (await tx.entry.findFirstOrThrow({ where: { editionId, ownerId, state: "SUBMITTED", screening: "QUALIFIED" }, orderBy: { code: "asc" }, select: { id: true } })).id;
  const appealId = await appeal(stage, { editionId, entryId: await entryOf(cast.truong.userId), grounds: GROUNDS.school, at: calendar.at(publishedDay + 6, 10) });
  await answer(stage, config, { editionId, appealId, outcome: "REJECTED", answer: ANSWER, at: calendar.at(publishedDay + 8, 15) });
  await appeal(stage, { editionId, entryId: await entryOf(cast.hocsinh.userId), grounds: GROUNDS.pupil, at: calendar.at(-1, 10) });
}
