import { hashPassword } from "better-auth/crypto";
import type { Role } from "~/domain/access/roles";
import { DEMO_PASSWORD } from "~/domain/people/demo-sign-ins";
import type { SeedBook } from "../writing/book.server";
import { addPerson, grantRole, type Person } from "../writing/people.server";
import type { Register } from "../writing/units.server";

/** Everybody who can sign in to the demo, by the first part of the address. Invented people all of them. */
const NAMES = {
  quantri: "Phan Đức Quân",
  btc: "Nguyễn Thị Tường Vi",
  thuky: "Trần Thị Thu Hà",
  chutich: "Hoàng Trọng Chính",
  giamkhao1: "Đặng Thị Hoài Thương",
  giamkhao2: "Bùi Văn Khải",
  giamkhao3: "Phạm Thị Ngọc Diệp",
  giamkhao4: "Lê Quang Đạt",
  giamkhao5: "Võ Thị Minh Hạnh",
  giamkhao6: "Nguyễn Hữu Nghĩa",
  giamkhao7: "Trương Thị Lan Anh",
  giamkhao8: "Dương Văn Thắng",
  tacgia: "Nguyễn Văn Tạo",
  hocsinh: "Lê Minh Khôi",
  phuhuynh: "Lê Văn Hưng",
  truong: "Văn thư Trường THCS Đồng Nội",
} as const;

export type CastMember = keyof typeof NAMES;
export type Cast = Readonly<Record<CastMember, Person>>;

export const JUDGES = ["giamkhao1", "giamkhao2", "giamkhao3", "giamkhao4", "giamkhao5", "giamkhao6", "giamkhao7", "giamkhao8"] as const;

/** Where judges come from: conflicts of interest follow from it. */
export const UNIT_OF_JUDGE: Readonly<Record<(typeof JUDGES)[number] | "chutich", string>> = {
  chutich: "Hội Cựu giáo chức Cẩm Xuyên",
  giamkhao1: "Trường THCS Kẻ Gỗ",
  giamkhao2: "Trường THPT Hồ Kẻ Gỗ",
  giamkhao3: "Hội Làm vườn Cẩm Xuyên",
  giamkhao4: "Trường THPT Bình Hải",
  giamkhao5: "Trường Tiểu học Tân Lập",
  giamkhao6: "Chi hội Cơ khí nông thôn Kẻ Gỗ",
  giamkhao7: "Trường THCS Biển Ngang",
  giamkhao8: "Trung tâm GDNN - GDTX Cẩm Xuyên mới",
};

export async function addCast(book: SeedBook, at: Date): Promise<Cast> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const cast = Object.fromEntries(Object.entries(NAMES).map(([who, name]) => [who, addPerson(book, { name, email: `${who}@demo.example`, at, passwordHash })])) as Record<CastMember, Person>;
  grantRole(book, { userId: cast.quantri.userId, role: "ADMINISTRATOR", editionId: null, actorId: cast.quantri.userId, at });
  return cast;
}

/** The roles that staff gives in an edition of the demo. */
export function grantRoles(book: SeedBook, cast: Cast, { editionId, register, school, judges, at }: { editionId: string; register: Register; school: string; judges: boolean; at: Date }): void {
  const grant = (who: CastMember, role: Role, unitId: string | null = null) =>
    grantRole(book, { userId: cast[who].userId, role, editionId, unitId, actorId: cast.quantri.userId, at });
  grant("btc", "ORGANISER");
  grant("thuky", "SECRETARY");
  grant("chutich", "CHAIR");
  grant("truong", "SCHOOL", register.get(school) ?? null);
  if (judges) for (const judge of JUDGES) grant(judge, "JUDGE");
}
