import { DEFAULT_LIMITS } from "~/domain/contest/dossier-limits";
import { TECHNICAL_PARTS } from "./technical-parts";
import { criterion } from "./criterion";
import { points, type ContestPreset } from "./preset";

const CRITERIA = [
  criterion(
    "novelty",
    "Tính mới, tính sáng tạo",
    40,
    "novelty",
    "36–40: hoàn toàn mới, chưa có trong nước, cách giải quyết độc đáo.\n28–35,5: mới trong tỉnh hoặc cải tiến quan trọng một giải pháp đã có.\n20–27,5: cải tiến ở mức khá, mới trong đơn vị.\n1–19,5: ít điểm mới.\n0: trùng với giải pháp đã công bố hoặc đã sử dụng trước ngày nộp hồ sơ.",
  ),
  criterion(
    "applicability",
    "Khả năng áp dụng",
    30,
    "applicability",
    "27–30: đã áp dụng, có thể nhân rộng trong tỉnh hoặc cả nước.\n21–26,5: đã áp dụng, nhân rộng được trong ngành, địa phương.\n16–20,5: đã thử nghiệm, áp dụng được trong đơn vị.\n1–15,5: mới ở mức mô hình, khó áp dụng.\n0: không áp dụng được.",
  ),
  criterion(
    "technicalEffect",
    "Hiệu quả kỹ thuật",
    10,
    "technicalEffect",
    "9–10: vượt trội, có số đo tin cậy.\n7–8,5: tốt hơn rõ so với giải pháp tương tự.\n5–6,5: tốt hơn ở một vài chỉ tiêu.\nDưới 5: chưa chứng minh được.",
  ),
  criterion(
    "economicEffect",
    "Hiệu quả kinh tế",
    10,
    "economicEffect",
    "9–10: làm lợi lớn, cách tính rõ, có xác nhận.\n7–8,5: làm lợi khá, cách tính hợp lý.\n5–6,5: có lợi, số liệu còn ước lượng.\nDưới 5: chưa chứng minh được.",
  ),
  criterion(
    "socialEffect",
    "Hiệu quả xã hội, môi trường",
    10,
    "socialEffect",
    "9–10: lợi ích rõ cho nhiều người, tốt cho môi trường.\n7–8,5: lợi ích rõ cho một nhóm người, không hại môi trường.\n5–6,5: có lợi ích.\nDưới 5: chưa rõ hoặc có ảnh hưởng xấu.",
  ),
];

const COMMITMENT = [
  "Tôi (chúng tôi) cam đoan:",
  "1. Giải pháp nêu trong hồ sơ do tôi (chúng tôi) tạo ra; những người góp công đều được ghi là tác giả với tỷ lệ đóng góp đúng sự thật.",
  "2. Giải pháp không xâm phạm quyền sở hữu trí tuệ của người khác, không gây hại cho con người, môi trường và xã hội.",
  "3. Nội dung, số liệu và tài liệu gửi kèm là trung thực; nếu có tranh chấp hoặc sai sự thật, tôi (chúng tôi) chịu trách nhiệm trước Ban Tổ chức và trước pháp luật.",
  "4. Tôi (chúng tôi) đã đọc và đồng ý với thể lệ Hội thi.",
].join("\n");

/** Hội thi Sáng tạo kỹ thuật. Sources of fields, amounts and articles: sections 2.1, 3.1, 6.2, 7.2 and 8 of the domain notes. */
export const TECHNICAL: ContestPreset = {
  kind: "TECHNICAL",
  name: "Hội thi Sáng tạo kỹ thuật",
  fields: [
    { code: "CNTT", name: "Công nghệ thông tin, điện tử, viễn thông" },
    { code: "CKXD", name: "Cơ khí tự động hóa, xây dựng, giao thông vận tải" },
    { code: "VLNL", name: "Vật liệu, hóa chất, năng lượng" },
    { code: "NLMT", name: "Nông lâm ngư nghiệp, tài nguyên và môi trường" },
    { code: "YD", name: "Y, dược" },
    { code: "GDDT", name: "Giáo dục và đào tạo" },
  ],
  rounds: [
    { code: "PRELIM", name: "Vòng sơ khảo", kind: "PRELIMINARY", weight: 4000, judgesPerEntry: null, admitFrom: null, admitMost: null, blind: true, rubrics: [{ fieldCode: null, criteria: CRITERIA }] },
    { code: "FINAL", name: "Vòng chung khảo", kind: "FINAL", weight: 6000, judgesPerEntry: null, admitFrom: null, admitMost: null, blind: false, rubrics: [{ fieldCode: null, criteria: CRITERIA }] },
  ],
  tiers: [
    { code: "FIRST", label: "Giải Nhất", quota: 2, minScore: points(80), money: 25_000_000 },
    { code: "SECOND", label: "Giải Nhì", quota: 3, minScore: points(70), money: 20_000_000 },
    { code: "THIRD", label: "Giải Ba", quota: 5, minScore: points(60), money: 15_000_000 },
    { code: "ENCOURAGEMENT", label: "Giải Khuyến khích", quota: 10, minScore: points(50), money: 5_000_000 },
  ],
  parts: TECHNICAL_PARTS,
  dossier: { ...DEFAULT_LIMITS, commitmentText: COMMITMENT },
  ranking: { judgesPerEntry: 3, decimals: 2, minJudges: 2, maxSpread: points(15), tieBreak: ["novelty", "applicability"], perField: false, voteRule: "CHAIR" },
  eligibility: { birthWindow: false, createdSince: true, maxAuthors: 5 },
  introduction:
    "Hội thi dành cho mọi người dân có giải pháp kỹ thuật mới, đã áp dụng vào sản xuất và đời sống: công nhân, nông dân, giáo viên, kỹ sư, bác sĩ, cán bộ.\nAi có giải pháp do mình làm ra đều có thể dự thi, không phân biệt tuổi tác, nghề nghiệp hay bằng cấp.",
  articles: [
    {
      heading: "Mục đích, ý nghĩa",
      text: "Thúc đẩy phong trào lao động sáng tạo trong khoa học, kỹ thuật và công nghệ; đẩy mạnh việc áp dụng các giải pháp sáng tạo vào sản xuất và đời sống, góp phần phát triển kinh tế - xã hội.",
    },
    { heading: "Cơ quan tổ chức", text: "{host} tổ chức Hội thi. Ban Tổ chức thành lập Ban Thư ký và Hội đồng giám khảo." },
    { heading: "Lĩnh vực dự thi", text: "Mỗi giải pháp đăng ký đúng một lĩnh vực:\n{fields}" },
    {
      heading: "Đối tượng dự thi",
      text: "Tổ chức, cá nhân đang làm việc hoặc sinh sống trên địa bàn có giải pháp kỹ thuật được tạo ra và áp dụng từ năm {createdSince} đến nay. Nếu tổ chức đầu tư kinh phí, những người trực tiếp tạo ra giải pháp được ghi là tác giả; mỗi giải pháp ghi không quá {maxAuthors} tác giả.",
    },
    {
      heading: "Tiêu chuẩn đánh giá",
      text: "Giải pháp được chấm theo thang 100 điểm:\n{criteria}\nGiải pháp không được gây ảnh hưởng xấu đến môi trường và xã hội, không xâm phạm quyền sở hữu trí tuệ của người khác.",
    },
    { heading: "Hồ sơ dự thi", text: "Hồ sơ gồm phiếu đăng ký dự thi và bản mô tả giải pháp, khai trực tuyến trên trang này. Bản mô tả gồm các phần:\n{parts}\nTệp kèm theo:\n{files}\nBản giấy có chữ ký và xác nhận của đơn vị hoặc UBND cấp xã (nếu có) được quét và gửi cùng hồ sơ." },
    { heading: "Thời gian", text: "Nhận hồ sơ từ {opens} đến {closes}. Dự kiến công bố kết quả: {announcement}." },
    {
      heading: "Cách chấm",
      text: "Mỗi giải pháp do ít nhất {judges} giám khảo chấm độc lập ở mỗi vòng. Kết quả là trung bình cộng các phiếu hợp lệ, kết hợp hai vòng theo tỷ lệ {weights}. Chênh lệch giữa các phiếu vượt mức cho phép thì tiểu ban phải trao đổi và chấm lại. Giám khảo không chấm giải pháp của mình, của người thân hoặc của đơn vị mình.",
    },
    { heading: "Giải thưởng", text: "{prizes}\nTác giả đạt giải được cấp giấy chứng nhận. Giải có thể để trống khi không có giải pháp đạt mức điểm." },
    {
      heading: "Quyền lợi, khiếu nại",
      text: "Tác giả giữ quyền sở hữu trí tuệ đối với giải pháp. Khiếu nại gửi về cơ quan thường trực trong vòng 15 ngày kể từ ngày công bố kết quả.",
    },
  ],
};
