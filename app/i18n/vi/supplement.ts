/** What a secretary asks an entrant to add, place by place, and what changed since. */
export const supplement = {
  place: { "@basics": "Thông tin chung", "@authors": "Tác giả, người hướng dẫn", "@summary": "Tóm tắt", "@consents": "Đồng ý của tác giả, phụ huynh" },
  ask: {
    title: "Nhận xét theo từng phần",
    help: "Mở phần nào cần bổ sung và ghi rõ cần gì. Người nộp thấy nhận xét ngay tại phần đó.",
    general: "Lời nhắn chung (nếu có)",
    nothing: "Cần ghi lời nhắn chung hoặc nhận xét ở ít nhất một phần.",
    remark: (place: string) => `Cần bổ sung gì ở phần “${place}”`,
  },
  entrant: {
    title: (open: number, all: number) => (open === 0 ? `Đã sửa đủ ${all} phần được yêu cầu` : `Còn ${open}/${all} phần cần bổ sung`),
    here: "Ban Thư ký đề nghị bổ sung ở phần này:",
    answered: "đã sửa",
    open: "chưa sửa",
    submit: "Sửa xong, nhớ nộp lại để Ban Thư ký nhận được.",
  },
  review: {
    title: "Yêu cầu bổ sung gần nhất",
    asked: (moment: string) => `Gửi lúc ${moment}.`,
    waiting: "Người nộp chưa nộp lại.",
    answered: "đã thay đổi",
    open: "chưa thay đổi",
    changes: (number: number) => `Bản số ${number} thay đổi gì`,
    before: "Trước",
    after: "Sau",
    added: "thêm",
    removed: "bớt",
    tooLong: "Phần này dài, không đánh dấu từng từ được; hai bản để nguyên bên dưới.",
    filesAdded: (names: string) => `Tệp thêm: ${names}`,
    filesRemoved: (names: string) => `Tệp bớt: ${names}`,
    files: "Tệp",
  },
  reminder: {
    subject: (code: string) => `Sắp hết hạn bổ sung bài ${code}`,
    paragraphs: ({ code, title, edition, due }: { code: string; title: string; edition: string; due: string }) => [
      `Bài ${code} “${title}” dự thi ${edition} còn phải bổ sung, hạn đến ${due}.`,
      "Mở liên kết dưới đây để xem cần bổ sung những gì, sửa và nộp lại.",
    ],
  },
};

export type SupplementMessages = typeof supplement;
