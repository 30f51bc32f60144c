import { DEFAULT_LIMITS } from "~/domain/contest/dossier-limits";
import { criterion } from "./criterion";
import { points, type ContestPreset } from "./preset";
import { YOUTH_PARTS } from "./youth-parts";

const CRITERIA = [
  criterion(
    "novelty",
    "Tính mới, tính sáng tạo",
    40,
    "novelty",
    "36–40: ý tưởng độc đáo, chưa thấy sản phẩm tương tự.\n28–35,5: cải tiến rõ một sản phẩm đã có, có suy nghĩ riêng.\n20–27,5: cải tiến nhỏ, cách làm gọn.\n1–19,5: làm lại sản phẩm đã có với ít thay đổi.\n0: sao chép.",
  ),
  criterion(
    "applicability",
    "Khả năng áp dụng và hiệu quả",
    30,
    "applicability",
    "27–30: đã dùng thật, hiệu quả rõ, dễ làm thêm.\n21–26,5: đã dùng thử tốt, có ích cho học tập hoặc đời sống.\n16–20,5: dùng được, hiệu quả còn hạn chế.\n1–15,5: mới ở mức mô hình.\n0: không dùng được.",
  ),
  criterion(
    "materials",
    "Nguyên vật liệu, năng lượng, thân thiện môi trường",
    15,
    "materials",
    "13–15: dùng vật liệu tái chế, sẵn có; tiết kiệm năng lượng; an toàn.\n10–12,5: vật liệu hợp lý, ít hại môi trường.\n6–9,5: chấp nhận được.\nDưới 6: tốn kém hoặc có hại.",
  ),
  criterion(
    "finish",
    "Tính mỹ thuật, kỹ thuật - công nghệ, trình bày",
    15,
    "structure",
    "13–15: hoàn thiện, đẹp, chạy ổn định, trình bày mạch lạc.\n10–12,5: chắc chắn, trình bày rõ.\n6–9,5: còn chỗ chưa hoàn thiện.\nDưới 6: sơ sài.",
  ),
];

const COMMITMENT = [
  "Tôi (chúng tôi) cam đoan:",
  "1. Ý tưởng và sản phẩm là của các tác giả ghi trong hồ sơ; phần nào được thầy cô, bố mẹ hay người khác giúp đã nói rõ trong bản thuyết minh.",
  "2. Sản phẩm không sao chép của người khác, không gửi dự thi cùng lúc ở cuộc thi khác và chưa đạt giải ở cuộc thi cấp tỉnh, toàn quốc nào.",
  "3. Thông tin, hình ảnh và tài liệu gửi kèm là đúng sự thật.",
  "4. Tôi (chúng tôi) và bố mẹ, người giám hộ đã đọc và đồng ý với thể lệ Cuộc thi.",
].join("\n");

/** Cuộc thi Sáng tạo dành cho thanh thiếu niên, nhi đồng. Sources: sections 2.2, 2.3, 3.2, 6.2, 7 and 8 of the domain notes. */
export const YOUTH: ContestPreset = {
  kind: "YOUTH",
  name: "Cuộc thi Sáng tạo dành cho thanh thiếu niên, nhi đồng",
  fields: [
    { code: "DDHT", name: "Đồ dùng dành cho học tập" },
    { code: "PMTH", name: "Phần mềm tin học" },
    { code: "SPMT", name: "Sản phẩm thân thiện với môi trường" },
    { code: "SHDC", name: "Các dụng cụ sinh hoạt gia đình và đồ chơi trẻ em" },
    { code: "BDKH", name: "Các giải pháp kỹ thuật nhằm ứng phó với biến đổi khí hậu, bảo vệ môi trường và phát triển kinh tế" },
  ],
  rounds: [
    { code: "PRELIM", name: "Vòng sơ khảo", kind: "PRELIMINARY", weight: 4000, judgesPerEntry: null, admitFrom: null, admitMost: null, blind: true, rubrics: [{ fieldCode: null, criteria: CRITERIA }] },
    { code: "FINAL", name: "Vòng chung khảo", kind: "FINAL", weight: 6000, judgesPerEntry: null, admitFrom: null, admitMost: null, blind: false, rubrics: [{ fieldCode: null, criteria: CRITERIA }] },
  ],
  tiers: [
    { code: "SPECIAL", label: "Giải Đặc biệt", quota: 1, minScore: points(90), money: 10_000_000 },
    { code: "FIRST", label: "Giải Nhất", quota: 2, minScore: points(80), money: 8_000_000 },
    { code: "SECOND", label: "Giải Nhì", quota: 3, minScore: points(70), money: 5_000_000 },
    { code: "THIRD", label: "Giải Ba", quota: 5, minScore: points(60), money: 4_000_000 },
    { code: "ENCOURAGEMENT", label: "Giải Khuyến khích", quota: 10, minScore: points(50), money: 2_000_000 },
  ],
  parts: YOUTH_PARTS,
  dossier: { ...DEFAULT_LIMITS, commitmentText: COMMITMENT },
  ranking: { judgesPerEntry: 3, decimals: 2, minJudges: 2, maxSpread: points(15), tieBreak: ["novelty", "applicability"], perField: false, voteRule: "CHAIR" },
  eligibility: { birthWindow: true, createdSince: false, maxAuthors: 5 },
  introduction:
    "Cuộc thi dành cho các em từ 6 đến 19 tuổi yêu thích sáng tạo. Một ý tưởng nhỏ, làm bằng vật liệu quanh mình, cũng có thể dự thi.\nCác em có thể làm một mình hoặc theo nhóm, có thầy cô hướng dẫn; phụ huynh đồng ý trước khi nộp bài.",
  articles: [
    {
      heading: "Mục đích, ý nghĩa",
      text: "Khơi dậy tiềm năng và tư duy sáng tạo của thanh thiếu niên, nhi đồng; giúp các em trau dồi kiến thức, hình thành và phát triển ước mơ, hoài bão trở thành nhà sáng tạo trong tương lai.",
    },
    { heading: "Cơ quan tổ chức", text: "{host} tổ chức Cuộc thi. Ban Tổ chức thành lập Ban Thư ký và Hội đồng giám khảo." },
    { heading: "Lĩnh vực dự thi", text: "Mỗi mô hình, sản phẩm đăng ký đúng một lĩnh vực:\n{fields}" },
    {
      heading: "Đối tượng dự thi",
      text: "Các em sinh từ {birthFrom} đến {birthTo}, kể cả hai ngày này, dự thi cá nhân hoặc theo nhóm; mỗi nhóm không quá {maxAuthors} tác giả. Các em được giúp đỡ để làm ra sản phẩm từ ý tưởng của mình, trừ lĩnh vực Phần mềm tin học. Khuyến khích các em nhỏ tuổi, các em ở vùng khó khăn và các em khuyết tật.",
    },
    {
      heading: "Tiêu chuẩn đánh giá",
      text: "Sản phẩm được chấm theo thang 100 điểm:\n{criteria}\nSản phẩm không trùng với đề tài đã được trao giải ở cuộc thi cấp tỉnh, toàn quốc và không gửi cùng lúc đến cuộc thi khác.",
    },
    { heading: "Hồ sơ dự thi", text: "Hồ sơ gồm phiếu đăng ký, bản thuyết minh khai trực tuyến trên trang này và mô hình, sản phẩm. Bản thuyết minh gồm các phần:\n{parts}\nTệp kèm theo:\n{files}\nPhiếu đăng ký có chữ ký và xác nhận của nhà trường (nếu có) được quét và gửi cùng hồ sơ." },
    { heading: "Thời gian", text: "Nhận hồ sơ từ {opens} đến {closes}. Dự kiến công bố kết quả: {announcement}." },
    {
      heading: "Cách chấm",
      text: "Mỗi sản phẩm do ít nhất {judges} giám khảo chấm độc lập ở mỗi vòng. Ở vòng chung khảo, tác giả trực tiếp giới thiệu sản phẩm. Kết quả là trung bình cộng các phiếu hợp lệ, kết hợp hai vòng theo tỷ lệ {weights}. Giám khảo không chấm sản phẩm do mình hướng dẫn, của người thân hoặc của trường mình.",
    },
    { heading: "Giải thưởng", text: "{prizes}\nMỗi tác giả đạt giải được cấp giấy chứng nhận. Giải có thể để trống khi không có sản phẩm đạt mức điểm." },
    {
      heading: "Quyền lợi, khiếu nại",
      text: "Tác giả giữ quyền sở hữu trí tuệ đối với sản phẩm. Khiếu nại gửi về cơ quan thường trực trong vòng 15 ngày kể từ ngày công bố kết quả.",
    },
  ],
};
