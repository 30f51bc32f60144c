import type { PartRule } from "~/domain/contest/rules";

/** The structured form of the "bản thuyết minh" of the youth contest. */
export const YOUTH_PARTS: PartRule[] = [
  {
    key: "idea",
    label: "Ý tưởng",
    guidance: "Vì sao em nghĩ ra sản phẩm này? Em đã thấy khó khăn hay nhu cầu gì ở nhà, ở trường, ở quê em?",
    example: "Mùa mưa, bà ngoại em hay quên cất thóc phơi ngoài sân. Có lần cả nhà đi vắng, thóc ướt hết. Em muốn làm một mái che tự kéo ra khi trời bắt đầu mưa.",
    required: true,
    maxLength: 2500,
  },
  {
    key: "materials",
    label: "Vật liệu và nguồn gốc",
    guidance: "Kể từng vật liệu, lấy ở đâu, giá bao nhiêu. Vật liệu nào là đồ tái chế? Sản phẩm dùng điện, pin hay sức người?",
    example: "Ống nhựa 21 mm: nhà có sẵn. Bạt cũ 2 × 3 m: xin ở cửa hàng. Động cơ gạt nước xe máy hỏng: mua lại 40.000 đồng. Cảm biến mưa: 25.000 đồng. Pin mặt trời 6 V tháo từ đèn cũ.",
    required: true,
    maxLength: 2500,
  },
  {
    key: "structure",
    label: "Cấu tạo và cách làm",
    guidance: "Sản phẩm gồm những bộ phận nào, kích thước, các bước lắp ráp, em làm trong bao lâu?",
    example: "Khung gồm hai ray song song dài 3 m; bạt gắn vào năm thanh ngang trượt trên ray. Em cắt ống, khoan lỗ, lắp ray trong một tuần, nối mạch điện trong ba buổi với sự hướng dẫn của thầy.",
    required: true,
    maxLength: 4000,
  },
  {
    key: "principle",
    label: "Nguyên lý hoạt động",
    guidance: "Sản phẩm chạy như thế nào? Giải thích từng bước, từ lúc bật đến lúc xong việc.",
    example: "Nước mưa rơi vào cảm biến làm mạch đóng, rơ-le cho động cơ quay, dây kéo đưa bạt ra đến công tắc cuối hành trình thì dừng. Khi cảm biến khô 10 phút, động cơ quay ngược.",
    required: true,
    maxLength: 3000,
  },
  {
    key: "usage",
    label: "Cách sử dụng, vận hành",
    guidance: "Người dùng cần làm gì, cần chú ý điều gì để an toàn?",
    example: "Gạt công tắc sang AUTO. Mỗi tháng lau cảm biến một lần. Không đứng dưới ray khi bạt đang chạy.",
    required: false,
    maxLength: 1500,
  },
  {
    key: "novelty",
    label: "Tính mới",
    guidance: "Sản phẩm của em khác gì những sản phẩm đã có? Em đã tìm hiểu ở đâu?",
    example: "Em tìm trên mạng thấy mái che tự động chạy điện lưới giá hơn 5 triệu đồng. Mái của em chạy bằng pin mặt trời, tháo rời được và chỉ tốn 210.000 đồng.",
    required: true,
    maxLength: 2000,
  },
  {
    key: "creativity",
    label: "Tính sáng tạo",
    guidance: "Chỗ nào là do em tự nghĩ ra? Em đã thử sai và sửa lại thế nào?",
    example: "Lần đầu bạt bị kẹt khi gió to. Em thay thanh gỗ bằng ống nhựa có con lăn làm từ nắp chai nên bạt chạy êm.",
    required: true,
    maxLength: 2000,
  },
  {
    key: "applicability",
    label: "Khả năng áp dụng và hiệu quả",
    guidance: "Em đã dùng thử ở đâu, khi nào, kết quả ra sao? Ai có thể dùng, có làm thêm được nhiều không?",
    example: "Em dùng thử ở sân nhà từ tháng 5 đến tháng 8/2026, qua 17 trận mưa, bạt kéo kín sau 25 giây, thóc không bị ướt lần nào. Bác hàng xóm đã nhờ em làm thêm một cái.",
    required: true,
    maxLength: 2500,
  },
];
