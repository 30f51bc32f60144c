import type { Actor } from "~/domain/access/roles";
import type { Points } from "~/domain/kernel/decimal";
import type { Services } from "~/features/services";
import { actorOf } from "../writing/acting.server";
import { criteriaOf, writeEdition, writeExtension, type SeedEdition } from "../writing/edition.server";
import { addEntries, codesGiven, type SeedEntry } from "../writing/entries.server";
import { addAssignments, addSheet, admitToRound, scoresAround, type SeedAssignment, type SeedPanel } from "../writing/judging.server";
import { endEdition, orderOfRound } from "../writing/results.server";
import { demoDraft, periodOf } from "./drafts.server";
import { appealAgainst } from "./appeals.server";
import { commend, giveSpecialAwards } from "./honours.server";
import { issueDecision } from "./papers.server";
import { PUBLISHED_IDEAS } from "./ideas/published";
import { nominateBest } from "./nominations.server";
import { callJury, finalPanel, preliminaryPanels } from "./panels.server";
import { grantRoles } from "./roles.server";
import type { Stage } from "./stage.server";
import { SCHOOL_OF_CAST } from "./units.server";
import { qualified, youthEntries, type Receipt, type Special } from "./youth-entries.server";

const OPENS = -245;
const CLOSES = -170;
/** the day of the ceremony */
const PUBLISHED = -10;
/** places in the list of ideas, which stands in the order of their quality */
const PUPIL_OF_CAST = 1;
const [WITHDRAWN, COPIED, MADE_BY_ADULTS] = [44, 43, 42];
const SUPPLEMENTED = [15, 20];
/** at this rank and the next two entries are equal: the third prizes end between them */
const LAST_THIRD_PRIZE = 10;
const FINALISTS = 22;
const PRELIM_JUDGES = 3;
const FINAL_JUDGES = 5;

type Vector = Readonly<Record<string, Points>>;

/**
 * A youth edition of the size of Cẩm Xuyên's: 45 entries, 22 of them in the final. Its winners were published ten days ago at the ceremony,
 * so that appeals are still taken: one was answered, one waits.
 */
export async function writePublishedEdition(stage: Stage, config: Services["config"]): Promise<void> {
  const { tx, book, cast, calendar } = stage;
  const edition = await announced(stage);
  grantRoles(book, cast, { editionId: edition.id, register: stage.register, school: SCHOOL_OF_CAST, judges: true, at: calendar.at(-160) });
  const entries = await receive(stage, edition);
  const jury = await callJury(stage, edition, calendar.at(-158));
  const taking = entries.filter(({ takesPart }) => takesPart);
  const scores = sheetsByEntry(stage, edition, taking);

  const common = { perEntry: PRELIM_JUDGES, barred: jury.barred, actorId: cast.thuky.userId };
  const prelim = addAssignments(book, edition, { ...common, panels: preliminaryPanels(stage, edition, jury), entries: taking, at: calendar.at(-156, 15) });
  lockAll(stage, edition, prelim, { scores, from: -154, days: 12 });
  await book.write(tx);

  const order = await orderOfRound(tx, edition.id, "PRELIM");
  const finalists = order.slice(0, FINALISTS).flatMap((code) => taking.find((entry) => entry.code === code) ?? []);
  const actorId = cast.thuky.userId;
  admitToRound(book, edition, { roundCode: "FINAL", entries: finalists, actorId, at: calendar.at(-138, 10) });
  const panels: SeedPanel[] = [finalPanel(stage, edition, jury)];
  const final = addAssignments(book, edition, { ...common, perEntry: FINAL_JUDGES, panels, entries: finalists, at: calendar.at(-136, 15) });
  lockAll(stage, edition, final, { scores, from: -130, days: 2 });
  await book.write(tx);
  await giveSpecialAwards(stage, edition);
  await publish(stage, edition);
  await commend(stage, edition, PUBLISHED);
  await appealAgainst(stage, config, { edition, publishedDay: PUBLISHED });
  await nominateBest(stage, edition);
}

async function announced(stage: Stage): Promise<SeedEdition> {
  const { tx, book, calendar, register, cast } = stage;
  const dates = {
    opensAt: calendar.at(OPENS), closesAt: calendar.at(CLOSES - 7, 17), graceMinutes: 30, screeningEndsAt: calendar.at(-156, 17),
    rounds: [
      { code: "PRELIM", startsAt: calendar.at(-155), endsAt: calendar.at(-140, 17) },
      { code: "FINAL", startsAt: calendar.at(-131), endsAt: calendar.at(-127, 17) },
    ],
    judgingEndsAt: calendar.at(-125, 17),
    announcementAt: calendar.at(PUBLISHED),
  };
  const draft = await demoDraft(tx, register, { kind: "YOUTH", number: 17, period: periodOf(calendar.year(OPENS) - 1), dates, final: { places: FINALISTS, judges: FINAL_JUDGES } });
  const actorId = cast.thuky.userId;
  const edition = await writeEdition(tx, book, { draft, actorId, createdAt: calendar.at(-260), announcedAt: calendar.at(-250) });
  const reason = "Mưa lũ kéo dài, nhiều trường phải nghỉ học; các trường Sông Rác, Kẻ Gỗ và Hưng Hà đề nghị lùi hạn để các em hoàn thiện sản phẩm.";
  return writeExtension(tx, book, edition, { to: calendar.at(CLOSES, 17), reason, actorId, at: calendar.at(CLOSES - 10, 14) });
}

async function receive(stage: Stage, edition: SeedEdition): Promise<SeedEntry[]> {
  const { tx, book } = stage;
  const receipt: Receipt = { ...stage, edition, opens: OPENS, closes: CLOSES, ownIdea: PUPIL_OF_CAST, joined: new Set() };
  const stories = youthEntries(book, PUBLISHED_IDEAS, receipt, (index) => special(receipt, index));
  const entries = addEntries(book, edition, stories);
  await tx.edition.update({ where: { id: edition.id }, data: { lastEntryNumber: codesGiven(stories) } });
  return entries;
}

function special(receipt: Receipt, index: number): Special {
  const { calendar, cast } = receipt;
  const step = { actorId: cast.thuky.userId, dueAt: null };
  if (index === WITHDRAWN) return { withdrawn: true };
  if (index === COPIED) {
    const reason = "Sản phẩm trùng với đề tài đã được trao giải ở cuộc thi cấp tỉnh năm trước; không đủ điều kiện theo Điều 5 của Thể lệ.";
    return { screening: [{ ...step, to: "REJECTED", reason, at: calendar.at(CLOSES + 8, 10) }] };
  }
  if (index === MADE_BY_ADULTS) {
    const reason = "Mô hình do người lớn làm thay, không có bản thuyết minh của tác giả; nhà trường đã xác nhận.";
    return { screening: [{ ...step, to: "REJECTED", reason, at: calendar.at(CLOSES + 8, 11) }] };
  }
  if (!SUPPLEMENTED.includes(index)) return {};
  const reason = "Bản thuyết minh chưa nói rõ nguồn gốc vật liệu. Đề nghị bổ sung.";
  const asked = { ...step, to: "NEEDS_SUPPLEMENT" as const, reason, dueAt: calendar.at(CLOSES + 10, 17), at: calendar.at(CLOSES + 3, 9) };
  return { screening: [asked, qualified(receipt, 9, 16)] };
}

/** Scores of both rounds for every entry, in the order of quality; two entries get the very same, so that a tie has to be decided. */
function sheetsByEntry({ book }: Stage, edition: SeedEdition, entries: readonly SeedEntry[]): Map<string, Record<string, Vector[]>> {
  const made = entries.map((entry, index) => {
    const quality = 0.94 - 0.0095 * index;
    const sheets = (round: string, count: number) =>
      Array.from({ length: count }, (_, judge) => {
        const harsh = index === 13 && judge === 1 ? 0.17 : 0;
        return scoresAround(book.chance, criteriaOf(edition, round, entry.fieldId), quality - harsh, 0.012);
      });
    return { id: entry.id, sheets: { PRELIM: sheets("PRELIM", PRELIM_JUDGES), FINAL: sheets("FINAL", FINAL_JUDGES) } };
  });
  const byMean = made.toSorted((a, b) => combined(b.sheets) - combined(a.sheets));
  const [last, next] = [byMean[LAST_THIRD_PRIZE], byMean[LAST_THIRD_PRIZE + 1]];
  if (last && next) next.sheets = last.sheets;
  return new Map(made.map(({ id, sheets }) => [id, sheets]));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const meanOf = (vectors: readonly Vector[]) => sum(vectors.map((vector) => sum(Object.values(vector)))) / vectors.length;

/** Where an entry will roughly stand; the ranking itself is the domain's. */
function combined({ PRELIM, FINAL }: { PRELIM: readonly Vector[]; FINAL: readonly Vector[] }): number {
  return 0.4 * meanOf(PRELIM) + 0.6 * meanOf(FINAL);
}

const REMARKS = [
  "Sản phẩm chạy tốt, tác giả hiểu rõ nguyên lý.",
  "Ý tưởng gần gũi, cần hoàn thiện phần vỏ cho an toàn.",
  "Trình bày tự tin, có số liệu thử nghiệm.",
  "Nên tính kỹ hơn chi phí nếu làm nhiều.",
  "",
  "",
] as const;

interface Locking {
  scores: ReadonlyMap<string, Record<string, Vector[]>>;
  /** first day, and over how many days */
  from: number;
  days: number;
}

function lockAll({ book, calendar }: Stage, edition: SeedEdition, assignments: readonly SeedAssignment[], { scores, from, days }: Locking): void {
  const used = new Map<string, number>();
  for (const assignment of assignments) {
    const { entry, roundCode } = assignment;
    const count = used.get(entry.id) ?? 0;
    used.set(entry.id, count + 1);
    const day = from + book.chance.whole(days);
    const hour = book.chance.between(8, 20) + book.chance.whole(60) / 60;
    const story = { remark: book.chance.pick(REMARKS), savedAt: calendar.at(day, hour), lockedAt: calendar.at(day, hour + 0.3) };
    addSheet(book, edition, assignment, { scores: scores.get(entry.id)?.[roundCode]?.[count] ?? {}, ...story });
  }
}

function publish(stage: Stage, edition: SeedEdition): Promise<void> {
  const { db, tx, cast, calendar } = stage;
  const decision = { number: "27/QĐ-BTC", date: calendar.day(PUBLISHED - 2) };
  const as = (who: "chutich" | "btc" | "thuky", role: "CHAIR" | "ORGANISER" | "SECRETARY"): Actor => actorOf(cast[who], [{ role, editionId: edition.id, unitId: null }]);
  return endEdition(db, tx, {
    editionId: edition.id,
    chair: as("chutich", "CHAIR"), organiser: as("btc", "ORGANISER"), secretary: as("thuky", "SECRETARY"),
    reasonOfChoice:
      "Hai sản phẩm bằng điểm ở mọi tiêu chí. Hội đồng thống nhất ưu tiên sản phẩm đã được dùng thử lâu hơn và có thể nhân rộng ngay trong các trường.",
    meeting: {
      place: "Phòng họp Liên hiệp hội, thị trấn Cẩm Xuyên",
      guests: "Bà Trần Thị Hòa, Phó Bí thư Đoàn",
      notes: "Thư ký báo cáo tiến độ chấm hai vòng. Các thành viên xem lại những bài mà giám khảo cho điểm chênh lệch và thống nhất giữ nguyên điểm trung bình.",
    },
    decision,
    at: {
      chosen: calendar.at(-124, 15), proposed: calendar.at(-124, 16.5), approved: calendar.at(-120, 9),
      signed: calendar.at(PUBLISHED - 1, 14), published: calendar.at(PUBLISHED, 8),
    },
    beforeSigning: () => issueDecision(stage, { edition, actor: as("thuky", "SECRETARY"), ...decision, now: calendar.at(PUBLISHED - 2, 10) }),
  });
}
