import type { Chance } from "../writing/chance";
import type { Calendar } from "../writing/calendar";
import type { AuthorStory } from "../writing/entries.server";

const SURNAMES = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Võ", "Đặng", "Bùi", "Hồ", "Dương", "Trương", "Biện", "Thái", "Hà"] as const;
const MIDDLE = { F: ["Thị", "Thị Ngọc", "Thị Khánh", "Bảo", "Thùy", "Hà"], M: ["Văn", "Đức", "Quốc", "Minh", "Hữu", "Gia"] } as const;
const GIVEN = {
  F: ["An", "Chi", "Dung", "Giang", "Hân", "Hiền", "Huệ", "Lan", "Linh", "Mai", "My", "Nga", "Ngân", "Nhi", "Oanh", "Phương", "Quyên", "Thảo", "Trang", "Uyên", "Vy", "Yến"],
  M: ["Anh", "Bình", "Cường", "Dũng", "Duy", "Đạt", "Hiếu", "Hoàng", "Huy", "Khang", "Khánh", "Kiên", "Lâm", "Long", "Nam", "Phong", "Phúc", "Quân", "Sơn", "Thành", "Tiến", "Trung", "Tùng", "Việt"],
} as const;

export interface Named {
  fullName: string;
  sex: "F" | "M";
}

export function inventName(chance: Chance): Named {
  const sex = chance.next() < 0.5 ? "F" : "M";
  return { fullName: [chance.pick(SURNAMES), chance.pick(MIDDLE[sex]), chance.pick(GIVEN[sex])].join(" "), sex };
}

/** A number of the demo's own range, 0900 000 0xx. */
export function inventPhone(chance: Chance): string {
  return `+849000000${String(chance.between(10, 99))}`;
}

const GRADES = { 1: { from: 3, to: 5 }, 2: { from: 6, to: 9 }, 3: { from: 10, to: 12 } } as const;

interface Pupil {
  level: 1 | 2 | 3;
  unitName: string;
  unitId: string | null;
  publishes: boolean;
  /** the day, counted from today, on which the age has to fit the grade */
  day: number;
}

/** A pupil of the right age for a school of this level, with a guardian. */
export function inventPupil(chance: Chance, calendar: Calendar, { level, unitName, unitId, publishes, day }: Pupil): AuthorStory {
  const { fullName, sex } = inventName(chance);
  const grade = chance.between(GRADES[level].from, GRADES[level].to);
  const guardian = inventName(chance);
  return {
    fullName, sex, unitName, unitId, publishes,
    birthDate: calendar.bornFor(grade + 5, day, chance.between(5, 350)),
    occupation: "Học sinh",
    className: `${grade}${chance.pick(["A", "B", "C"])}`,
    phone: "",
    email: "",
    guardianName: guardian.fullName,
    guardianPhone: inventPhone(chance),
    userId: null,
    guardianUserId: null,
  };
}

interface Adult extends Named {
  occupation: string;
  unitName: string;
  unitId: string | null;
  userId: string | null;
}

export function inventAdult(chance: Chance, calendar: Calendar, adult: Adult): AuthorStory {
  return {
    ...adult,
    birthDate: calendar.bornFor(chance.between(26, 61), 0, chance.between(5, 350)),
    className: "",
    phone: inventPhone(chance),
    email: "",
    guardianName: "",
    guardianPhone: "",
    guardianUserId: null,
    publishes: true,
  };
}
