/**
 * The columns of the workbook of entries (contracts.md, "Workbook of entries"): one row per author, entries grouped by `ref`.
 * `header` is what the template writes; `also` are further headers people use. All are compared folded.
 */
export interface ImportColumn {
  name: ColumnName;
  header: string;
  also?: readonly string[];
  /** entry columns may be blank on an entry's later rows */
  level: "ref" | "entry" | "author";
  required?: true;
}

export const COLUMN_NAMES = [
  "ref",
  "contest",
  "title",
  "field",
  "summary",
  "created",
  "ownerKind",
  "ownerName",
  "unit",
  "authorName",
  "birthDate",
  "sex",
  "occupation",
  "className",
  "school",
  "phone",
  "email",
  "share",
  "isChief",
  "guardianName",
  "guardianPhone",
  "supervisorName",
  "supervisorPhone",
] as const;
export type ColumnName = (typeof COLUMN_NAMES)[number];

export const COLUMNS: readonly ImportColumn[] = [
  { name: "ref", header: "Số hồ sơ", also: ["Mã hồ sơ", "Mã tham chiếu", "Mã bài"], level: "ref", required: true },
  { name: "contest", header: "Cuộc thi", also: ["Hội thi"], level: "entry" },
  { name: "title", header: "Tên bài dự thi", also: ["Tên giải pháp", "Tên sản phẩm", "Tên giải pháp, sản phẩm", "Tên đề tài"], level: "entry", required: true },
  { name: "field", header: "Lĩnh vực", also: ["Lĩnh vực dự thi"], level: "entry", required: true },
  { name: "summary", header: "Tóm tắt", also: ["Tóm tắt nội dung"], level: "entry" },
  { name: "created", header: "Tháng, năm tạo ra", also: ["Thời gian tạo ra"], level: "entry" },
  { name: "ownerKind", header: "Chủ bài dự thi", also: ["Loại chủ bài", "Hình thức dự thi"], level: "entry", required: true },
  { name: "ownerName", header: "Tên nhóm hoặc tổ chức", also: ["Tên chủ bài"], level: "entry" },
  { name: "unit", header: "Đơn vị dự thi", also: ["Đơn vị"], level: "entry" },
  { name: "authorName", header: "Họ tên tác giả", also: ["Họ và tên tác giả", "Tác giả", "Họ và tên"], level: "author", required: true },
  { name: "birthDate", header: "Ngày sinh", also: ["Ngày tháng năm sinh", "Ngày, tháng, năm sinh"], level: "author", required: true },
  { name: "sex", header: "Giới tính", level: "author" },
  { name: "occupation", header: "Nghề nghiệp, chức vụ", also: ["Nghề nghiệp", "Chức vụ"], level: "author" },
  { name: "className", header: "Lớp", level: "author" },
  { name: "school", header: "Trường hoặc nơi công tác", also: ["Trường", "Nơi công tác", "Đơn vị công tác", "Trường, nơi công tác"], level: "author" },
  { name: "phone", header: "Điện thoại", also: ["Số điện thoại", "Điện thoại tác giả"], level: "author" },
  { name: "email", header: "E-mail", also: ["Thư điện tử"], level: "author" },
  { name: "share", header: "Tỷ lệ đóng góp (%)", also: ["Tỉ lệ đóng góp", "% đóng góp", "Phần trăm đóng góp"], level: "author", required: true },
  { name: "isChief", header: "Tác giả chính", also: ["Là tác giả chính", "Chủ nhiệm"], level: "author", required: true },
  { name: "guardianName", header: "Họ tên người giám hộ", also: ["Người giám hộ", "Phụ huynh", "Họ tên cha, mẹ hoặc người giám hộ"], level: "author" },
  { name: "guardianPhone", header: "Điện thoại người giám hộ", also: ["Số điện thoại người giám hộ", "Điện thoại phụ huynh"], level: "author" },
  { name: "supervisorName", header: "Họ tên người hướng dẫn", also: ["Người hướng dẫn", "Giáo viên hướng dẫn"], level: "entry" },
  { name: "supervisorPhone", header: "Điện thoại người hướng dẫn", also: ["Số điện thoại người hướng dẫn"], level: "entry" },
];

/** What a sheet of nominations says beside the columns of the workbook; nothing of an entry of the receiver stands in them. */
export const NOMINATION_HEADERS = ["Thứ tự đề cử", "Giải đã đạt", "Quyết định trao giải", "Ngày quyết định", "Nơi đề cử"] as const;

/** Letters and digits only, without case and diacritics: `Ngày sinh *` and `NGAY  SINH` are the same. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Columns people add for themselves, and those of a sheet of nominations; nothing of an entry stands in them. */
const IDLE_HEADERS = new Set(["stt", "tt", "sothutu", "ghichu", "note", "notes", ...NOMINATION_HEADERS.map(fold)]);

/** Folded header without what stands in brackets: `created (MM/YYYY)`, `Ngày sinh (dd/MM/yyyy)`. */
const foldHeader = (text: string) => fold(text.replace(/\([^)]*\)/g, " ")) || fold(text);

const BY_HEADER: ReadonlyMap<string, ColumnName> = new Map(
  COLUMNS.flatMap(({ name, header, also = [] }) => [name, header, ...also].map((text) => [foldHeader(text), name] as const)),
);

/** The column a header means: `idle` for columns that are left alone, null for one nobody knows. */
export function columnOf(header: string): ColumnName | "idle" | null {
  const folded = foldHeader(header);
  return BY_HEADER.get(folded) ?? (IDLE_HEADERS.has(folded) ? "idle" : null);
}
