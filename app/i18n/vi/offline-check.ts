/** Texts of the page that checks certificates without the server. */
export const offlineCheck = {
  title: "Kiểm tra giấy chứng nhận khi không có mạng",
  fileName: "kiem-tra-giay-chung-nhan.html",
  lead: "Quét mã QR trên giấy bằng máy ảnh của điện thoại, sao chép toàn bộ địa chỉ hiện ra rồi dán vào đây. Trang này tự kiểm tra chữ ký điện tử, không gửi gì đi đâu.",
  issuer: "Nơi cấp",
  key: "Khóa công khai",
  qr: "Nội dung mã QR",
  picture: "Hoặc chọn ảnh chụp mã QR",
  check: "Kiểm tra",
  right: "Chữ ký đúng: nội dung dưới đây do nơi cấp ký và chưa bị sửa.",
  wrong: "Chữ ký sai: nội dung này không do nơi cấp ký, hoặc đã bị sửa.",
  unreadable: "Đây không phải nội dung mã QR của giấy chứng nhận. Cần dán cả phần sau dấu #.",
  noPicture: "Trình duyệt này không đọc được mã QR từ ảnh. Hãy dán nội dung mã.",
  notFound: "Không thấy mã QR trong ảnh này.",
  limits: "Trang này không biết giấy đã bị thay hay thu hồi về sau; muốn chắc, hãy kiểm tra trên trang web khi có mạng.",
  facts: { code: "Mã kiểm tra", name: "Người được chứng nhận", kind: "Với tư cách", prize: "Giải", title: "Giải pháp", edition: "Cuộc thi", decision: "Quyết định", book: "Số vào sổ" },
  kind: { AUTHOR: "Tác giả", SUPERVISOR: "Người hướng dẫn" },
  hidden: "Không ghi trong mã; so họ tên ở dưới",
  typedName: "Họ tên trên giấy",
  compare: "So họ tên",
  same: "Khớp họ tên.",
  different: "Không khớp họ tên.",
};

export type OfflineCheckMessages = typeof offlineCheck;
