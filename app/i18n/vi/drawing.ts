/** Plans that are drawn by lot under a cap on the chance of any pair. Chances in units of 1/10,000. */
const percent = (chance: number) => `${String(chance / 100).replace(".", ",")} %`;

export const drawing = {
  percent,
  option: {
    title: "Chống thông đồng: bốc thăm người chấm",
    label: "Trần cơ hội mỗi cặp",
    unit: "%",
    help: "Số nguyên từ 1 đến 99; để trống thì không bốc thăm. Ví dụ 50: không giám khảo nào có hơn 50\u00a0% cơ hội nhận một bài nào đó, nên không ai có thể tính trước hay sắp xếp để chấm một bài đã hẹn.",
    cost: "Đổi lại: mỗi bài phải có nhiều giám khảo đủ điều kiện hơn số người chấm (3 người chấm với trần 50\u00a0% cần ít nhất 6 người); lập lại là bốc lại, và mọi lần bốc được ghi vào sổ cái ngay khi bắt đầu, dù có áp dụng hay không. Mọi điều kiện khác vẫn giữ đúng. Cặp đã phân công từ trước không bốc lại.",
    wrong: "Trần cơ hội phải là số nguyên từ 1 đến 99, hoặc để trống nếu không bốc thăm.",
  },
  plan: {
    cap: (cap: string) => `Trần cơ hội mỗi cặp: ${cap}`,
    highest: (chance: string) => `Cơ hội cao nhất của một cặp trong phương án này: ${chance}`,
    seed: (seed: string) => `Số bốc thăm: ${seed}`,
    draws: (n: string) => `Lần bốc thứ ${n} của vòng này`,
    counted: (n: string) => `Vòng này đã bốc thăm ${n} lần, kể cả những lần hủy hoặc không áp dụng. Mọi lần đều ở trong sổ cái.`,
    again: "Lập lại phương án (bốc thăm lại)",
    repeat: "Ai có bài toán và số bốc thăm đều lặp lại được lần bốc bằng lệnh assign; tệp dưới đây có cả hai.",
    file: "Tải bài toán của lần bốc (JSON)",
  },
  past: {
    title: "Các lần bốc thăm của vòng",
    at: "Bắt đầu lúc",
    applied: "Áp dụng lúc",
    notApplied: "Không áp dụng",
    cap: "Trần",
    seed: "Số bốc thăm",
    draws: "Lần bốc",
    file: "Bài toán",
    download: "Tải (JSON)",
    erased: "Đã xóa",
    interest: "Tệp có mọi xung đột lợi ích, nên người có xung đột với một bài của kỳ thi không tải được.",
  },
  leave: "Vòng này đã phân công bằng bốc thăm có trần. Phương án thay người không bốc thăm: nó giữ nguyên nhiều phân công nhất có thể, nên người thay thường chỉ có một. Muốn bốc thăm người thay, hãy chọn “Cho thôi chấm, chưa thay người” rồi lập phương án có trần ở trang Phân công tự động.",
  ledger: {
    begun: ({ cap, seed }: { cap: string; seed: string }) => `trần ${cap}, số bốc thăm ${seed}`,
    applied: (draws: string) => `lần bốc thứ ${draws}`,
  },
  help: {
    tooFew: ({ cap, entries, needed, able }: { cap: string; entries: string; needed: string; able: string }) =>
      `Với trần ${cap} mỗi bài cần ít nhất ${needed} giám khảo không xung đột, không kể người đã phân công; các bài sau chỉ có ${able}: ${entries}.`,
    moreJudges: ({ missing, field }: { missing: string; field: string }) =>
      `Đưa thêm ít nhất ${missing} giám khảo không có xung đột vào tiểu ban chấm lĩnh vực ${field}, nâng trần, hoặc giảm số giám khảo mỗi bài.`,
    tooLittleRoom: ({ cap, judges, available, needed, entries }: { cap: string; judges: string; available: string; needed: string; entries: string }) =>
      `Với trần ${cap}, các bài sau cần ít nhất ${needed} lượt từ các giám khảo ${judges}, nhưng họ chỉ còn nhận được ${available} lượt: ${entries}.`,
    raiseCap: "Nâng trần, nâng mức nhận của các giám khảo này, hoặc đưa thêm giám khảo vào tiểu ban.",
  },
};

export type DrawingMessages = typeof drawing;
