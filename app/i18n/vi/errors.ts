/** What people read when something is refused or fails: by reason code and, for whole pages, by HTTP status. */
export const errors = {
  reasons: {
    not_found: "Không tìm thấy nội dung này. Có thể địa chỉ đã đổi hoặc nội dung đã được gỡ.",
    forbidden: "Tài khoản này không có quyền làm việc đó.",
    unauthenticated: "Cần đăng nhập để tiếp tục.",
    deadline_passed: "Đã quá hạn nên không thực hiện được nữa.",
    not_open: "Chưa đến thời gian thực hiện việc này.",
    wrong_phase: "Việc này không làm được ở giai đoạn hiện tại của cuộc thi.",
    version_conflict: "Có người vừa sửa nội dung này trước. Hãy xem bản mới nhất rồi lưu lại phần của mình.",
    result_proposed: "Kết quả đã được trình và niêm phong. Muốn thay đổi, Ban tổ chức phải trả lại trước.",
    sheet_locked: "Phiếu chấm đã khóa nên không sửa được nữa.",
    conflict_of_interest: "Có xung đột lợi ích với bài dự thi này nên không được tham gia chấm hay biểu quyết.",
    rate_limited: "Thao tác quá nhiều lần trong thời gian ngắn. Hãy chờ vài phút rồi thử lại.",
    gone: "Nội dung này đã được gỡ hoặc liên kết đã hết hiệu lực.",
    other_writer: "Nội dung này được gõ bằng một tài khoản khác nên không được lưu vào tài khoản đang đăng nhập. Hãy đăng nhập bằng tài khoản đã gõ rồi lưu lại.",
    paper_unchecked: "Hồ sơ giấy chưa được người thứ hai đối chiếu với bản giấy.",
    already_exists: "Mục này đã có rồi.",
    being_prepared: "Bài này thuộc vòng chấm ẩn danh. Ban Thư ký đang rà soát để hồ sơ không lộ tác giả, đơn vị; xong là mở được. Các bài khác vẫn chấm được.",
    already_done: "Việc này đã được thực hiện trước đó.",
    invalid: "Thông tin gửi lên chưa đúng. Hãy kiểm tra các mục được đánh dấu.",
    too_large: "Nội dung gửi lên quá lớn.",
    foreign_origin: "Yêu cầu được gửi từ một trang khác nên đã bị từ chối. Hãy mở lại trang này và gửi lại.",
    papers_busy: "Đang có nhiều người cùng in giấy tờ nên chưa đến lượt. Hãy đợi khoảng nửa phút rồi mở lại địa chỉ này.",
    paper_under_way: "Một giấy tờ khác của tài khoản này đang được in. Hãy đợi giấy tờ đó hiện ra rồi mở lại địa chỉ này.",
    paper_failed: "Chưa in được giấy tờ này. Hãy thử lại sau ít phút; nếu vẫn không được, hãy báo cho người quản trị hệ thống.",
    unavailable: "Hệ thống đang bận hoặc đang bảo trì. Hãy thử lại sau ít phút.",
    server_error: "Hệ thống gặp trục trặc. Nội dung đã lưu trước đó vẫn còn nguyên.",
  },
  pages: {
    400: { title: "Yêu cầu chưa đúng", text: "Trình duyệt gửi lên một yêu cầu mà hệ thống không hiểu. Hãy quay lại và thử lần nữa." },
    401: { title: "Cần đăng nhập", text: "Trang này dành cho người đã đăng nhập." },
    403: { title: "Không có quyền xem", text: "Tài khoản này không có quyền mở trang này. Nếu cho rằng đây là nhầm lẫn, hãy liên hệ Ban Thư ký." },
    404: { title: "Không tìm thấy trang", text: "Địa chỉ có thể đã gõ nhầm, đã đổi, hoặc nội dung chưa được công bố." },
    405: { title: "Không làm được theo cách này", text: "Trang này không nhận thao tác vừa gửi. Hãy quay lại và thử lần nữa." },
    409: { title: "Nội dung vừa thay đổi", text: "Có người vừa sửa nội dung này trước. Hãy mở bản mới nhất rồi làm tiếp." },
    410: { title: "Không còn nữa", text: "Nội dung này đã được gỡ hoặc liên kết đã hết hiệu lực." },
    413: { title: "Nội dung quá lớn", text: "Phần gửi lên vượt quá dung lượng cho phép." },
    429: { title: "Thao tác quá nhanh", text: "Hãy chờ vài phút rồi thử lại." },
    500: { title: "Hệ thống gặp trục trặc", text: "Lỗi đã được ghi lại. Nội dung đã lưu trước đó vẫn còn nguyên. Hãy thử lại sau ít phút." },
    503: { title: "Hệ thống đang bận", text: "Hệ thống đang khởi động hoặc đang bảo trì. Hãy thử lại sau ít phút." },
  },
  /** Said as plain text, in both languages, where no page can be made. */
  outside: {
    malformed: "Địa chỉ hay nội dung gửi lên viết sai nên không đọc được.",
    fault: "Hệ thống gặp trục trặc, hãy thử lại sau ít phút.",
    foreign: "Yêu cầu được gửi từ một trang khác nên đã bị từ chối.",
  },
  /** Title in place of that of status 409 when the phase forbids it. */
  notNow: "Chưa phải lúc hoặc đã hết thời gian",
  /** Shown with unknown errors; the number stands in the log. */
  reference: (number: string) => `Số tham chiếu: ${number}`,
  referenceHelp: "Khi liên hệ Ban Thư ký, hãy đọc số này để được giúp nhanh hơn.",
  planned: (date: string) => `Dự kiến công bố: ${date}`,
  goHome: "Về trang chủ",
  /** On refusals within the pages of the staff. */
  toDesk: "Về bàn làm việc",
  toMyCorner: "Về góc của tôi",
  goBack: "Quay lại trang trước",
  trySignIn: "Đăng nhập",
  /** The session ended while somebody was typing. */
  held: {
    show: "Xem nội dung đang giữ",
  },
};

export type ErrorsMessages = typeof errors;

/** Codes that every area shares; areas add their own tables of the same shape. */
export type CommonReason = keyof ErrorsMessages["reasons"];
