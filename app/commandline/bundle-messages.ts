import type { BundleProblem, BundleRefusal } from "~/features/bundle/verify-bundle.server";

const MEANINGS: Readonly<Record<BundleProblem["code"], string>> = {
  zip_broken: "tệp zip bị hỏng",
  zip_altered: "vỏ tệp zip đã bị sửa",
  file_missing: "thiếu tệp",
  file_unknown: "tệp lạ",
  file_unreadable: "không đọc được nội dung",
  file_hash: "nội dung khác với mã băm trong bản kê",
  manifest_unreadable: "bản kê không đọc được",
  signature: "chữ ký không đúng",
  key: "ký bằng khóa khác với khóa đã cho",
  ledger_gap: "số thứ tự sự kiện bị hổng hoặc đảo",
  ledger_link: "sự kiện không nối với sự kiện trước",
  ledger_hash: "nội dung sự kiện đã bị sửa",
  ledger_head: "đầu chuỗi khác với bản kê",
  head_absent: "chuỗi không chứa mã băm đã cho",
  not_published: "nhật ký không có việc công bố kết quả",
  seal: "niêm phong không khớp",
  rules_refused: "quy định, bài hoặc phiếu không hợp lệ",
  sheet_differs: "phiếu chấm khác với nhật ký",
  sheet_absent: "phiếu chấm thiếu hoặc thừa so với nhật ký",
  assignment_differs: "phân công khác với nhật ký",
  conflict_assigned: "giám khảo chấm bài phải tránh",
  decision_differs: "số, ngày quyết định khác với nhật ký",
  vote_differs: "biểu quyết không khớp",
  award_differs: "giải không khớp",
  ranking_differs: "thứ hạng tính lại khác với gói",
};

const REFUSALS: Readonly<Record<BundleRefusal, string>> = {
  not_zip: "không phải tệp zip",
  too_large: "quá lớn, không phải gói kết quả",
  from_future: "gói thuộc phiên bản mới hơn phần mềm này; hãy cập nhật phần mềm",
};

export const bundleMessages = {
  unknownAct: (given: string, usage: string) => `Không có việc ${JSON.stringify(given)}. Cách dùng: ${usage}`,
  editionMissing: "--edition: thiếu; ghi tên kỳ thi như trong địa chỉ trang",
  outMissing: "--out: thiếu; gói là tệp nhị phân, hãy ghi tên tệp",
  fileMissing: "Thiếu tên tệp của gói.",
  badHead: "--head: phải là 64 chữ số thập lục phân",
  editionUnknown: (slug: string) => `--edition: không có kỳ thi ${JSON.stringify(slug)}`,
  notPublished: (slug: string) => `--edition: kỳ thi ${JSON.stringify(slug)} chưa công bố kết quả nên chưa có gì để niêm phong`,
  refusal: (file: string, reason: BundleRefusal) => `${file}: ${REFUSALS[reason]}`,
  problem({ where, code, found, expected }: BundleProblem) {
    const told = [found === undefined ? "" : `trong gói: ${found}`, expected === undefined ? "" : `đúng ra: ${expected}`].filter((text) => text !== "");
    return `${where}: ${MEANINGS[code]}${told.length > 0 ? ` (${told.join("; ")})` : ""} [${code}]`;
  },
  verified: (edition: string, awards: number, head: string) => `Gói của ${edition} đúng: tính lại ra ${awards} giải y như đã công bố, đầu chuỗi ${head}.`,
  publicOnly: "Gói công khai: giải được tính lại từ điểm trung bình; phiếu chấm từng giám khảo do Ban Tổ chức giữ.",
  fingerprint: (text: string) => `Dấu vân tay khóa ký: ${text}. So với dấu vân tay Ban Tổ chức đã công bố.`,
} as const;
