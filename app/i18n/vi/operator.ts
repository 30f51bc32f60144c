/** Texts for whoever installs and runs the program: they appear in the terminal and in the log. */
export const operator = {
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
};

export type OperatorTexts = typeof operator;
