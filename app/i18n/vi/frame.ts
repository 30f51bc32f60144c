/** Words of the frame around staff pages. */
export const frame = {
  groups: {
    desk: "Bàn làm việc",
    entries: "Bài dự thi",
    judging: "Chấm thi",
    results: "Kết quả",
    papers: "Giấy tờ, khen thưởng",
    edition: "Kỳ thi",
  },
  sections: {
    desk: "Bàn làm việc",
    screening: "Bài dự thi",
    things: "Hiện vật",
    panels: "Tiểu ban",
    assignments: "Phân công",
    conflicts: "Xung đột lợi ích",
    progress: "Tiến độ chấm",
    ranking: "Xếp hạng",
    decision: "Quyết định, công bố",
    appeals: "Khiếu nại",
    specialAwards: "Giải đặc thù",
    seal: "Niêm phong",
    papers: "Văn bản",
    certificates: "Giấy chứng nhận",
    ceremony: "Lễ trao giải",
    commendations: "Khen thưởng",
    nominations: "Đề cử",
    members: "Thành viên",
    settings: "Thiết lập",
    ledger: "Nhật ký",
  },
  receiptUntil: (moment: string) => `nhận bài đến ${moment}`,
  judgingUntil: (moment: string) => `chấm đến ${moment}`,
  receiptFrom: (moment: string) => `nhận bài từ ${moment}`,
  publishedOn: (moment: string) => `công bố ${moment}`,
};

export type FrameMessages = typeof frame;
