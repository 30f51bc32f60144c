import { writeTable, type TableRow } from "~/domain/entry/part-values";

/** The columns of the table of materials in the youth preset. */
const COLUMNS = ["name", "origin", "amount", "price", "recycled"].map((key) => ({ key }));

const ORIGIN = /\s+(xin|tháo|mượn|lấy|xẻ|cắt từ|từ|của|ở)\s.+$/u;
const REUSED = /cũ|hỏng|thừa|bỏ đi|vụn|rách|xin |tháo từ|tận dụng|tái sử dụng|tái chế/u;
const PRICE = /(\d[\d.]*) đồng/u;
/** sentences that tell something about the materials above, and name none */
const REMARK = /^(Không|In |Nội dung|Tình huống|Ảnh|Tranh|Giọng|Trang|Toàn bộ|Lịch|Bảng là|Bảng ghi|Em chỉ)/u;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Makes the table of materials out of what a pupil told in a sentence or two: one row a material. */
export function materialRows(told: string): string {
  const rows: TableRow[] = [];
  for (const sentence of told.replace(/\.$/u, "").split(/\.\s+/u)) {
    if (REMARK.test(sentence)) remark(rows, sentence);
    else rows.push(...sentence.split(/,\s+/u).map(rowOf));
  }
  return writeTable(rows, COLUMNS);
}

function rowOf(material: string): TableRow {
  const isReused = REUSED.test(material);
  const price = PRICE.exec(material)?.[1] ?? "0";
  const origin = ORIGIN.exec(material)?.[0].trim() ?? "";
  const name = material.replace(ORIGIN, "").replace(PRICE, "").trim();
  return { name: capital(name), origin: capital(origin || (price === "0" ? "nhà có sẵn" : "mua mới")), amount: "1", price, recycled: isReused ? "có" : "không" };
}

function remark(rows: TableRow[], sentence: string): void {
  const price = PRICE.exec(sentence)?.[1];
  if (price) rows.push({ name: "Phần phải mua", origin: capital(sentence.replace(/^Em chỉ /u, "")), price, recycled: "không" });
}
