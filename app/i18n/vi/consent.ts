interface Asked {
  authorName: string;
  title: string;
  party: "SELF" | "GUARDIAN";
}

/**
 * Consent to the use of personal data. The wording of `texts` is what people agree to: whoever changes it gives
 * `consentTextVersion` (features/entries/consent-texts) a new name.
 */
export const consent = {
  title: "Đồng ý tham gia",
  lead: "Theo Luật Bảo vệ dữ liệu cá nhân: tác giả dưới 7 tuổi do người giám hộ đồng ý; từ 7 đến dưới 18 tuổi cần cả tác giả và người giám hộ; từ 18 tuổi tác giả tự đồng ý.",
  texts: {
    TAKE_PART: {
      SELF: "Tôi đồng ý dự thi và đồng ý để Ban Tổ chức, Ban Thư ký và giám khảo dùng họ tên, ngày sinh, đơn vị, số liên lạc và nội dung bài của tôi để tiếp nhận, thẩm định, chấm và trao giải cuộc thi này.",
      GUARDIAN: "Tôi đồng ý cho con em tôi dự thi và đồng ý để Ban Tổ chức, Ban Thư ký và giám khảo dùng họ tên, ngày sinh, đơn vị, số liên lạc và nội dung bài của cháu để tiếp nhận, thẩm định, chấm và trao giải cuộc thi này.",
    },
    PUBLISH_NAME: {
      SELF: "Tôi đồng ý để họ tên của tôi hiện trên trang kết quả công khai nếu bài đạt giải. Không đồng ý thì trang kết quả hiện mã số bài thay cho tên.",
      GUARDIAN: "Tôi đồng ý để họ tên của con em tôi hiện trên trang kết quả công khai nếu bài đạt giải. Không đồng ý thì trang kết quả hiện mã số bài thay cho tên.",
    },
  },
  purpose: { TAKE_PART: "Dự thi", PUBLISH_NAME: "Công khai tên" },
  needed: { TAKE_PART: "bắt buộc để nộp bài", PUBLISH_NAME: "không bắt buộc" },
  party: { SELF: "Tác giả", GUARDIAN: "Người giám hộ" },
  author: (name: string) => name || "Tác giả chưa ghi tên",
  agreed: "Đã đồng ý",
  notAgreed: "Chưa đồng ý",
  waitingFor: (who: string) => `Đang chờ ${who}`,
  given: (name: string, moment: string) => `${name} đồng ý lúc ${moment}`,
  withdrawnAt: (name: string, moment: string) => `${name} rút lại lúc ${moment}`,
  method: { ONLINE: "qua tài khoản", LINK: "qua liên kết", PAPER: "trên giấy" },
  birthDateFirst: "Cần điền ngày sinh của tác giả trước, để biết ai cần đồng ý.",
  toAuthors: "Điền ngày sinh",
  noAuthors: "Chưa có tác giả nào. Điền phần tác giả trước.",
  form: {
    heading: { SELF: "Tác giả đồng ý", GUARDIAN: "Người giám hộ đồng ý" },
    personName: "Họ và tên người đồng ý",
    personNameHelp: "Gõ đầy đủ họ tên thay cho chữ ký.",
    relation: "Quan hệ với tác giả",
    relationHelp: "Ví dụ: mẹ, cha, ông, bà, cô ruột.",
    submit: "Đồng ý",
    link: (name: string) => `Gắn bài này vào tài khoản đang đăng nhập (${name}) để xem lại trong “Bài của tôi”`,
    nothingTicked: "Chưa đánh dấu ô nào. Đánh dấu vào điều đồng ý rồi bấm lại.",
    thanks: "Đã ghi nhận. Cảm ơn!",
  },
  withdraw: {
    publish: "Rút lại đồng ý công khai tên",
    publishWill: ["Tên được thay bằng mã số bài trên mọi trang công khai ngay lập tức.", "Bài vẫn dự thi bình thường."],
    publishDo: "Rút lại, không công khai tên",
    takePart: "Rút lại đồng ý dự thi",
    takePartWill: ["Bài không nộp lại được cho đến khi có đồng ý mới.", "Tên cũng không còn hiện công khai.", "Người nộp bài được báo bằng thư. Muốn bài ngừng dự thi hẳn, người nộp bài cần rút bài."],
    takePartDo: "Rút lại đồng ý dự thi",
  },
  link: {
    make: { SELF: "Tạo liên kết cho tác giả", GUARDIAN: "Tạo liên kết cho người giám hộ" },
    send: { SELF: "Tạo và gửi cho tác giả", GUARDIAN: "Tạo và gửi cho người giám hộ" },
    ready: { SELF: "Liên kết dành cho tác giả", GUARDIAN: "Liên kết dành cho người giám hộ" },
    readyText: "Chuyển liên kết này cho đúng người: cho quét mã QR, gửi qua Zalo, tin nhắn, hoặc mở ngay trên máy này. Liên kết chỉ hiện một lần; cần nữa thì tạo liên kết mới.",
    openHere: "Mở trên máy này",
    sent: "Liên kết cũng đã được chuyển vào hộp thư đi của Ban Thư ký.",
    valid: "Có hiệu lực 90 ngày để đồng ý; rút lại bằng chính liên kết này thì không có hạn.",
  },
  page: {
    title: { SELF: "Xin ý kiến tác giả", GUARDIAN: "Xin ý kiến cha, mẹ, người giám hộ" },
    entry: "Bài dự thi",
    author: "Tác giả",
    edition: "Cuộc thi",
    host: "Đơn vị tổ chức",
    contact: "Liên hệ",
    who: {
      SELF: (name: string) => `Trang này dành riêng cho tác giả ${name}.`,
      GUARDIAN: (name: string, author: string) => (name ? `Trang này dành riêng cho ${name}, người giám hộ của ${author}.` : `Trang này dành riêng cho người giám hộ của ${author}.`),
    },
    choose: "Đánh dấu vào điều đồng ý. Có thể đồng ý một điều và không đồng ý điều kia.",
    expired: "Liên kết đã hết hạn để đồng ý. Hãy xin người nộp bài một liên kết mới.",
    notAsked: "Theo ngày sinh trong hồ sơ, không cần đồng ý của người này.",
    later: "Giữ lại liên kết này: có thể dùng chính nó để rút lại đồng ý bất cứ lúc nào.",
    rights: "Quyền của người có dữ liệu: được biết, xem, sửa, rút lại đồng ý, yêu cầu xóa, khiếu nại.",
  },
  reasons: {
    nothing_ticked: "Chưa đánh dấu ô nào.",
    birth_date_missing: "Hồ sơ chưa có ngày sinh của tác giả nên chưa biết ai cần đồng ý.",
    not_asked: "Theo ngày sinh trong hồ sơ, không cần đồng ý của người này.",
    gone: "Liên kết đã hết hạn để đồng ý. Hãy xin người nộp bài một liên kết mới.",
  },
  letters: {
    asked: {
      subject: (authorName: string) => `Xin đồng ý cho ${authorName} dự thi`,
      paragraphs: ({ authorName, title, party }: Asked) => [
        party === "SELF"
          ? `Bài dự thi “${title}” có tên ${authorName} là tác giả.`
          : `Bài dự thi “${title}” có tác giả ${authorName}, người mà quý vị là cha, mẹ hoặc người giám hộ.`,
        "Xin mở liên kết dưới đây để đọc và trả lời. Không cần tài khoản; chỉ cần đánh dấu và gõ họ tên. Liên kết chỉ dành cho quý vị, xin đừng chuyển tiếp.",
      ],
    },
    withdrawn: {
      subject: (authorName: string) => `Đã rút lại đồng ý dự thi: ${authorName}`,
      paragraphs: ({ authorName, title }: { authorName: string; title: string }) => [
        `Đồng ý dự thi cho tác giả ${authorName} trong bài “${title}” vừa được rút lại.`,
        "Bài không nộp lại được cho đến khi có đồng ý mới. Nếu bài không dự thi nữa, xin rút bài ở trang dưới đây hoặc liên hệ Ban Thư ký.",
      ],
    },
  },
};

export type ConsentMessages = typeof consent;
