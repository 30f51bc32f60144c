/**
 * The wordings people agreed to, by version and purpose. A wording that was ever in use stays here for good, so that every consent
 * can be shown with the words it was given to. New words are a new version (features/entries/consent-texts).
 */
export const consentTexts = {
  "2026-11-a": {
    TAKE_PART: {
      SELF: "Tôi đồng ý dự thi và đồng ý để Ban Tổ chức, Ban Thư ký và giám khảo dùng họ tên, ngày sinh, đơn vị, số liên lạc và nội dung bài của tôi để tiếp nhận, thẩm định, chấm và trao giải cuộc thi này.",
      GUARDIAN: "Tôi đồng ý cho con em tôi dự thi và đồng ý để Ban Tổ chức, Ban Thư ký và giám khảo dùng họ tên, ngày sinh, đơn vị, số liên lạc và nội dung bài của cháu để tiếp nhận, thẩm định, chấm và trao giải cuộc thi này.",
    },
    PUBLISH_NAME: {
      SELF: "Tôi đồng ý để họ tên của tôi hiện trên trang kết quả công khai nếu bài đạt giải. Không đồng ý thì trang kết quả hiện mã số bài thay cho tên.",
      GUARDIAN: "Tôi đồng ý để họ tên của con em tôi hiện trên trang kết quả công khai nếu bài đạt giải. Không đồng ý thì trang kết quả hiện mã số bài thay cho tên.",
    },
  },
  "2026-11-b": {
    TAKE_PART: {
      SELF: "Tôi đồng ý dự thi và đồng ý để Ban Tổ chức, Ban Thư ký và giám khảo dùng họ tên, ngày sinh, đơn vị, số liên lạc, nội dung và tệp của bài để tiếp nhận, thẩm định, chấm và trao giải cuộc thi này.",
      GUARDIAN: "Tôi đồng ý cho con em tôi dự thi và đồng ý để Ban Tổ chức, Ban Thư ký và giám khảo dùng họ tên, ngày sinh, đơn vị, số liên lạc của cháu, nội dung và tệp của bài để tiếp nhận, thẩm định, chấm và trao giải cuộc thi này.",
    },
    PUBLISH_NAME: {
      SELF: "Tôi đồng ý để họ tên của tôi hiện trên trang công khai của cuộc thi nếu bài đạt giải. Không đồng ý thì trang hiện mã số bài thay cho tên.",
      GUARDIAN: "Tôi đồng ý để họ tên của con em tôi hiện trên trang công khai của cuộc thi nếu bài đạt giải. Không đồng ý thì trang hiện mã số bài thay cho tên.",
    },
    PUBLISH_MEDIA: {
      SELF: "Tôi đồng ý để ảnh và video của bài, có thể thấy mặt hoặc nghe tiếng tôi, hiện trên trang công khai của cuộc thi nếu bài đạt giải. Cần mọi tác giả của bài cùng đồng ý; không thì trang không có ảnh, video.",
      GUARDIAN: "Tôi đồng ý để ảnh và video của bài, có thể thấy mặt hoặc nghe tiếng con em tôi, hiện trên trang công khai của cuộc thi nếu bài đạt giải. Cần mọi tác giả của bài cùng đồng ý; không thì trang không có ảnh, video.",
    },
    PASS_ON: {
      SELF: "Tôi đồng ý để Ban Tổ chức chuyển hồ sơ của bài, có họ tên, ngày sinh, đơn vị và số liên lạc của tôi, cho ban tổ chức cuộc thi cấp trên nếu bài được chọn gửi dự thi.",
      GUARDIAN: "Tôi đồng ý để Ban Tổ chức chuyển hồ sơ của bài, có họ tên, ngày sinh, đơn vị và số liên lạc của con em tôi, cho ban tổ chức cuộc thi cấp trên nếu bài được chọn gửi dự thi.",
    },
  },
};

export type ConsentTexts = typeof consentTexts;
export type ConsentTextVersion = keyof ConsentTexts;
