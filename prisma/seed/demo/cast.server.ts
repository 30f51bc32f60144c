import { hashPassword } from "better-auth/crypto";
import { DEMO_PASSWORD } from "~/domain/people/demo-sign-ins";
import type { SeedBook } from "../writing/book.server";
import { addPerson, grantRole, type Person } from "../writing/people.server";

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

/** Somebody who keys in what another secretary keyed in before: paper is never checked by the same person. */
const SECOND_SECRETARY = { thuky2: "Nguyễn Thị Bích Liên" } as const;

export type CastMember = keyof typeof NAMES | keyof typeof SECOND_SECRETARY;
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
  const add = (to: SeedBook, names: Readonly<Record<string, string>>) => Object.entries(names).map(([who, name]) => [who, addPerson(to, { name, email: `${who}@demo.example`, at, passwordHash })] as const);
  const cast = Object.fromEntries([...add(book, NAMES), ...add(book.aside("second secretary"), SECOND_SECRETARY)]) as Record<CastMember, Person>;
  grantRole(book, { userId: cast.quantri.userId, role: "ADMINISTRATOR", editionId: null, actorId: cast.quantri.userId, at });
  return cast;
}
