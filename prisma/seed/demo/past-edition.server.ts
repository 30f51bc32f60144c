import { randomUUID } from "node:crypto";
import type { Actor, Role } from "~/domain/access/roles";
import { plainPoints } from "~/domain/kernel/decimal";
import { lockSheet } from "~/features/judging/commands-lock.server";
import { closeRescore } from "~/features/judging/commands-rescore-close.server";
import { openRescore } from "~/features/judging/commands-rescore.server";
import { saveSheet } from "~/features/judging/commands-sheet.server";
import { openCorrection } from "~/features/results/corrections.server";
import { finaliseResult } from "~/features/results/finalise.server";
import type { Services } from "~/features/services";
import { actorOf, done, within } from "../writing/acting.server";
import { criteriaOf, roundOf, writeEdition, type SeedEdition } from "../writing/edition.server";
import { addEntries, codesGiven, type SeedEntry } from "../writing/entries.server";
import { addAssignments, addSheet, admitToRound, scoresAround, type SeedAssignment } from "../writing/judging.server";
import { decideResult, endEdition } from "../writing/results.server";
import { answer, appeal } from "./appeals.server";
import type { CastMember } from "./cast.server";
import { demoDraft, periodOf } from "./drafts.server";
import { PAST_IDEAS } from "./ideas/past";
import { callJury, finalPanel, preliminaryPanels } from "./panels.server";
import { issueDecision } from "./papers.server";
import { grantRoles } from "./roles.server";
import type { Stage } from "./stage.server";
import { SCHOOL_OF_CAST } from "./units.server";
import { youthEntries, type Receipt } from "./youth-entries.server";

const OPENS = -610;
const CLOSES = -550;
const PUBLISHED = -470;
const JUDGES_OF_ENTRY = 3;
/** the entry whose one sheet of the final was far too low, by its place in the list of ideas, and which judge of it that was */
const WRONGED = 2;
const TOO_LOW_BY = 0.2;

/** A small youth edition of last year: an appeal was upheld, one prize corrected, and the result is official. */
export async function writePastEdition(stage: Stage, config: Services["config"]): Promise<void> {
  const { tx, book, calendar, cast } = stage;
  const edition = await announced(stage);
  grantRoles(book, cast, { editionId: edition.id, register: stage.register, school: SCHOOL_OF_CAST, judges: true, at: calendar.at(-546) });
  const receipt: Receipt = { ...stage, edition, opens: OPENS, closes: CLOSES, ownIdea: null, joined: new Set() };
  const stories = youthEntries(book, PAST_IDEAS, receipt, () => ({}));
  const entries = addEntries(book, edition, stories);
  await tx.edition.update({ where: { id: edition.id }, data: { lastEntryNumber: codesGiven(stories) } });
  const jury = await callJury(stage, edition, calendar.at(-538));
  const planned = { perEntry: JUDGES_OF_ENTRY, barred: jury.barred, actorId: cast.thuky.userId, entries };
  const prelim = addAssignments(book, edition, { ...planned, panels: preliminaryPanels(stage, edition, jury), at: calendar.at(-536, 15) });
  lockAll(stage, edition, prelim, entries, { from: -534, days: 8 });
  admitToRound(book, edition, { roundCode: "FINAL", entries, actorId: cast.thuky.userId, at: calendar.at(-522, 10) });
  const final = addAssignments(book, edition, { ...planned, panels: [finalPanel(stage, edition, jury)], at: calendar.at(-520, 15) });
  lockAll(stage, edition, final, entries, { from: -515, days: 2 });
  await book.write(tx);
  await publish(stage, edition);
  const wronged = entries[WRONGED];
  if (!wronged) throw new Error("the list of ideas is too short");
  await correct(stage, config, edition, { wronged, sheets: final.filter(({ entry }) => entry.id === wronged.id) });
  await done(finaliseResult({ db: within(stage.db, tx) }, { actor: staff(stage, edition, "btc", "ORGANISER"), editionId: edition.id, now: calendar.at(PUBLISHED + 40, 9) }));
}

function staff({ cast }: Stage, { id }: SeedEdition, who: CastMember, role: Role): Actor {
  return actorOf(cast[who], [{ role, editionId: id, unitId: null }]);
}

async function announced({ tx, book, calendar, register, cast }: Stage): Promise<SeedEdition> {
  const dates = {
    opensAt: calendar.at(OPENS), closesAt: calendar.at(CLOSES, 17), graceMinutes: 30, screeningEndsAt: calendar.at(-537, 17),
    rounds: [
      { code: "PRELIM", startsAt: calendar.at(-535), endsAt: calendar.at(-524, 17) },
      { code: "FINAL", startsAt: calendar.at(-516), endsAt: calendar.at(-512, 17) },
    ],
    judgingEndsAt: calendar.at(-510, 17),
    announcementAt: calendar.at(PUBLISHED),
  };
  const final = { places: PAST_IDEAS.length, judges: JUDGES_OF_ENTRY };
  const draft = await demoDraft(tx, register, { kind: "YOUTH", number: 16, period: periodOf(calendar.year(OPENS) - 1), dates, final });
  return writeEdition(tx, book, { draft, actorId: cast.thuky.userId, createdAt: calendar.at(-625), announcedAt: calendar.at(-615) });
}

function lockAll({ book, calendar }: Stage, edition: SeedEdition, assignments: readonly SeedAssignment[], entries: readonly SeedEntry[], { from, days }: { from: number; days: number }): void {
  const { chance } = book;
  const judged = new Map<string, number>();
  for (const assignment of assignments) {
    const { entry, roundCode } = assignment;
    const count = judged.get(entry.id) ?? 0;
    judged.set(entry.id, count + 1);
    const place = entries.findIndex(({ id }) => id === entry.id);
    const tooLow = roundCode === "FINAL" && place === WRONGED && count === 0 ? TOO_LOW_BY : 0;
    const scores = scoresAround(chance, criteriaOf(edition, roundCode, entry.fieldId), qualityAt(place) - tooLow, 0.004);
    const [day, hour] = [from + chance.whole(days), chance.between(8, 20)];
    addSheet(book, edition, assignment, { scores, remark: "", savedAt: calendar.at(day, hour), lockedAt: calendar.at(day, hour + 0.3) });
  }
}

const qualityAt = (place: number) => 0.93 - 0.025 * place;

function publish(stage: Stage, edition: SeedEdition): Promise<void> {
  const { db, tx, calendar } = stage;
  const decision = { number: "19/QĐ-BTC", date: calendar.day(PUBLISHED - 2) };
  return endEdition(db, tx, {
    editionId: edition.id,
    ...people(stage, edition),
    reasonOfChoice: "Hội đồng ưu tiên sản phẩm đã được dùng thử lâu hơn.",
    meeting: { place: "Phòng họp Liên hiệp hội, thị trấn Cẩm Xuyên", guests: "", notes: "Các thành viên xem lại bài có phiếu chênh lệch và giữ nguyên điểm trung bình." },
    decision,
    at: { chosen: calendar.at(-509, 15), proposed: calendar.at(-509, 16.5), approved: calendar.at(-500, 9), signed: calendar.at(PUBLISHED - 1, 14), published: calendar.at(PUBLISHED, 8) },
    beforeSigning: () => issueDecision(stage, { edition, actor: staff(stage, edition, "thuky", "SECRETARY"), ...decision, now: calendar.at(PUBLISHED - 2, 10) }),
  });
}

const people = (stage: Stage, edition: SeedEdition) => ({
  chair: staff(stage, edition, "chutich", "CHAIR"), organiser: staff(stage, edition, "btc", "ORGANISER"), secretary: staff(stage, edition, "thuky", "SECRETARY"),
});

const GROUNDS = "Ở chung khảo có một phiếu cho bài của chúng em thấp hơn hẳn hai phiếu kia. Hôm trình bày máy chạy tốt. Chúng em xin Ban Tổ chức xem lại phiếu đó.";
const ANSWER = "Giám khảo đã ghi nhầm điểm của bài khác vào phiếu này. Khiếu nại đúng; hội đồng họp chấm lại và kết quả của bài được đính chính.";

/** The entrant appealed, a judge had written another entry's points: the sheet is scored again in a meeting and the result corrected. */
async function correct(stage: Stage, config: Services["config"], edition: SeedEdition, { wronged, sheets }: { wronged: SeedEntry; sheets: readonly SeedAssignment[] }): Promise<void> {
  const { db, tx, calendar, book } = stage;
  const services = { db: within(db, tx) };
  const { id: editionId } = edition;
  const chair = people(stage, edition).chair;
  const day = (daysAfter: number, hour = 9) => calendar.at(PUBLISHED + daysAfter, hour);
  const appealId = await appeal(stage, { editionId, entryId: wronged.id, grounds: GROUNDS, at: day(5, 20) });
  await answer(stage, config, { editionId, appealId, outcome: "UPHELD", answer: ANSWER, at: day(12) });
  const reason = "Theo khiếu nại được chấp nhận: một phiếu chung khảo ghi nhầm điểm của bài khác.";
  await done(openCorrection(services, { actor: chair, editionId, now: day(13), input: { id: randomUUID(), entries: [wronged.code ?? ""], reason, appealId } }));

  const rescoreId = randomUUID();
  const { id: roundId } = roundOf(edition, "FINAL");
  await done(openRescore(services, { actor: chair, editionId, now: day(14), input: { id: rescoreId, entryId: wronged.id, roundId, reason, dueAt: day(15, 17) } }));
  for (const [index, { id: assignmentId, judge }] of sheets.entries()) {
    const actor = actorOf({ userId: judge.userId, name: judge.code, email: "" }, [{ role: "JUDGE", editionId, unitId: null }]);
    const act = { actor, assignmentId, now: day(14, 14 + index) };
    let { lockVersion: version } = await tx.scoreSheet.findUniqueOrThrow({ where: { assignmentId }, select: { lockVersion: true } });
    if (index === 0) {
      const criteria = criteriaOf(edition, "FINAL", wronged.fieldId);
      const scores = scoresAround(book.chance, criteria, qualityAt(WRONGED) + 0.04, 0.004);
      const typed = new Map(criteria.map(({ id, code }) => [id, plainPoints(scores[code] ?? 0)]));
      ({ version } = await done(saveSheet(services, { ...act, complete: true, input: { version, typed, remark: "Phiếu trước ghi nhầm điểm của bài khác." } })));
    }
    await done(lockSheet(services, { ...act, version }));
  }
  await done(closeRescore(services, { actor: chair, editionId, now: day(15), input: { rescoreId, outcome: "CHANGED", minutes: "Giám khảo xác nhận ghi nhầm; hội đồng thống nhất điểm mới của phiếu này, hai phiếu kia giữ nguyên.", present: sheets.map(({ judge }) => judge.userId) } }));
  const decision = { number: "23/QĐ-BTC", date: calendar.day(PUBLISHED + 17) };
  await decideResult(services, tx, { editionId, ...people(stage, edition), decision, at: { proposed: day(15, 15), approved: day(16), signed: day(17, 14), published: day(18, 8) }, beforeSigning: () => issueDecision(stage, { edition, actor: people(stage, edition).secretary, ...decision, now: day(17, 10) }) });
}
