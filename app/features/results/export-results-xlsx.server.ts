import writeExcelFile, { type SheetData } from "write-excel-file/node";
import { awardCells, RESULT_COLUMNS, type ResultFile } from "./result-file";

const WIDTHS = [16, 20, 16, 48, 32, 32, 32, 10, 8];

/** The awards of a result as a workbook: one sheet, the columns of the CSV. Texts are cells of type text, so none is a formula. */
export async function resultXlsx(file: ResultFile): Promise<Uint8Array> {
  const head = RESULT_COLUMNS.map((column) => ({ value: column, type: String, fontWeight: "bold" as const }));
  const rows = file.awards.map((award) =>
    awardCells(award).map((value) => (typeof value === "number" ? { value, type: Number } : { value, type: String, wrap: true })),
  );
  const data: SheetData = [head, ...rows];
  const sheet = writeExcelFile(data, { sheet: "ket-qua", columns: WIDTHS.map((width) => ({ width })), stickyRowsCount: 1 });
  return sheet.toBuffer();
}
