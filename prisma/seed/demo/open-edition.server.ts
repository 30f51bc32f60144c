import { enqueueReceipt } from "~/features/entries/entry-letters.server";
import type { Services } from "~/features/services";
import { fieldOf, writeEdition, type SeedEdition } from "../writing/edition.server";
import { addEntries, codesGiven, type EntryStory, type ScreeningStep } from "../writing/entries.server";
import { addPerson, joinEdition, type Person } from "../writing/people.server";
import { demoDraft, periodOf } from "./drafts.server";
import { TECHNICAL_IDEAS } from "./ideas/technical";
import type { TechnicalIdea } from "./ideas/idea";
import { inventAdult, inventName, inventPhone, type Named } from "./people.server";
import { grantRoles } from "./roles.server";
import type { Stage } from "./stage.server";
import { SCHOOL_OF_CAST } from "./units.server";

const OPENS = -30;
const CLOSES = 30;
/** places in the list of ideas: two of the author of the cast, one of the school of the cast */
const [SUBMITTED_BY_CAST, DRAFT_OF_CAST, OF_SCHOOL] = [0, 24, 5];
const FIRST_DRAFT = 24;
const WITHDRAWN = 23;
const REJECTED = 22;
/** the summary names an author: the secretary has to look before judges of the blind round see it */
const NAMES_AUTHOR = 6;
/** these authors sign in with a telephone number: their receipts wait to be handed over */
const BY_TELEPHONE = [3, 9, 14];

/** A technical edition that receives entries now, with entries in every state. */
export async function writeOpenEdition(stage: Stage, config: Services["config"]): Promise<void> {
  const { tx, book, cast, calendar } = stage;
  const edition = await announced(stage);
  grantRoles(book, cast, { editionId: edition.id, register: stage.register, school: SCHOOL_OF_CAST, judges: false, at: calendar.at(-31) });
  const stories = TECHNICAL_IDEAS.map((idea, index) => story(stage, edition, idea, index));
  const entries = addEntries(book, edition, stories);
  await tx.edition.update({ where: { id: edition.id }, data: { lastEntryNumber: codesGiven(stories) } });
  await book.write(tx);
  for (const index of BY_TELEPHONE) {
    const [entry, { ownerId, title, submittedAt }] = [entries[index], stories[index] ?? missing()];
    if (!entry?.code || !submittedAt) missing();
    await enqueueReceipt(tx, { config, edition: edition.row, entry: { id: entry.id, ownerId, code: entry.code, title }, files: { waiting: 0, dueAt: null }, now: submittedAt });
  }
}

function missing(): never {
  throw new Error("the list of ideas is too short");
}

async function announced({ tx, book, calendar, register, cast }: Stage): Promise<SeedEdition> {
  const dates = {
    opensAt: calendar.at(OPENS), closesAt: calendar.at(CLOSES, 17), graceMinutes: 30, screeningEndsAt: calendar.at(45, 17),
    rounds: [
      { code: "PRELIM", startsAt: calendar.at(46), endsAt: calendar.at(60, 17) },
      { code: "FINAL", startsAt: calendar.at(65), endsAt: calendar.at(70, 17) },
    ],
    judgingEndsAt: calendar.at(72, 17),
    announcementAt: calendar.at(90),
  };
  const draft = await demoDraft(tx, register, { kind: "TECHNICAL", number: 14, period: periodOf(calendar.year(OPENS)), dates });
  return writeEdition(tx, book, { draft, actorId: cast.thuky.userId, createdAt: calendar.at(-40), announcedAt: calendar.at(-32, 9) });
}

function story(stage: Stage, edition: SeedEdition, idea: TechnicalIdea, index: number): EntryStory {
  const { book, calendar, register, cast } = stage;
  const { chance } = book;
  const isDraft = index >= FIRST_DRAFT;
  const begun = isDraft ? chance.between(-12, -2) : chance.between(OPENS + 1, -8);
  const submittedAt = isDraft ? null : calendar.at(Math.min(begun + chance.between(1, 6), -2), chance.between(7, 21) + chance.whole(60) / 60);
  const begunAt = calendar.at(begun, chance.between(7, 19));
  const unit = { unitName: idea.unit, unitId: register.get(idea.unit) ?? null };
  const { owner, chief } = ownerOf(stage, edition, index, begunAt);
  const others = Array.from({ length: idea.team - 1 }, () => inventName(chance));
  const author = (person: Named, userId: string | null) => inventAdult(chance, calendar, { ...person, ...unit, occupation: idea.occupation, userId });
  const isUnfinished = isDraft && index !== DRAFT_OF_CAST;
  return {
    ownerId: owner.userId,
    filedByUnitId: owner === cast.truong ? (register.get(SCHOOL_OF_CAST) ?? null) : null,
    title: idea.title, summary: index === NAMES_AUTHOR ? `${idea.summary} Góp ý xin gửi tác giả ${chief.fullName}.` : idea.summary, parts: isUnfinished ? idea.parts : { ...idea.parts, ...standing(index) },
    files: isDraft ? [] : (stage.files.get(idea.title) ?? []),
    fieldId: isUnfinished && index % 2 === 0 ? null : fieldOf(edition, idea.field),
    ownerKind: idea.team > 1 ? "GROUP" : "INDIVIDUAL",
    ownerName: "",
    createdYear: isUnfinished ? null : calendar.year(OPENS) - (index === REJECTED ? 9 : chance.between(1, 3)),
    createdMonth: isUnfinished ? null : chance.between(1, 12),
    ...unit,
    supervisorName: "", supervisorPhone: "", supervisorUnitName: "", supervisorUnitId: null,
    eligibilityNote: index === REJECTED ? "Bếp làm đã lâu nhưng mới lắp thêm quạt năm nay nên tôi xin gửi dự thi." : "",
    authors: [author(chief, owner === cast.truong ? null : owner.userId), ...others.map((person) => author(person, null))],
    begunAt,
    submittedAt,
    withdrawnAt: index === WITHDRAWN ? calendar.at(-1, 10) : null,
    screening: isDraft ? [] : screening(stage, index),
  };
}

const NOVELTY = ["unit", "province", "province", "country"] as const;
const STAGES = ["inUse", "trial", "production", "inUse", "prototype"] as const;
const GROUNDS: Readonly<Record<(typeof NOVELTY)[number], string>> = {
  unit: "Các đơn vị trong xã chưa nơi nào làm; đã hỏi Hội Nông dân xã.",
  province: "Đã hỏi Sở Khoa học và Công nghệ và các thợ cùng nghề trong tỉnh, chưa thấy ai làm theo cách này.",
  country: "Đã tra cơ sở dữ liệu sáng chế của Cục Sở hữu trí tuệ tháng trước, chưa thấy giải pháp tương tự trong nước.",
};

/** How new a solution is and how far it has come, as its author answered. */
function standing(index: number): Record<string, string> {
  const noveltyLevel = NOVELTY[index % NOVELTY.length] ?? "unit";
  return { noveltyLevel, noveltyGrounds: GROUNDS[noveltyLevel], developmentStage: STAGES[index % STAGES.length] ?? "trial" };
}

function ownerOf({ book, cast, calendar }: Stage, edition: SeedEdition, index: number, begunAt: Date): { owner: Person; chief: Named } {
  const chief = inventName(book.chance);
  if (index === OF_SCHOOL) return { owner: cast.truong, chief };
  const isOfCast = index === SUBMITTED_BY_CAST || index === DRAFT_OF_CAST;
  const at = calendar.at(OPENS - 2, 20);
  const phone = BY_TELEPHONE.includes(index) ? inventPhone(book.chance) : null;
  const contact = phone ? { phone, email: `${phone.slice(1)}@phone.invalid` } : { email: `tacgia${index + 1}@demo.example` };
  const owner = isOfCast ? cast.tacgia : addPerson(book, { name: chief.fullName, ...contact, at });
  if (index !== DRAFT_OF_CAST) joinEdition(book, { userId: owner.userId, role: "ENTRANT", editionId: edition.id, at: begunAt });
  return { owner, chief: isOfCast ? { fullName: cast.tacgia.name, sex: "M" } : chief };
}

const SUPPLEMENTS: Readonly<Record<number, string>> = {
  4: "Đề nghị bổ sung số liệu chứng minh hiệu quả kinh tế: năng suất trước và sau khi áp dụng.",
  11: "Đề nghị nêu rõ phần nào do tác giả làm, phần nào là máy mua sẵn.",
  17: "Đề nghị bổ sung xác nhận của đơn vị nơi đã áp dụng giải pháp.",
};

function screening({ calendar, cast }: Stage, index: number): ScreeningStep[] {
  const step = { actorId: cast.thuky.userId, at: calendar.at(-1, 8 + (index % 8)), dueAt: null };
  const supplement = SUPPLEMENTS[index];
  if (supplement) return [{ ...step, to: "NEEDS_SUPPLEMENT", reason: supplement, dueAt: calendar.at(9, 17) }];
  if (index === REJECTED) return [{ ...step, to: "REJECTED", reason: "Giải pháp được tạo ra trước thời gian quy định tại Điều 4 của Thể lệ." }];
  return index % 3 === 0 && index !== WITHDRAWN ? [{ ...step, to: "QUALIFIED", reason: "" }] : [];
}
