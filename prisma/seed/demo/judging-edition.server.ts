import { declareOwnConflict } from "~/features/judging/commands-conflicts.server";
import { actorOf, done, within } from "../writing/acting.server";
import { writeEdition, type SeedEdition } from "../writing/edition.server";
import { addEntries, codesGiven, type SeedEntry } from "../writing/entries.server";
import { addAssignments, addSheet, criteriaFor, scoresAround, type SeedAssignment } from "../writing/judging.server";
import { JUDGES, UNIT_OF_JUDGE } from "./cast.server";
import { demoDraft, periodOf } from "./drafts.server";
import { JUDGING_IDEAS } from "./ideas/judging";
import { callJury, preliminaryPanels } from "./panels.server";
import { grantRoles } from "./roles.server";
import type { Stage } from "./stage.server";
import { SCHOOL_OF_CAST } from "./units.server";
import { youthEntries, type Receipt, type Special } from "./youth-entries.server";

const OPENS = -77;
const CLOSES = -35;
const PUPIL_OF_CAST = 0;
const [WITHDRAWN, REJECTED, SUPERVISED_BY_JUDGE, NAMES_SUPERVISOR] = [29, 28, 7, 12];
/** of the assignments of a judge this part is locked; one after that is a draft, the others wait */
const LOCKED_PART = 0.5;
/** the third panel is through with its work */
const FIELD_FINISHED = "SHDC";

/** A youth edition whose preliminary round is under way: panels, conflicts of interest, sheets locked, begun and waiting. */
export async function writeJudgingEdition(stage: Stage): Promise<void> {
  const { tx, book, cast, calendar } = stage;
  const edition = await announced(stage);
  grantRoles(book, cast, { editionId: edition.id, register: stage.register, school: SCHOOL_OF_CAST, judges: true, at: calendar.at(-30) });
  const entries = await receive(stage, edition);
  const jury = await callJury(stage, edition, calendar.at(-18));
  const assignments = addAssignments(book, edition, {
    panels: preliminaryPanels(stage, edition, jury), entries: entries.filter(({ takesPart }) => takesPart),
    perEntry: 3, barred: jury.barred, actorId: cast.thuky.userId, at: calendar.at(-15, 9),
  });
  await book.write(tx);
  const left = await declare(stage, edition, assignments);
  fillSheets(stage, edition, left);
  await book.write(tx);
}

async function announced({ tx, book, calendar, register, cast }: Stage): Promise<SeedEdition> {
  const dates = {
    opensAt: calendar.at(OPENS), closesAt: calendar.at(CLOSES, 17), graceMinutes: 30, screeningEndsAt: calendar.at(-20, 17),
    rounds: [
      { code: "PRELIM", startsAt: calendar.at(-14), endsAt: calendar.at(10, 17) },
      { code: "FINAL", startsAt: calendar.at(16), endsAt: calendar.at(18, 17) },
    ],
    judgingEndsAt: calendar.at(20, 17),
    announcementAt: calendar.at(35),
  };
  const draft = await demoDraft(tx, register, { kind: "YOUTH", number: 18, period: periodOf(calendar.year(OPENS)), dates });
  return writeEdition(tx, book, { draft, actorId: cast.thuky.userId, createdAt: calendar.at(-90), announcedAt: calendar.at(-84, 9) });
}

async function receive(stage: Stage, edition: SeedEdition): Promise<SeedEntry[]> {
  const { tx, book } = stage;
  const receipt: Receipt = { ...stage, edition, opens: OPENS, closes: CLOSES, ownIdea: PUPIL_OF_CAST, joined: new Set() };
  const stories = youthEntries(book, JUDGING_IDEAS, receipt, (index) => special(receipt, index));
  const entries = addEntries(book, edition, stories);
  await tx.edition.update({ where: { id: edition.id }, data: { lastEntryNumber: codesGiven(stories) } });
  return entries;
}

function special({ calendar, cast }: Receipt, index: number): Special {
  if (index === WITHDRAWN) return { withdrawn: true };
  if (index === SUPERVISED_BY_JUDGE) return { supervisor: cast.giamkhao1.name, school: UNIT_OF_JUDGE.giamkhao1 };
  if (index === NAMES_SUPERVISOR) return { namesSupervisor: true };
  if (index !== REJECTED) return {};
  const reason = "Hồ sơ không có chữ ký xác nhận của nhà trường và đã quá hạn bổ sung.";
  return { screening: [{ to: "REJECTED", reason, dueAt: null, actorId: cast.thuky.userId, at: calendar.at(CLOSES + 9, 15) }] };
}

/** The second judge finds a former pupil among the authors: the assignment is revoked and the secretary has to find another judge. */
async function declare({ db, tx, cast, calendar }: Stage, edition: SeedEdition, assignments: readonly SeedAssignment[]): Promise<SeedAssignment[]> {
  const own = assignments.find(({ judge }) => judge.userId === cast.giamkhao2.userId);
  if (!own) throw new Error("the judge has nothing to judge");
  const actor = actorOf(cast.giamkhao2, [{ role: "JUDGE", editionId: edition.id, unitId: null }]);
  const reason = "Một tác giả của bài này là cháu ruột của tôi.";
  await done(declareOwnConflict({ db: within(db, tx) }, { actor, assignmentId: own.id, reason, now: calendar.at(-13, 20) }));
  return assignments.filter(({ id }) => id !== own.id);
}

const REMARKS = ["Sản phẩm gọn, dùng được ngay.", "Cần thử thêm khi trời mưa.", "Thuyết minh rõ ràng, có số đo.", "Mới ở mức mô hình.", ""] as const;

function fillSheets({ book, calendar, cast }: Stage, edition: SeedEdition, assignments: readonly SeedAssignment[]): void {
  const { chance } = book;
  const qualities = new Map<string, number>();
  const finished = edition.fields.find(({ code }) => code === FIELD_FINISHED)?.id;
  for (const who of JUDGES) {
    const own = assignments.filter(({ judge }) => judge.userId === cast[who].userId).toSorted((a, b) => (a.entry.code ?? "").localeCompare(b.entry.code ?? ""));
    const locked = Math.ceil(own.length * LOCKED_PART);
    own.forEach((assignment, index) => {
      const isLocked = assignment.entry.fieldId === finished || index < locked;
      if (!isLocked && index > locked) return;
      const quality = qualities.get(assignment.entry.id) ?? 0.58 + 0.34 * chance.next();
      qualities.set(assignment.entry.id, quality);
      const criteria = criteriaFor(edition, assignment);
      const scores = scoresAround(book.chance, isLocked ? criteria : criteria.slice(0, 2), quality, 0.05);
      const day = chance.between(-12, -2);
      const hour = chance.between(8, 21) + chance.whole(60) / 60;
      const remark = isLocked ? chance.pick(REMARKS) : "";
      addSheet(book, edition, assignment, { scores, remark, savedAt: calendar.at(day, hour), lockedAt: isLocked ? calendar.at(day, hour + 0.4) : null });
    });
  }
}
