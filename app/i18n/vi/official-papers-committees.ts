/** What stands on the decisions that set up the committees, and on the one about qualified entries. */
export const officialCommittees = {
  name: "QUYẾT ĐỊNH",
  slots: { parent: "Cơ quan cấp trên (đầu văn bản)", body: "Cơ quan ban hành (đầu văn bản)", authority: "Thẩm quyền ban hành (dòng trên căn cứ)", duties: "Nhiệm vụ", execution: "Điều khoản thi hành" },
  about: {
    ORGANISING: (title: string) => `Về việc thành lập Ban Tổ chức ${title}`,
    SECRETARIAT: (title: string) => `Về việc thành lập Ban Thư ký ${title}`,
    JURY: (title: string) => `Về việc thành lập Hội đồng giám khảo ${title}`,
  },
  first: {
    ORGANISING: (title: string, count: string) => `Thành lập Ban Tổ chức ${title} gồm ${count} thành viên có tên trong danh sách kèm theo.`,
    SECRETARIAT: (title: string, count: string) => `Thành lập Ban Thư ký ${title} gồm ${count} thành viên có tên trong danh sách kèm theo.`,
    JURY: (title: string, count: string) => `Thành lập Hội đồng giám khảo ${title} gồm ${count} thành viên có tên trong danh sách kèm theo.`,
  },
  panels: (count: string) => `Hội đồng giám khảo có ${count} tiểu ban, thành viên và lĩnh vực của từng tiểu ban ghi trong danh sách kèm theo.`,
  duties: {
    ORGANISING: (contest: string) => `Ban Tổ chức có nhiệm vụ ban hành Thể lệ, chỉ đạo, tổ chức ${contest}, quyết định thành lập Ban Thư ký, Hội đồng giám khảo, công nhận kết quả và trao giải; làm việc theo chế độ kiêm nhiệm và tự giải thể khi hoàn thành nhiệm vụ.`,
    SECRETARIAT: (contest: string) => `Ban Thư ký có nhiệm vụ tiếp nhận, rà soát, bảo quản hồ sơ dự thi, chuẩn bị các điều kiện phục vụ Hội đồng giám khảo, tổng hợp kết quả và giúp việc cho Ban Tổ chức ${contest}.`,
    JURY: (contest: string) => `Hội đồng giám khảo có nhiệm vụ chấm các bài dự thi ${contest} theo Thể lệ, độc lập, khách quan, bảo mật; đề xuất xếp giải với Ban Tổ chức. Thành viên có lợi ích liên quan đến bài dự thi phải báo cáo và không chấm bài đó.`,
  },
  execution: {
    ORGANISING: "Các đơn vị có liên quan và các thành viên có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký.",
    SECRETARIAT: "Ban Tổ chức, các đơn vị có liên quan và các thành viên có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký.",
    JURY: "Ban Tổ chức, Ban Thư ký và các thành viên có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký.",
  },
  annex: { ORGANISING: "Danh sách thành viên Ban Tổ chức", SECRETARIAT: "Danh sách thành viên Ban Thư ký", JURY: "Danh sách thành viên Hội đồng giám khảo" },
  columns: { number: "STT", name: "Họ và tên", post: "Chức vụ, đơn vị công tác", role: { ORGANISING: "Chức danh trong Ban", SECRETARIAT: "Chức danh trong Ban", JURY: "Chức danh trong Hội đồng" }, panelRole: "Chức danh trong tiểu ban" },
  council: "I. Hội đồng giám khảo",
  panelsTitle: "II. Các tiểu ban",
  panel: (round: string, name: string) => `${round} – ${name}`,
  panelFields: (fields: string) => `Lĩnh vực: ${fields}.`,
  panelRoles: { chair: "Trưởng tiểu ban", member: "Giám khảo" },
  qualified: {
    about: (entries: string, title: string) => `Về việc công bố danh sách ${entries} đủ điều kiện dự thi ${title}`,
    first: (count: string, entries: string, title: string) => `Công bố danh sách ${count} ${entries} đủ điều kiện dự thi ${title} (có danh sách kèm theo).`,
    fields: (text: string) => `Số lượng theo lĩnh vực: ${text}.`,
    second: "Ban Thư ký thông báo kết quả thẩm định đến các tác giả, chuyển hồ sơ đủ điều kiện đến Hội đồng giám khảo để tổ chức chấm theo Thể lệ.",
    execution: "Ban Tổ chức, Ban Thư ký, Hội đồng giám khảo và các tác giả có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký.",
    list: (entries: string, title: string) => `Danh sách ${entries} đủ điều kiện dự thi ${title}`,
    field: (index: number, name: string, count: string) => `${roman(index)}. ${name} (${count})`,
    slots: { instructions: "Điều 2: giao nhiệm vụ" },
  },
} as const;

const ROMAN = [[10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]] as const;

function roman(number: number): string {
  let rest = number;
  return ROMAN.map(([value, sign]) => {
    const times = Math.floor(rest / value);
    rest %= value;
    return sign.repeat(times);
  }).join("");
}
