/** Entries filed on behalf of their authors, who confirm what was filed in their name. */
export const assisted = {
  begin: {
    who: "Của thư ký, nộp hộ tác giả",
    hint: "Dùng khi tác giả không tự nộp được. Tác giả và người giám hộ xem lại, xác nhận và đồng ý qua liên kết riêng; bài có dấu “nộp hộ” khi thẩm định.",
  },
  title: "Xác nhận của tác giả",
  lead: "Bài này được nộp hộ. Từng tác giả (hoặc người giám hộ) mở liên kết của mình, đọc lại toàn bộ bài rồi xác nhận hoặc nêu điều cần sửa. Bài sửa sau khi xác nhận thì được hỏi lại.",
  state: {
    none: "Chưa xác nhận",
    outdated: "Đã xác nhận bản trước, cần xác nhận lại",
    remarked: "Có điều cần sửa",
    confirmed: "Đã xác nhận",
  },
  answer: {
    confirmed: (name: string, party: string, moment: string) => `${name} (${party}) xác nhận lúc ${moment}`,
    remarked: (name: string, party: string, moment: string) => `${name} (${party}) góp ý lúc ${moment}`,
    old: "bản trước",
  },
  make: { SELF: "Tạo liên kết xác nhận cho tác giả", GUARDIAN: "Tạo liên kết xác nhận cho người giám hộ" },
  form: {
    heading: "Bài được nộp thay quý vị: xin đọc lại và xác nhận",
    headingAgain: "Bài đã thay đổi: xin đọc lại và xác nhận",
    content: "Toàn bộ nội dung trong hồ sơ",
    personName: "Họ và tên người xác nhận",
    personNameHelp: "Gõ đầy đủ họ tên.",
    remark: "Điều cần sửa (nếu có)",
    remarkHelp: "Ghi rõ chỗ sai và ghi đúng là gì. Người nộp bài sẽ đọc và sửa.",
    remarkMissing: "Ghi điều cần sửa; nếu không có gì cần sửa, bấm nút xác nhận.",
    confirm: "Xác nhận: nội dung đúng",
    send: "Gửi điều cần sửa",
    read: "Mở bài để đọc lại",
    doneTitle: "Đã xác nhận. Cảm ơn!",
    remarkedTitle: "Đã gửi điều cần sửa cho người nộp bài",
    remarkedText: "Khi bài được sửa, liên kết này sẽ mời quý vị xác nhận lại.",
    changed: "Nội dung vừa được người nộp bài thay đổi. Xin đọc lại bản mới rồi xác nhận.",
  },
  screening: {
    channel: "Cách nộp",
    filed: "Nộp hộ tác giả",
    ownMark: "Chính tài khoản này đã nộp hộ bài đang thẩm định. Việc này được ghi dấu trong lịch sử thẩm định; nếu có thể, nên để thư ký khác xem xét.",
    actMark: "người thẩm định cũng là người nộp hộ",
    warning: (names: string) => `Bài nộp hộ, chưa có xác nhận của: ${names}`,
  },
  letter: {
    subject: (what: string) => `Tác giả nêu điều cần sửa: ${what}`,
    paragraphs: (title: string) => [`Một tác giả, hoặc người giám hộ, đã đọc bài “${title}” được nộp hộ và nêu điều cần sửa.`, "Xin mở trang dưới đây để đọc, sửa bài nếu còn hạn, rồi mời tác giả xác nhận lại."],
  },
};

export type AssistedMessages = typeof assisted;
