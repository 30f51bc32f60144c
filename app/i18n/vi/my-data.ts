/** What a person finds of the own data: consents, requests, the copy to take away. */
export const myData = {
  title: "Dữ liệu của tôi",
  link: "Dữ liệu và đồng ý của tôi",
  linkText: "Xem đã đồng ý những gì, rút lại, tải dữ liệu của mình, gửi yêu cầu.",
  consents: {
    title: "Điều đã đồng ý",
    none: "Chưa có đồng ý nào gắn với tài khoản này. Đồng ý qua liên kết mà không gắn tài khoản thì xem và rút lại bằng chính liên kết đó.",
    as: { SELF: (author: string) => `${author}, với tư cách tác giả`, GUARDIAN: (author: string) => `Người giám hộ của ${author}` },
    more: (count: number) => `Còn ${count} bài khác, xem trong “Bài của tôi”.`,
    open: "Mở trang đồng ý của bài",
  },
  export: {
    title: "Tải dữ liệu của tôi",
    text: "Một tệp JSON có tài khoản, vai trò, bài dự thi, đồng ý và thư của tài khoản này. Dữ liệu riêng của người khác không có trong tệp.",
    download: "Tải tệp dữ liệu (JSON)",
    fileName: "du-lieu-cua-toi.json",
  },
  request: {
    title: "Gửi yêu cầu về dữ liệu",
    text: "Yêu cầu được chuyển đến Ban Thư ký và được trả lời trong 2 ngày làm việc.",
    to: "Gửi đến",
    administrators: "Quản trị hệ thống",
    kind: "Yêu cầu",
    kinds: {
      see: "Cho biết và cho xem dữ liệu đang lưu về tôi hoặc con em tôi",
      correct: "Sửa dữ liệu sai",
      erase: "Xóa dữ liệu",
      restrict: "Hạn chế hoặc ngừng dùng dữ liệu",
      complain: "Khiếu nại về việc dùng dữ liệu",
    },
    about: "Nội dung",
    aboutHelp: "Ghi rõ về dữ liệu nào, của ai, ở bài nào.",
    send: "Gửi yêu cầu",
    done: (day: string) => `Đã gửi yêu cầu. Trả lời chậm nhất ngày ${day}. Bản sao nằm trong thư gửi cho quý vị.`,
  },
  letters: {
    toStaff: {
      subject: (kind: string) => `Yêu cầu về dữ liệu cá nhân: ${kind}`,
      paragraphs: ({ from, contact, text, due }: { from: string; contact: string; text: string; due: string }) => [
        `${from} (${contact}) gửi yêu cầu về dữ liệu cá nhân:`,
        text,
        `Theo quy định, phải trả lời trong 2 ngày làm việc, chậm nhất ngày ${due}.`,
      ],
    },
    copy: {
      subject: (kind: string) => `Đã nhận yêu cầu về dữ liệu: ${kind}`,
      paragraphs: ({ text, due, to }: { text: string; due: string; to: string }) => [`${to} đã nhận yêu cầu của quý vị:`, text, `Yêu cầu được trả lời chậm nhất ngày ${due}.`],
    },
  },
  withdrawn: "Đã rút lại. Có hiệu lực ngay trên các trang công khai.",
};

export type MyDataMessages = typeof myData;
