/** The parts of the dossier as data of the edition: kinds, limits, tables, commitment. */
export const dossier = {
  gap: {
    too_many_rows: (limit: string) => `bảng có quá nhiều dòng, tối đa ${limit} dòng`,
    unknown_choice: "câu trả lời đã chọn không còn trong danh sách, cần chọn lại",
  },
  cellOf: (part: string, row: string, column: string) => `${part}, dòng ${row} – ${column}`,
};

export type DossierMessages = typeof dossier;
