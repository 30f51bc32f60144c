interface LinkText {
  authorName: string;
  title: string;
  edition: string;
  link: string;
}

interface Asked {
  authorName: string;
  title: string;
  party: "SELF" | "GUARDIAN";
}

/** Consent to the use of personal data. What people agree to, word by word, stands in consent-texts. */
export const consent = {
  title: "Đồng ý tham gia",
  lead: (selfFrom: number) =>
    `Theo Luật Bảo vệ dữ liệu cá nhân: tác giả dưới 7 tuổi do người giám hộ đồng ý; từ 7 đến dưới ${selfFrom} tuổi cần cả tác giả và người giám hộ; từ ${selfFrom} tuổi tác giả tự đồng ý. Mỗi mục đích hỏi riêng, trả lời riêng.`,
  purpose: { TAKE_PART: "Dự thi", PUBLISH_NAME: "Công khai tên", PUBLISH_MEDIA: "Công khai ảnh, video", PASS_ON: "Gửi lên cấp trên" },
  needed: {
    TAKE_PART: "Bắt buộc để nộp bài.",
    PUBLISH_NAME: "Không bắt buộc; không ảnh hưởng đến việc chấm.",
    PUBLISH_MEDIA: "Không bắt buộc; không ảnh hưởng đến việc chấm.",
    PASS_ON: "Không bắt buộc để dự thi; cần có khi bài được chọn gửi lên cấp trên.",
  },
  party: { SELF: "Tác giả", GUARDIAN: "Người giám hộ" },
  author: (name: string) => name || "Tác giả chưa ghi tên",
  agreed: "Đã đồng ý",
  notAgreed: "Chưa đồng ý",
  waitingFor: (who: string) => `Đang chờ ${who}`,
  given: (name: string, moment: string) => `${name} đồng ý lúc ${moment}`,
  withdrawnAt: (name: string, moment: string) => `${name} rút lại lúc ${moment}`,
  method: { ONLINE: "qua tài khoản", LINK: "qua liên kết", PAPER: "trên giấy", PACKAGE: "ở cuộc thi cấp dưới" },
  declined: (name: string, moment: string) => (name ? `${name} trả lời chưa đồng ý lúc ${moment}` : `Trả lời chưa đồng ý lúc ${moment}`),
  wording: "Nguyên văn điều đã đồng ý",
  lacking: {
    title: "Thiếu đồng ý dự thi",
    text: (who: string) => `Chưa có, hoặc đã rút lại, đồng ý dự thi của: ${who}.`,
    follows: "Bài vẫn giữ mã số; tên, ảnh và video không hiện công khai. Ban Thư ký được báo và sẽ xem xét bài có dự thi tiếp không. Xin mời người còn thiếu đồng ý lại, hoặc rút bài nếu không dự thi nữa. Kết quả đã công bố giữ nguyên dưới mã số bài.",
    ask: "Xem ai còn thiếu",
  },
  retention: {
    title: (left: string) => `Bản nháp này sẽ bị xóa: ${left}`,
    text: (moment: string) => `Bản nháp có dữ liệu của trẻ em mà chưa có đồng ý của người giám hộ, nên chỉ được giữ đến ${moment}. Ban Thư ký chưa thấy gì của bản nháp này. Có đồng ý của người giám hộ thì bản nháp được giữ lại.`,
    ask: "Mời người giám hộ đồng ý",
  },
  birthDateFirst: "Cần điền ngày sinh của tác giả trước, để biết ai cần đồng ý.",
  toAuthors: "Điền ngày sinh",
  noAuthors: "Chưa có tác giả nào. Điền phần tác giả trước.",
  form: {
    heading: { SELF: "Tác giả đồng ý", GUARDIAN: "Người giám hộ đồng ý" },
    personName: "Họ và tên người đồng ý",
    personNameHelp: "Gõ đầy đủ họ tên thay cho chữ ký.",
    relation: "Quan hệ với tác giả",
    relationHelp: "Ví dụ: mẹ, cha, ông, bà, cô ruột.",
    submit: "Gửi: đồng ý điều đã đánh dấu",
    declineAll: "Tôi không đồng ý",
    declineRest: "Không đồng ý thêm",
    link: (name: string) => `Gắn bài này vào tài khoản đang đăng nhập (${name}) để xem lại trong “Bài của tôi”`,
    nothingTicked: "Chưa đánh dấu ô nào. Đánh dấu vào điều đồng ý rồi bấm lại; nếu không đồng ý điều nào, bấm nút không đồng ý.",
    thanks: "Đã ghi nhận. Cảm ơn!",
  },
  withdraw: {
    TAKE_PART: {
      label: "Rút lại đồng ý dự thi",
      will: [
        "Mọi đồng ý khác của người này cũng hết hiệu lực: tên, ảnh, video rời các trang công khai ngay lập tức.",
        "Bài không nộp lại được cho đến khi có đồng ý mới.",
        "Người nộp bài và Ban Thư ký được báo. Kết quả đã công bố vẫn giữ nguyên dưới mã số bài. Muốn bài ngừng dự thi hẳn, người nộp bài cần rút bài.",
      ],
      confirm: "Rút lại đồng ý dự thi",
    },
    PUBLISH_NAME: {
      label: "Rút lại đồng ý công khai tên",
      will: ["Tên được thay bằng mã số bài trên mọi trang công khai ngay lập tức.", "Bài vẫn dự thi bình thường."],
      confirm: "Rút lại, không công khai tên",
    },
    PUBLISH_MEDIA: {
      label: "Rút lại đồng ý công khai ảnh, video",
      will: ["Ảnh và video của bài rời mọi trang công khai ngay lập tức.", "Bài vẫn dự thi bình thường."],
      confirm: "Rút lại, không công khai ảnh, video",
    },
    PASS_ON: {
      label: "Rút lại đồng ý gửi lên cấp trên",
      will: ["Từ nay hồ sơ không được gửi lên cấp trên nữa; bản đã gửi thì Ban Tổ chức phải báo cho nơi nhận.", "Bài vẫn dự thi bình thường ở cuộc thi này."],
      confirm: "Rút lại, không gửi lên cấp trên",
    },
  },
  link: {
    make: { SELF: "Tạo liên kết cho tác giả", GUARDIAN: "Tạo liên kết cho người giám hộ" },
    send: { SELF: "Tạo và gửi cho tác giả", GUARDIAN: "Tạo và gửi cho người giám hộ" },
    ready: { SELF: "Liên kết dành cho tác giả", GUARDIAN: "Liên kết dành cho người giám hộ" },
    readyText: "Chuyển liên kết này cho đúng người: cho quét mã QR, gửi qua Zalo, tin nhắn, hoặc mở ngay trên máy này. Liên kết chỉ hiện một lần; cần nữa thì tạo liên kết mới.",
    message: "Tin nhắn soạn sẵn cho Zalo hoặc SMS",
    text: {
      SELF: ({ authorName, title, edition, link }: LinkText) => `Chào ${authorName}, bài “${title}” dự ${edition} có tên bạn là tác giả. Mời mở liên kết này để xem và trả lời (không cần tài khoản): ${link}`,
      GUARDIAN: ({ authorName, title, edition, link }: LinkText) => `Kính gửi phụ huynh em ${authorName}: em có tên trong bài “${title}” dự ${edition}. Mời phụ huynh mở liên kết này để xem và trả lời (không cần tài khoản): ${link}`,
    },
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
    declinedTitle: "Đã ghi nhận câu trả lời",
    declinedText: "Người nộp bài sẽ thấy là chưa đồng ý. Nếu đổi ý, có thể đồng ý ở dưới.",
    data: "Dữ liệu của tác giả có trong hồ sơ",
    summary: "Tóm tắt bài",
    choose: "Đánh dấu vào điều đồng ý. Có thể đồng ý điều này và không đồng ý điều kia; ô để trống được ghi là chưa đồng ý.",
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
    goes: {
      subject: (day: string) => `Bản nháp sẽ bị xóa lúc ${day} nếu chưa có đồng ý của người giám hộ`,
      paragraphs: ({ title, day }: { title: string; day: string }) => [
        title ? `Bản nháp “${title}” có dữ liệu của trẻ em mà chưa có đồng ý của người giám hộ.` : "Một bản nháp có dữ liệu của trẻ em mà chưa có đồng ý của người giám hộ.",
        `Theo quy định về dữ liệu của trẻ em, bản nháp cùng các tệp trong đó sẽ bị xóa lúc ${day}. Để giữ lại, xin mời người giám hộ đồng ý ở trang dưới đây, hoặc gửi giấy đồng ý cho Ban Thư ký.`,
      ],
    },
    gone: {
      subject: "Một bản nháp đã được xóa",
      paragraphs: (edition: string) => [
        `Một bản nháp dự ${edition} có dữ liệu của trẻ em đã được xóa vì quá 30 ngày chưa có đồng ý của người giám hộ, như đã báo trước.`,
        "Nếu còn trong hạn nhận bài, vẫn có thể bắt đầu bài mới.",
      ],
    },
    toSecretary: {
      withdrawn: {
        subject: (code: string) => `${code}: một đồng ý dự thi vừa được rút lại`,
        paragraphs: (code: string) => [
          `Bài ${code} có tác giả vừa rút lại đồng ý dự thi, hoặc người giám hộ của tác giả vừa rút lại.`,
          "Tên, ảnh và video của bài đã rời các trang công khai. Bài giữ nguyên mã số và kết quả đã có; xin liên hệ người nộp bài để biết bài có dự thi tiếp không.",
        ],
      },
      declined: {
        subject: (code: string) => `${code}: một người không đồng ý dự thi`,
        paragraphs: (code: string) => [`Ở bài ${code}, tác giả hoặc người giám hộ đã trả lời không đồng ý dự thi.`, "Xin liên hệ người nộp bài để biết bài có dự thi tiếp không."],
      },
    },
    declined: {
      subject: (authorName: string) => `Chưa đồng ý dự thi: ${authorName}`,
      paragraphs: ({ authorName, title }: { authorName: string; title: string }) => [
        `Người được hỏi đã trả lời là chưa đồng ý cho tác giả ${authorName} dự thi trong bài “${title}”.`,
        "Bài chưa nộp được khi thiếu đồng ý này. Xin trao đổi trực tiếp với người đó; liên kết cũ vẫn dùng được để đồng ý sau.",
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
