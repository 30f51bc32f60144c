/** Grounds that are proposed where the result speaks for somebody; the secretary changes them. They are printed, so in Vietnamese alone. */
export const commendationGrounds = {
  unit: (entries: number, awarded: number, edition: string) => `Đã có thành tích xuất sắc trong vận động, tổ chức tham gia ${edition} (${entries} bài dự thi, ${awarded} bài đạt giải)`,
  supervisor: (prize: string, edition: string) => `Đã có thành tích xuất sắc trong hướng dẫn tác giả đạt ${prize} tại ${edition}`,
};
