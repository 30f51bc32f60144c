/** Texts of the ledger: its page and the verdicts of `ledger verify`. */
export const ledger = {
  verified: (edition: string, events: number, head: string) => `${edition}: ${events} sự kiện, khớp; đầu chuỗi ${head}`,
  emptyChain: (edition: string) => `${edition}: chưa có sự kiện nào`,
  systemChain: "hệ thống",
  fault: (edition: string, fault: string) => `${edition}: chuỗi bị sửa tại ${fault}`,
  difference: (edition: string, row: string, stored: string, recorded: string) => `${edition}: ${row} đang là ${stored}, nhật ký ghi ${recorded}`,
  headMissing: (head: string) => `Không chuỗi nào có đầu ${head}: chuỗi đã bị viết lại hoặc mã băm chép sai.`,
  unknownEdition: (slug: string) => `--edition: không có kỳ thi ${slug}`,
  badHead: "--head: cần 64 chữ số thập lục phân",
};

export type LedgerMessages = typeof ledger;
