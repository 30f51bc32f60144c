import { plainPoints } from "~/domain/kernel/decimal";
import type { ProblemFault } from "~/features/results/scoring-problem";

/**
 * The texts of the command line, in Vietnamese for the secretary at the keyboard. They stand here and not in `i18n`,
 * because commands have no reader's language and must start without loading the web application's texts.
 */

/** One line per command, shown by `--help`; the names are those of `app/cli.ts`. */
export const summaries = {
  "check-data": "kiểm tra toàn bộ dữ liệu theo các quy tắc của hệ thống",
  rank: "xếp hạng và đề xuất giải từ tệp bài toán chấm điểm (JSON)",
  assign: "phân công giám khảo từ tệp bài toán phân công (JSON)",
  stability: "đánh giá độ chắc của thứ hạng và giải từ tệp bài toán chấm điểm (JSON)",
  bundle: "gói kết quả đã niêm phong: bundle export, bundle verify",
  export: "xuất kết quả của một kỳ thi ra tệp JSON, CSV hoặc Excel: export results",
  documents: "in giấy tờ của một kỳ thi ra tệp PDF hoặc Word; không ghi loại thì liệt kê các loại",
  import: "nhập bài dự thi từ tệp Excel hoặc CSV thành bản nháp: import entries",
  package: "gói bài đề cử gửi cấp trên, và gói từ tuyến dưới: package export, package import, package trust",
  ledger: "kiểm tra nhật ký niêm phong và đối chiếu với dữ liệu đang lưu",
  retention: "xóa dữ liệu riêng tư của kỳ thi đã hết thời hạn lưu; --dry-run chỉ cho biết khi nào và những gì",
  seed: "thêm một kỳ thi giả định đã chấm điểm để thử tải: seed load",
  user: "tạo liên kết đăng nhập lần đầu cho một người: user create",
} as const;

export const cliMessages = {
  title: "Dòng lệnh của hệ thống Hội thi Sáng tạo",
  usage: "Cách dùng: npm run -s cli -- <lệnh> …",
  commandUsage: (usage: string) => `Cách dùng: npm run -s cli -- ${usage}`,
  commands: "Các lệnh:",
  commandHelp: "Thêm --help sau tên lệnh để xem cách dùng. FILE là “-”: đọc từ đầu vào chuẩn.",
  exitCodes: "Mã kết thúc: 0 xong; 1 câu trả lời là không; 2 dữ liệu vào sai; 3 không chạy được.",
  noCommand: (names: readonly string[]) => `Thiếu tên lệnh. Các lệnh: ${names.join(", ")}.`,
  unknownCommand: (name: string, names: readonly string[]) =>
    `Không có lệnh ${JSON.stringify(name)}. Các lệnh: ${names.join(", ")}.`,
  unexpected: (what: string) => `Không chạy được: ${what}`,
  databaseGone: (what: string) => `Không kết nối được cơ sở dữ liệu: ${what}`,
} as const;

export const userMessages = {
  unknownAct: (given: string, usage: string) => `Không có việc ${JSON.stringify(given)}. Cách dùng: ${usage}`,
  roleMissing: (roles: readonly string[]) => `--role: thiếu; chọn một trong: ${roles.join(", ")}`,
  roleUnknown: (given: string, roles: readonly string[]) => `--role: không có vai trò ${JSON.stringify(given)}; chọn một trong: ${roles.join(", ")}`,
  signInName: (given: string) => `EMAIL: ${JSON.stringify(given)} không phải địa chỉ e-mail hay số điện thoại Việt Nam`,
  editionRequired: (role: string) => `--edition: thiếu; vai trò ${role} thuộc về một cuộc thi`,
  editionSuperfluous: "--edition: thừa; ADMINISTRATOR không thuộc về cuộc thi nào",
  editionUnknown: (slug: string) => `--edition: không có cuộc thi ${JSON.stringify(slug)}`,
} as const;

export const exportMessages = {
  unknownThing: (given: string, usage: string) => `Không xuất được ${JSON.stringify(given)}. Cách dùng: ${usage}`,
  editionMissing: "--edition: thiếu; ghi tên kỳ thi như trong địa chỉ trang, ví dụ sang-tao-ky-thuat-14",
  editionUnknown: (slug: string) => `--edition: không có kỳ thi ${JSON.stringify(slug)}`,
  format: (given: string | undefined, formats: readonly string[]) =>
    `--format: ${given === undefined ? "thiếu" : `không có định dạng ${JSON.stringify(given)}`}; chọn một trong: ${formats.join(", ")}`,
  rulesContradict: (slug: string) => `--edition: quy định của kỳ thi ${JSON.stringify(slug)} mâu thuẫn nên chưa xếp hạng được`,
} as const;

export const documentMessages = {
  kind: (key: string, title: string, formats: readonly string[]) => `${key.padEnd(20)} ${title} (${formats.join(", ")})`,
  unknownKind: (given: string, kinds: readonly string[]) => `không có loại giấy tờ ${JSON.stringify(given)}; chọn một trong: ${kinds.join(", ")}`,
  notOffered: (kind: string, format: string) => `--format: loại ${kind} không có dạng ${JSON.stringify(format)}`,
  outMissing: "--out: thiếu; ghi thư mục để chứa các tệp",
  none: "Hồ sơ của kỳ thi chưa có gì để lập giấy tờ này.",
} as const;

export const seedMessages = {
  unknownAct: (given: string, usage: string) => `Không có việc ${JSON.stringify(given)}. Cách dùng: ${usage}`,
  missing: (option: string) => `--${option}: thiếu`,
  count: (option: string, given: string, from: number, to: number) => `--${option}: ${JSON.stringify(given)} không phải số nguyên từ ${from} đến ${to}`,
  seed: (longest: number) => `--seed: phải có từ 1 đến ${longest} ký tự`,
} as const;

export const stabilityMessages = {
  seed: (given: string) => `--seed: ${JSON.stringify(given)} không phải số nguyên từ 0 đến ${Number.MAX_SAFE_INTEGER}`,
} as const;

export const argumentMessages = {
  usage: (usage: string) => `Cách dùng: ${usage}`,
  missing: (name: string) => `Thiếu ${name}.`,
  surplus: (value: string) => `Thừa ${JSON.stringify(value)}.`,
  unknownOption: (option: string) => `Không có tùy chọn ${option}.`,
  optionValue: (option: string) => `Tùy chọn ${option} có giá trị không hợp lệ hoặc thiếu giá trị.`,
} as const;

const FILE_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: "không có tệp hoặc thư mục này",
  EISDIR: "đây là thư mục",
  ENOTDIR: "một phần của đường dẫn không phải thư mục",
  EACCES: "không có quyền",
  EPERM: "không có quyền",
  EROFS: "ổ đĩa chỉ cho đọc",
  ENOSPC: "ổ đĩa đã đầy",
  EDQUOT: "đã hết dung lượng được cấp",
};

/** What an error code of the operating system means. */
const fileError = (code: string) => `${FILE_ERRORS[code] ?? "lỗi của hệ điều hành"} (${code})`;

export const fileMessages = {
  cannotRead: (path: string, code: string) => `${path}: không đọc được: ${fileError(code)}`,
  cannotWrite: (path: string, code: string) => `${path}: không ghi được: ${fileError(code)}`,
  errorOf: fileError,
} as const;

export const jsonMessages = {
  place: (line: number, column: number, what: string) => `dòng ${line}, cột ${column}: ${what}`,
  notUtf8: "tệp không ở bảng mã UTF-8",
  surplus: "còn chữ thừa sau khi JSON đã kết thúc",
  tooDeep: "lồng nhau quá sâu",
  forbiddenKey: (key: string) => `khóa ${JSON.stringify(key)} không được dùng`,
  repeatedKey: (key: string) => `khóa ${JSON.stringify(key)} đã có trong cùng một đối tượng`,
  unexpected: (found: string | null) =>
    found === null ? "JSON kết thúc giữa chừng" : `JSON sai cú pháp, gặp ${found} không đúng chỗ`,
} as const;

type ScoringMessages = Readonly<Record<ProblemFault["code"], (value: string, limit: string) => string>>;

const SCORING_FAULTS: ScoringMessages = {
  MISSING: () => "thiếu",
  UNKNOWN_KEY: () => "khóa này không có trong định dạng",
  NOT_OBJECT: () => "phải là một đối tượng { … }",
  NOT_LIST: () => "phải là một danh sách [ … ]",
  NOT_TEXT: () => "phải là chuỗi ký tự",
  NOT_POINTS: () => "phải là số dạng 1 đến 4 chữ số, có thể thêm dấu chấm và 1 đến 4 chữ số",
  NOT_BOOLEAN: () => "phải là true hoặc false",
  NOT_WHOLE: () => "phải là số nguyên",
  TOO_SMALL: (_, limit) => `phải từ ${limit} trở lên`,
  TOO_LARGE: (_, limit) => `phải từ ${limit} trở xuống`,
  EMPTY: () => "không được để trống",
  BAD_STATE: () => "phải là DRAFT hoặc LOCKED",
  TWO_RUBRICS: () => "chỉ được có một trong hai: rubric hoặc rubrics",
  MAX_ZERO: () => "điểm tối đa phải lớn hơn 0",
  STEP_ZERO: () => "bước điểm phải lớn hơn 0",
  STEP_NOT_DIVIDING: (value, limit) => `bước điểm ${value} không chia hết điểm tối đa ${limit}`,
  MIN_ABOVE_MAX: (value, limit) => `mức tối thiểu ${value} lớn hơn điểm tối đa ${limit}`,
  OUT_OF_RANGE: (value, limit) => `điểm ${value} nằm ngoài khoảng 0 đến ${limit}`,
  OFF_STEP: (value, limit) => `điểm ${value} không đúng bước ${limit}`,
  SCORE_MISSING: () => "phiếu đã khóa nhưng thiếu điểm của tiêu chí này",
  DUPLICATE: (value) => `${value} đã có ở trên`,
  DUPLICATE_RUBRIC: (value) => `trùng vòng và lĩnh vực với rubrics[${value}]`,
  UNKNOWN_ENTRY: (value) => `không có bài dự thi ${value}`,
  UNKNOWN_CRITERION: (value) => `không có tiêu chí ${value}`,
  UNKNOWN_ROUND: (value) => `không có vòng ${value}`,
  UNKNOWN_TIER: (value) => `không có giải ${value}`,
  UNKNOWN_FIELD: (value) => `không có bài dự thi nào ở lĩnh vực ${value}`,
  ROUND_MISSING: () => "thiếu, vì cuộc thi có nhiều vòng",
  WEIGHTS_NOT_ONE: (value) => `tổng hệ số là ${value}, phải đúng bằng 1`,
  JUDGE_TWICE: (value, limit) => `giám khảo ${value} đã có phiếu cho bài ${limit} trong vòng này`,
  NO_RUBRIC: (value) => `không có bộ tiêu chí cho vòng này và lĩnh vực ${value}`,
  FIELD_NOT_USED: () => "phải là null, vì giải không xét theo lĩnh vực",
  FIELD_MISSING: () => "thiếu, vì giải xét theo từng lĩnh vực",
  NO_TIE: (value) => `giải ${value} không có nhóm bằng hạng nào vượt số giải còn lại để lựa chọn`,
  NOT_IN_GROUP: (value, limit) => `${value} không thuộc nhóm bằng hạng đang chờ lựa chọn: ${limit}`,
  TOO_MANY_CHOSEN: (value, limit) => `chọn ${value} bài nhưng chỉ còn ${limit} giải`,
};

/** Codes whose value and limit are points and are printed as such. */
const IN_POINTS = new Set<ProblemFault["code"]>([
  "STEP_NOT_DIVIDING",
  "MIN_ABOVE_MAX",
  "OUT_OF_RANGE",
  "OFF_STEP",
  "WEIGHTS_NOT_ONE",
]);

/** "where: what", in one line whatever the names hold. */
export function scoringFaultLine(fault: ProblemFault): string {
  const print = (it: string | number | undefined) =>
    typeof it === "number" && IN_POINTS.has(fault.code) ? plainPoints(it) : String(it ?? "");
  const what = SCORING_FAULTS[fault.code](print(fault.value), print(fault.limit));
  return oneLine(`${fault.where === "" ? "(toàn bộ)" : fault.where}: ${what}`);
}

/** Line breaks and other control characters become blanks, so that one problem is one line. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}
