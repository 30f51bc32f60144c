import type { UnitKind } from "~/data/generated/enums";
import { addUnit, type Register } from "../writing/units.server";
import type { SeedBook } from "../writing/book.server";

interface UnitLine {
  name: string;
  kind: UnitKind;
  /** name of the unit above */
  parent?: string;
  formerNames?: readonly string[];
}

export const UNION = "Liên hiệp các Hội Khoa học và Kỹ thuật Cẩm Xuyên";
export const SCHOOL_OF_CAST = "Trường THCS Đồng Nội";
const FORMER_DISTRICT = "Huyện Cẩm Xuyên (cũ)";

const commune = (name: string, formerNames: readonly string[]): UnitLine => ({ name, kind: "COMMUNE", parent: FORMER_DISTRICT, formerNames });
const school = (name: string, parent: string, formerNames: readonly string[] = []): UnitLine => ({ name, kind: "SCHOOL", parent, formerNames });
const association = (name: string): UnitLine => ({ name, kind: "MEMBER_ASSOCIATION", parent: UNION });

/** The register of units: real places, invented schools. A unit stands after the one above it. */
const UNITS: readonly UnitLine[] = [
  { name: "Tỉnh Hà Tĩnh", kind: "PROVINCE" },
  { name: FORMER_DISTRICT, kind: "DISTRICT", parent: "Tỉnh Hà Tĩnh" },
  commune("Xã Cẩm Xuyên", ["Thị trấn Cẩm Xuyên", "Xã Cẩm Quang", "Xã Cẩm Quan"]),
  commune("Xã Thiên Cầm", ["Thị trấn Thiên Cầm", "Xã Cẩm Nhượng", "Xã Nam Phúc Thăng"]),
  commune("Xã Cẩm Bình", ["Xã Cẩm Vịnh", "Xã Thạch Bình", "Xã Cẩm Thành"]),
  commune("Xã Cẩm Duệ", ["Xã Cẩm Mỹ", "Xã Cẩm Thạch"]),
  commune("Xã Cẩm Hưng", ["Xã Cẩm Thịnh", "Xã Cẩm Hà"]),
  commune("Xã Cẩm Lạc", ["Xã Cẩm Minh", "Xã Cẩm Sơn"]),
  commune("Xã Cẩm Trung", ["Xã Cẩm Lĩnh", "Xã Cẩm Lộc"]),
  commune("Xã Yên Hòa", ["Xã Cẩm Hòa", "Xã Cẩm Dương"]),
  { name: UNION, kind: "OTHER", parent: "Tỉnh Hà Tĩnh", formerNames: ["Liên hiệp hội Cẩm Xuyên", "Liên hiệp các Hội KH&KT huyện Cẩm Xuyên"] },
  association("Hội Làm vườn Cẩm Xuyên"),
  association("Hội Đông y Cẩm Xuyên"),
  association("Hội Khuyến học Cẩm Xuyên"),
  association("Hội Cựu giáo chức Cẩm Xuyên"),
  association("Chi hội Cơ khí nông thôn Kẻ Gỗ"),
  { name: "Ban Tổ chức Hội thi, Cuộc thi Cẩm Xuyên", kind: "COMMITTEE", parent: UNION, formerNames: ["BTC Hội thi, Cuộc thi huyện Cẩm Xuyên"] },
  { name: "Ban Thư ký Hội thi, Cuộc thi", kind: "COMMITTEE", parent: "Ban Tổ chức Hội thi, Cuộc thi Cẩm Xuyên" },
  school("Trường Tiểu học Sông Rác", "Xã Cẩm Lạc"),
  school("Trường Tiểu học Bãi Dâu", "Xã Thiên Cầm", ["Trường Tiểu học Bãi Dâu 1", "Trường Tiểu học Bãi Dâu 2"]),
  school("Trường Tiểu học Cồn Cát", "Xã Yên Hòa"),
  school("Trường Tiểu học Đồng Văn", "Xã Cẩm Duệ"),
  school("Trường Tiểu học Tân Lập", "Xã Cẩm Xuyên", ["Trường Tiểu học Thị trấn Tân Lập"]),
  school("Trường Tiểu học Ba Gò", "Xã Cẩm Bình"),
  school(SCHOOL_OF_CAST, "Xã Cẩm Bình", ["Trường THCS Đồng Nội Hạ", "Trường cấp 2 Đồng Nội"]),
  school("Trường THCS Kẻ Gỗ", "Xã Cẩm Duệ", ["Trường THCS Mỹ Thạch"]),
  school("Trường THCS Biển Ngang", "Xã Thiên Cầm"),
  school("Trường THCS Hưng Hà", "Xã Cẩm Hưng", ["Trường THCS Thịnh Hà"]),
  school("Trường THCS Sơn Lạc", "Xã Cẩm Lạc"),
  school("Trường THCS Lĩnh Trung", "Xã Cẩm Trung"),
  school("Trường THCS Hòa Dương", "Xã Yên Hòa", ["Trường THCS Yên Dương"]),
  school("Trường THCS Tân Quang", "Xã Cẩm Xuyên"),
  school("Trường THPT Hồ Kẻ Gỗ", "Xã Cẩm Duệ"),
  school("Trường THPT Bình Hải", "Xã Cẩm Bình"),
  school("Trường THPT Thiên Hương", "Xã Thiên Cầm", ["Trường THPT bán công Thiên Hương"]),
  school("Trường THPT Lạc Trung", "Xã Cẩm Trung"),
  school("Trung tâm GDNN - GDTX Cẩm Xuyên mới", "Xã Cẩm Xuyên", ["Trung tâm Dạy nghề và Giáo dục thường xuyên"]),
  { name: "Công ty TNHH Cơ khí Đồng Tâm Kẻ Gỗ", kind: "ENTERPRISE", parent: "Xã Cẩm Duệ" },
  { name: "Hợp tác xã Nông nghiệp Đồng Xanh", kind: "ENTERPRISE", parent: "Xã Cẩm Bình", formerNames: ["HTX Đồng Xanh"] },
  { name: "Tổ hợp tác Thủy sản Cửa Nhượng Mới", kind: "ENTERPRISE", parent: "Xã Thiên Cầm" },
  { name: "Trạm Y tế Sông Ngàn", kind: "OTHER", parent: "Xã Cẩm Hưng" },
  { name: "Trung tâm Y tế Cẩm Xuyên mới", kind: "OTHER", parent: "Xã Cẩm Xuyên" },
];

/** Schools by level: primary, lower and upper secondary. */
export const SCHOOLS: Readonly<Record<1 | 2 | 3, readonly string[]>> = {
  1: UNITS.filter(({ name }) => name.startsWith("Trường Tiểu học")).map(({ name }) => name),
  2: UNITS.filter(({ name }) => name.startsWith("Trường THCS")).map(({ name }) => name),
  3: UNITS.filter(({ name }) => name.startsWith("Trường THPT")).map(({ name }) => name),
};

export function addUnits(book: SeedBook, at: Date): Register {
  const register: Register = new Map();
  for (const { parent, formerNames = [], ...unit } of UNITS) {
    addUnit(book, register, { ...unit, parentId: parent ? (register.get(parent) ?? null) : null, formerNames, at });
  }
  return register;
}
