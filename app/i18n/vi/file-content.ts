/** What files hold: why bytes are not taken, why others cannot see them, and the list of files as they are read. */
export const fileContent = {
  reasons: {
    empty_file: "Tệp rỗng (0 byte), có thể chưa sao chép xong. Hãy mở thử tệp rồi chọn lại.",
    file_too_large: "Tệp lớn hơn mức cho phép của mục này.",
    unknown_content: "Không nhận ra nội dung tệp, hoặc đây không phải loại tệp được nhận. Hãy gửi ảnh JPG, PNG hoặc WebP, tài liệu PDF hoặc DOCX, video MP4, MOV hoặc WebM.",
    family_not_allowed: "Mục này không nhận loại tệp đó. Hãy xem các loại tệp ghi ở đầu mục.",
    content_differs: "Nội dung không đúng với đuôi tên tệp, có thể tệp đã bị đổi tên. Hãy mở tệp, lưu lại đúng loại rồi gửi lại.",
    picture_broken: "Ảnh bị hỏng hoặc sao chép chưa xong. Hãy mở thử ảnh rồi gửi lại, hoặc chụp lại.",
    picture_too_large: "Ảnh quá lớn (trên 40 triệu điểm ảnh). Hãy thu nhỏ ảnh rồi gửi lại.",
    pdf_broken: "Tệp PDF bị hỏng, không mở được. Hãy xuất lại tệp PDF rồi gửi lại.",
    pdf_encrypted: "Tệp PDF có mật khẩu hoặc bị khóa. Hãy bỏ mật khẩu, hoặc in lại thành PDF mới rồi gửi.",
    pdf_active: "Tệp PDF có mã lệnh hoặc lệnh mở chương trình nên không được nhận. Hãy in lại thành PDF mới (Print to PDF) rồi gửi.",
    document_broken: "Tệp Word bị hỏng, không mở được. Hãy mở bằng Word, lưu lại thành DOCX rồi gửi lại.",
    document_bomb: "Tệp Word quá lớn khi mở ra. Hãy bớt ảnh, hoặc xuất thành PDF rồi gửi.",
    document_macros: "Tệp Word có macro, đối tượng nhúng hoặc mẫu lấy từ nơi khác nên không được nhận. Hãy xuất thành PDF rồi gửi.",
    video_broken: "Video bị hỏng, chưa sao chép xong hoặc không có hình. Hãy mở thử video rồi gửi lại.",
    too_complex: "Không đọc được tệp này trong thời gian cho phép. Hãy xuất lại thành PDF đơn giản hơn rồi gửi.",
    processing_failed: "Chưa chuẩn bị được tệp cho người khác xem. Hãy gửi lại tệp hoặc báo Ban Thư ký.",
  },
  /** the file was taken, but not everybody can see it */
  problems: {
    heic: {
      title: "Ảnh HEIC: nhiều máy không xem được",
      help: "Giám khảo có thể không mở được ảnh này. Trên iPhone: vào Cài đặt → Camera → Định dạng, chọn “Tương thích nhất” rồi chụp lại; hoặc mở ảnh, chọn Chia sẻ → Tùy chọn → “Tương thích nhất”, lưu vào Tệp rồi gửi ảnh JPG.",
    },
    codec: {
      title: "Video này nhiều trình duyệt không phát được",
      help: "Giám khảo có thể không xem được video (thường là kiểu HEVC/H.265). Trên iPhone: vào Cài đặt → Camera → Định dạng, chọn “Tương thích nhất” rồi quay lại; hoặc dùng ứng dụng chuyển sang MP4 kiểu H.264 rồi gửi lại.",
    },
  },
  /** the same, said to those who look at the file */
  viewerProblems: {
    heic: "Ảnh HEIC, trình duyệt có thể không hiện. Hãy tải về để xem.",
    codec: "Video có thể không phát được trong trình duyệt. Hãy tải về để xem.",
  },
  states: {
    waiting: "Chờ tệp",
    processing: "Đang xử lý",
    refused: "Tệp chưa đạt",
    failed: "Chưa xem được",
  },
  family: { PHOTO: "Ảnh", PDF: "PDF", DOCUMENT: "Văn bản Word", VIDEO: "Video" },
  /** names for those who must not learn whose file it is */
  neutral: {
    PHOTO: (number: string) => `Ảnh ${number}`,
    PDF: (number: string) => `Tài liệu ${number}`,
    DOCUMENT: (number: string) => `Văn bản ${number}`,
    VIDEO: (number: string) => `Video ${number}`,
  },
  list: {
    title: "Tệp kèm theo",
    none: "Chưa có tệp nào.",
    enlarge: (name: string) => `Xem lớn: ${name}`,
    viewHere: "Xem tại đây",
    readHere: "Đọc phần chữ tại đây",
    open: "Mở trong tab mới",
    download: "Tải về",
    original: "Tải bản gốc",
    pages: (count: string) => `${count} trang`,
    length: (time: string) => `dài ${time}`,
    pixels: (width: string, height: string) => `${width} × ${height}`,
    noViewer: "Máy này không xem PDF ngay trong trang được. Hãy mở trong tab mới hoặc tải về.",
    videoAlt: "Trình duyệt không phát được video này. Hãy tải về để xem.",
    public: "Ảnh và video",
  },
};
