/** How firm a ranking is: for chair, organisers and secretary alone. */
export const firmness = {
  title: "Độ chắc của thứ hạng",
  lead: "Cùng những phiếu ấy, nếu giám khảo khác chấm thì thứ hạng có thể thay đổi bao nhiêu? Trang này chỉ để tham khảo khi xếp giải: điểm trung bình chính thức không đổi, và không hiện công khai.",
  open: "Xem độ chắc của thứ hạng",
  leftOut: (count: string) => `${count} bài không được tính ở đây vì có xung đột lợi ích hoặc còn đang chấm.`,
  ofRound: "Vòng sau chưa có phiếu nào được khóa: trang này tính trên vòng gần nhất đã có phiếu.",
  notes: {
    ONE_JUDGE: "Chỉ có một giám khảo: không biết được giám khảo chấm chặt hay rộng.",
    ONE_SHEET_PER_ENTRY: "Mỗi bài chỉ có một phiếu: không tách được chất lượng bài với sự may rủi khi chấm.",
    NO_SHEETS: "Chưa có phiếu nào được khóa.",
  },
  apart: (count: string) => `Có ${count} nhóm giám khảo không chấm chung bài nào nên không so sánh được giữa các nhóm; hạng dưới đây chỉ trong từng nhóm. Muốn so sánh được, hãy phân công vài bài cho giám khảo của nhóm khác chấm thêm.`,
  lines: {
    title: "Ở ranh giới từng giải",
    sentence: (label: string, inside: string, insidePercent: string, outside: string, outsidePercent: string) =>
      `${label}: bài cuối trong giải ${inside} chắc ${insidePercent} %; bài đầu ngoài giải ${outside} có ${outsidePercent} % cơ hội.`,
    unclear: "sát nhau",
  },
  table: {
    caption: "Từng bài theo thứ hạng chính thức",
    rank: "Hạng",
    entry: "Bài dự thi",
    mean: "Trung bình",
    range: "Khoảng hạng (95 %)",
    rangeText: (low: string, high: string, expected: string) => `hạng ${low} đến ${high}, trung bình ${expected}`,
    chances: "Khả năng đạt giải",
    chance: (label: string, percent: string) => `${label} ${percent} %`,
    none: "dưới 1 %",
    group: (number: string) => `nhóm ${number}`,
    empty: "Chưa có bài nào đủ phiếu",
    emptyHelp: "Trang này có số liệu khi đủ số phiếu đã khóa cho mỗi bài.",
  },
  judges: {
    title: "Giám khảo chấm chặt hay rộng",
    lead: "Số điểm một giám khảo thường cho thấp hơn (+) hoặc cao hơn (−) các giám khảo khác trên cùng bài. Chặt hay rộng đều không phải lỗi.",
    judge: "Giám khảo",
    severity: "Chặt hơn (điểm)",
    sheets: "Số phiếu",
    unknown: "không rõ",
  },
  advice: {
    title: "Thêm một phiếu ở đâu thì có ích nhất",
    lead: "Những bài mà một phiếu nữa làm rõ được nhiều nhất, và những người có thể chấm: cùng lĩnh vực, không xung đột lợi ích, ít bài nhất trước.",
    line: (percent: string) => `giải còn ${percent} % chưa chắc`,
    candidate: (code: string, name: string, load: string) => `${code} ${name} (${load} bài)`,
    nobody: "Không còn ai trong tiểu ban chấm được bài này.",
    none: "Không có bài nào cần thêm phiếu.",
  },
};

export type FirmnessMessages = typeof firmness;
