/** The parts of the dossier as data of the edition: kinds, limits, tables, commitment. */
export const dossier = {
  gap: {
    too_many_rows: (limit: string) => `bảng có quá nhiều dòng, tối đa ${limit} dòng`,
    unknown_choice: "câu trả lời đã chọn không còn trong danh sách, cần chọn lại",
  },
  whyTitle: "Vì sao cần phần này?",
  why: (text: string) => `Vì sao cần: ${text}`,
  oldFont: "Phần này có vẻ được gõ hoặc dán từ phông chữ cũ (.VnTime, VNI). Máy khác sẽ đọc sai dấu: hãy gõ lại bằng bàn phím tiếng Việt Unicode, hoặc đổi phông trước khi dán.",
  missingCount: (n: number) => `còn thiếu ${n} mục`,
  row: (number: string) => `Dòng ${number}`,
  addRow: "Thêm dòng",
  byKind: { TEXT: "Viết", CHOICE: "Chọn", TABLE: "Kê bảng", FILE: "Gửi tệp" },
  oneOf: (answers: string) => `chọn một: ${answers}`,
  columnsOf: (columns: string, rows: string) => `các cột: ${columns}; nhiều nhất ${rows} dòng`,
  orLink: "Có thể gửi địa chỉ trên mạng thay cho tệp.",
  linkHidden: "Có địa chỉ trên mạng; vòng chấm kín không cho xem vì có thể lộ tác giả.",
  commitment: {
    title: "Lời cam đoan",
    tick: "Tôi (chúng tôi) đã đọc và cam đoan như trên",
    affirmed: (name: string, moment: string) => (name === "" ? `Đã cam đoan lúc ${moment}` : `${name} đã cam đoan lúc ${moment}`),
    missing: "Đọc lời cam đoan và đánh dấu vào ô này thì mới nộp được",
    changed: "Ban Tổ chức vừa sửa lời cam đoan. Hãy đọc lại bản mới rồi đánh dấu",
  },
  cellOf: (part: string, row: string, column: string) => `${part}, dòng ${row} – ${column}`,
};

export type DossierMessages = typeof dossier;
