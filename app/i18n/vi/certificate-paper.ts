/** What stands on a certificate; papers are in Vietnamese in both languages of the site. */
export const certificatePaper = {
  national: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
  motto: "Độc lập - Tự do - Hạnh phúc",
  heading: "GIẤY CHỨNG NHẬN",
  signerTitle: "TRƯỞNG BAN TỔ CHỨC",
  certifies: "Chứng nhận",
  kind: { AUTHOR: "Tác giả giải pháp", SUPERVISOR: "Người hướng dẫn giải pháp" },
  solution: (title: string) => `“${title}”`,
  won: (prize: string) => `đạt ${prize}`,
  at: (edition: string) => edition,
  decision: (number: string, date: string) => `Theo Quyết định số ${number} ngày ${date}`,
  book: (number: string) => `Vào sổ số: ${number}`,
  code: (code: string) => `Mã kiểm tra: ${code}`,
  checkAt: (address: string) => `Kiểm tra tại ${address}`,
  sample: { name: "Nguyễn Văn Mẫu", unit: "Tên trường hoặc đơn vị", title: "Tên giải pháp dự thi", prize: "giải Nhất", number: "…/QĐ-BTC", code: "0000-0000-0000-0000" },
  fileName: (slug: string) => `giay-chung-nhan-${slug}`,
};
