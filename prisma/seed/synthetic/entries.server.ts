import type { PartRule } from "~/domain/contest/rules";
import { writeTable } from "~/domain/entry/part-values";
import type { SeedBook } from "../writing/book.server";
import type { Calendar } from "../writing/calendar";
import { Chance } from "../writing/chance";
import type { SeedEdition } from "../writing/edition.server";
import type { EntryStory } from "../writing/entries.server";
import { addPerson, type Person } from "../writing/people.server";
import type { Size } from "./load-synthetic.server";

const THINGS = ["Máy gieo hạt", "Hệ thống tưới", "Phần mềm quản lý", "Bộ học cụ", "Lò sấy", "Thiết bị cảnh báo", "Vật liệu lọc", "Quy trình ủ", "Dụng cụ hái", "Mô hình nuôi"] as const;
const WAYS = ["tự động", "tiết kiệm năng lượng", "chi phí thấp", "cho hộ nhỏ", "cải tiến", "dùng vật liệu tái chế", "hai tầng", "di động"] as const;
const PLACES = ["ven biển", "vùng đồi", "ruộng sâu", "vườn nhà", "trường học", "trạm xá", "xưởng nhỏ"] as const;
const UNITS = ["Xã Giả Định Một", "Xã Giả Định Hai", "Xã Giả Định Ba", "Trường Giả Định", "Hợp tác xã Giả Định"] as const;
const NAMES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Quang Cường", "Phạm Thị Dung", "Hoàng Văn Em", "Võ Thị Giang", "Đặng Hữu Hải", "Bùi Thị Lan"] as const;

interface Making {
  edition: SeedEdition;
  calendar: Calendar;
  size: Size;
  secretary: Person;
  opens: number;
  closes: number;
}

/** Entries whose texts follow from the seed alone; all of them are complete, submitted in time and found qualified. */
export function syntheticEntries(book: SeedBook, { edition, calendar, size, secretary, opens, closes }: Making): EntryStory[] {
  const chance = new Chance(`entries ${size.seed}`);
  const owner = addPerson(book, { name: "Người nộp giả định", email: `nguoinop.${edition.row.slug}@synthetic.invalid`, at: calendar.at(-100) });
  return Array.from({ length: size.entries }, (_, index) => {
    const title = `${chance.pick(THINGS)} ${chance.pick(WAYS)} ${chance.pick(PLACES)} số ${index + 1}`;
    const unitName = chance.pick(UNITS);
    const fullName = chance.pick(NAMES);
    const day = chance.between(opens + 2, closes - 1);
    const submittedAt = calendar.at(day, chance.between(7, 20) + chance.whole(60) / 60);
    return {
      ...EMPTY,
      title,
      unitName,
      ownerId: owner.userId,
      fieldId: edition.fields[chance.whole(edition.fields.length)]?.id ?? null,
      summary: `${title}: giải pháp giả định để thử tải, không có thật.`,
      parts: Object.fromEntries(edition.parts.flatMap((part) => (part.kind === "FILE" ? [] : [[part.key, valueOf(part, index)]]))),
      createdYear: calendar.year() - 1,
      createdMonth: chance.between(1, 12),
      authors: [{ ...AUTHOR, fullName, unitName, birthDate: `${chance.between(1960, 1999)}-0${chance.between(1, 9)}-1${chance.between(0, 9)}` }],
      begunAt: calendar.at(day - 1),
      submittedAt,
      screening: [{ to: "QUALIFIED", reason: "", dueAt: null, actorId: secretary.userId, at: calendar.at(closes + chance.between(1, 8), chance.between(8, 16)) }],
    };
  });
}

function valueOf({ kind, label, options }: PartRule, index: number): string {
  if (kind === "CHOICE") return options[index % options.length]?.key ?? "";
  if (kind === "TABLE") return writeTable([Object.fromEntries(options.map((column) => [column.key, `${column.label} ${index + 1}`]))], options);
  return `${label}: nội dung giả định của bài số ${index + 1}.`;
}

const EMPTY: Omit<EntryStory, "title" | "unitName" | "ownerId" | "fieldId" | "summary" | "parts" | "authors" | "begunAt" | "submittedAt" | "screening" | "createdYear" | "createdMonth"> = {
  filedByUnitId: null,
  files: [],
  ownerKind: "INDIVIDUAL",
  ownerName: "",
  unitId: null,
  supervisorName: "",
  supervisorPhone: "",
  supervisorUnitName: "",
  supervisorUnitId: null,
  eligibilityNote: "",
  withdrawnAt: null,
};

const AUTHOR = {
  sex: "M",
  occupation: "Người dự thi giả định",
  className: "",
  unitId: null,
  phone: "",
  email: "tacgia@synthetic.invalid",
  guardianName: "",
  guardianPhone: "",
  userId: null,
  guardianUserId: null,
  publishes: true,
} as const;
