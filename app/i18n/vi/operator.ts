/** Texts for whoever installs and runs the program: they appear in the terminal and in the log. */
export const operator = {
  demoInProduction: "Cơ sở dữ liệu này chứa dữ liệu minh họa, với những tài khoản mà ai cũng biết mật khẩu, nên không chạy thật được. Hãy đặt DATA_DIR (hoặc DATABASE_URL) khác.",
  greeting: {
    address: "Đang chạy tại",
    firstAdministrator: "Chưa có người quản trị. Mở liên kết dùng một lần này để lập tài khoản quản trị:",
    demo: (password: string) => `Tài khoản dùng thử, mật khẩu ${password}:`,
  },
  config: {
    title: "Không khởi động được vì cấu hình sai:",
    given: "đã cho",
    missing: "(chưa đặt)",
    hidden: "(giấu, %n ký tự)",
    expected: "cần",
    rules: {
      port: "một số nguyên từ 1 đến 65535",
      host: "một địa chỉ IP hoặc tên máy, ví dụ 127.0.0.1",
      hostDemo: "127.0.0.1, ::1 hoặc localhost khi có dữ liệu minh hoạ; muốn mở cho máy khác, đặt thêm SEED=demo",
      publicUrl: "địa chỉ http:// hoặc https:// không kèm đường dẫn, ví dụ https://sangtao.example.vn",
      publicUrlServe: "địa chỉ https:// (http:// chỉ dùng được với localhost), ví dụ https://sangtao.example.vn",
      trustProxy: "true, false, số lớp proxy từ 0 đến 9, hoặc danh sách địa chỉ IP cách nhau bằng dấu phẩy",
      dataDir: "đường dẫn của một thư mục",
      databaseUrl: "địa chỉ dạng postgresql://tên:mật-khẩu@máy:5432/cơ-sở-dữ-liệu",
      readWithoutDatabase: "chỉ đặt cùng với DATABASE_URL",
      uploadthingToken: "mã chép từ trang quản lý của UploadThing (dạng base64)",
      uploadthingOrS3: "chỉ một trong hai: UPLOADTHING_TOKEN hoặc S3_URL",
      s3Url: "địa chỉ dạng s3://KHOÁ:BÍ-MẬT@máy/kho?region=…&tls=1",
      smtpUrl: "địa chỉ dạng smtp://tên:mật-khẩu@máy:587 hoặc smtps://…",
      mailFrom: "địa chỉ thư, ví dụ bantochuc@example.vn hoặc Ban tổ chức <bantochuc@example.vn>",
      mailFromMissing: "địa chỉ thư gửi đi, vì đã đặt SMTP_URL",
      sessionSecret: "chuỗi bí mật dài ít nhất 32 ký tự",
      signingKey: "khoá riêng Ed25519 ở dạng PKCS#8 PEM",
      seed: "demo hoặc none",
      seedServe: "none: máy chạy thật không nạp dữ liệu minh hoạ",
      metricsToken: "chuỗi không có khoảng trắng",
      backupKey: "chuỗi bí mật dài ít nhất 16 ký tự",
      logLevel: "debug, info, warn, error hoặc silent",
      nodeEnv: "development, production hoặc test",
    },
  },
  database: {
    NO_USER:
      "PostgreSQL không chạy dưới quyền root, và không có cách nào chạy nó dưới người dùng khác. Hãy chạy chương trình bằng một người dùng thường, hoặc đặt DATABASE_URL. Đã thử:\n{tried}",
    NO_PASSWD: "Người dùng có số hiệu {uid} không có trong /etc/passwd mà PostgreSQL cần điều đó. Hãy thêm vào, hoặc đặt DATABASE_URL.",
    ACCESS: "Thư mục {folder} thuộc về người dùng khác: hãy chạy bằng người dùng đó, hoặc đặt DATA_DIR khác.",
    INITDB: "Không tạo được cơ sở dữ liệu trong {folder}: {reason}",
    START: "Cơ sở dữ liệu không khởi động được. Những dòng cuối của {log}:\n{lines}",
    VERSION:
      "Cơ sở dữ liệu trong {folder} do PostgreSQL {found} tạo ra; phiên bản chương trình này dùng PostgreSQL {expected}. Hãy sao lưu bằng phiên bản trước rồi phục hồi bằng phiên bản này. Chưa có gì bị thay đổi.",
    GONE: "Cơ sở dữ liệu trong {folder} không còn nữa. Hãy phục hồi thư mục hoặc bản sao lưu, rồi khởi động lại chương trình.",
    LOCK: "Một tiến trình khác đang khởi động cơ sở dữ liệu này quá lâu (tệp khoá {file}).",
    TIMEOUT: "Cơ sở dữ liệu không sẵn sàng trong {seconds} giây (trả lời cuối: {answer}). Có thể nó còn đang phục hồi; xem {log}.",
    DISK: "Ổ đĩa của {folder} đã đầy. Hãy giải phóng chỗ; chương trình sẽ tự chạy tiếp.",
    PLATFORM: "Không có cơ sở dữ liệu đi kèm cho hệ thống này ({system}). Hãy đặt DATABASE_URL.",
    LIBS: "Chương trình cơ sở dữ liệu không nạp được thư viện {library}. Hãy cài lại và cho phép chạy tập lệnh cài đặt, hoặc cho phép ghi vào {folder}.",
    COLON: "Đường dẫn {folder} có dấu hai chấm, không dùng được khi thư viện phải đặt ở đó. Hãy đặt DATA_DIR khác.",
    EXTERNAL: "Không kết nối được cơ sở dữ liệu {address}: {reason}",
    EXTERNAL_VERSION: "Cơ sở dữ liệu {address} chạy PostgreSQL {found}; cần bản {expected} trở lên.",
    MIGRATION_CHANGED:
      "Bước nâng cấp {migration} đã áp dụng vào cơ sở dữ liệu có nội dung khác với tệp của chương trình. Không có gì bị thay đổi. Hãy dùng đúng phiên bản chương trình đã tạo ra cơ sở dữ liệu này, hoặc bản mới hơn.",
    MIGRATION_UNKNOWN:
      "Cơ sở dữ liệu đã có bước nâng cấp {migration} mà phiên bản chương trình này không biết: nó mới hơn chương trình. Không có gì bị thay đổi. Hãy dùng phiên bản mới hơn.",
    MIGRATION_UNFINISHED: "Bước nâng cấp {migration} do công cụ khác bắt đầu nhưng chưa xong. Hãy phục hồi từ bản sao lưu.",
    MIGRATION_FAILED: "Bước nâng cấp {migration} không áp dụng được: {reason}. Cơ sở dữ liệu vẫn như trước bước này.",
  },
};

export type OperatorTexts = typeof operator;
