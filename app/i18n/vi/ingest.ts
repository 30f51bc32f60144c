/** What the server says when a file on its way in is refused or cut; beside the reasons in `uploads` and `errors`. */
export const ingest = {
  reasons: {
    method_not_allowed: "Địa chỉ này chỉ dùng để tải tệp lên.",
    bad_signature: "Địa chỉ tải lên không đúng. Hãy tải lại trang rồi chọn lại tệp.",
    expired: "Địa chỉ tải lên đã hết hiệu lực. Hãy chọn lại tệp để tải tiếp.",
    unauthenticated: "Phiên đăng nhập đã hết. Hãy đăng nhập lại; phần đã tải vẫn được giữ.",
    forbidden: "Tệp này do tài khoản khác bắt đầu tải lên.",
    not_registered: "Máy chủ không có thông tin về tệp này. Hãy chọn lại tệp.",
    bad_range: "Yêu cầu tải tiếp không đúng. Hãy chọn lại tệp.",
    wrong_start: "Phần gửi tiếp không khớp với phần đã nhận. Hệ thống sẽ tự gửi lại từ chỗ đúng.",
    malformed: "Nội dung gửi lên không đúng như đã khai. Hãy chọn lại tệp.",
    unfinished: "Đã nhận đủ tệp nhưng chưa xử lý xong. Hệ thống sẽ tự thử lại.",
    failed: "Hệ thống gặp trục trặc khi nhận tệp. Phần đã nhận vẫn được giữ; hãy thử lại sau ít phút.",
    one_file: "Mỗi lần chỉ gửi được một tệp.",
    too_many_uploads: "Đang có quá nhiều tệp tải dở dang. Hãy đợi các tệp đó tải xong.",
  },
};
