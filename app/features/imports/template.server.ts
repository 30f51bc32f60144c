import type { Blob } from "node:buffer";
import type Stream from "node:stream";
import writeExcelFile, { type Feature, type SheetData } from "write-excel-file/node";
import { COLUMNS, type ColumnName } from "~/domain/imports/columns";
import type { ImportsMessages } from "~/i18n/vi/imports";

/** Rows of the template that the drop-downs reach. */
const LAST_ROW = 2000;

const WIDTHS: Partial<Record<ColumnName, number>> = { ref: 12, title: 40, summary: 40, field: 28, authorName: 26, unit: 28, school: 28, email: 26, ownerName: 26, guardianName: 26, supervisorName: 26 };

/** Columns that must stay text: spreadsheets take the leading 0 off numbers, and read "03/2026" as a day. */
const TEXT_COLUMNS: readonly ColumnName[] = ["ref", "created", "birthDate", "phone", "guardianPhone", "supervisorPhone", "className", "share"];

/**
 * The empty workbook of entries: the columns of the contract under Vietnamese headers with drop-downs where a cell takes one of a
 * few words, and a sheet that explains each column. `fields` are those of an edition, where one is meant.
 */
export function importTemplate(texts: ImportsMessages, fields: readonly string[]): Promise<Buffer> {
  const { workbook } = texts;
  const choices: Partial<Record<ColumnName, readonly string[]>> = {
    ...(fields.length > 0 ? { field: fields } : {}),
    ownerKind: workbook.ownerKinds,
    sex: workbook.sexes,
    isChief: workbook.yesNo,
  };
  const head = COLUMNS.map(({ header, required }) => ({ value: header, fontWeight: "bold" as const, wrap: true, backgroundColor: required ? "#f6dd9b" : "#e4ebf3" }));
  const blank = COLUMNS.map(({ name }) => ({ value: null, type: String, ...(TEXT_COLUMNS.includes(name) ? { format: "@" } : {}) }));
  const sheets = [
    { data: [head, ...Array.from({ length: LAST_ROW - 1 }, () => blank)] as SheetData, sheet: workbook.entries, columns: COLUMNS.map(({ name }) => ({ width: WIDTHS[name] ?? 16 })), stickyRowsCount: 1 },
    { data: guide(texts, fields), sheet: workbook.guide, columns: [30, 20, 12, 70, 28].map((width) => ({ width })) },
  ];
  return writeExcelFile(sheets, { features: [dropDowns(workbook.entries, choices)] }).toBuffer();
}

function guide({ workbook }: ImportsMessages, fields: readonly string[]): SheetData {
  const text = (value: string, bold = false) => ({ value, type: String, wrap: true, ...(bold ? { fontWeight: "bold" as const } : {}) });
  const rows = COLUMNS.map(({ name, header, required }) => {
    const { how, example } = workbook.columns[name];
    const offered = name === "field" && fields.length > 0 ? `${how} ${fields.join("; ")}.` : how;
    return [text(header, true), text(name), text(required ? workbook.required : ""), text(offered), text(example)];
  });
  return [...workbook.rules.map((rule) => [text(rule)]), [], workbook.guideHead.map((title) => text(title, true)), ...rows];
}

/** Lists to choose from, which the library leaves to its features: a list of words in a sheet's XML takes at most 255 characters. */
function dropDowns(sheetName: string, choices: Partial<Record<ColumnName, readonly string[]>>): Feature<Stream | Buffer | Blob> {
  const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', '""');
  const rules = Object.entries(choices).flatMap(([name, words]) => {
    const list = words.join(",");
    const isListable = list.length <= 255 && words.every((word) => !word.includes(","));
    const letter = String.fromCharCode(65 + COLUMNS.findIndex((column) => column.name === name));
    return isListable ? [`<dataValidation type="list" allowBlank="1" sqref="${letter}2:${letter}${LAST_ROW}"><formula1>"${escape(list)}"</formula1></dataValidation>`] : [];
  });
  return {
    files: {
      transform: {
        "xl/worksheets/sheet{id}.xml": {
          transform: (content, { sheet }) =>
            sheet === sheetName ? content.replace("</sheetData>", `</sheetData><dataValidations count="${rules.length}">${rules.join("")}</dataValidations>`) : content,
        },
      },
    },
  };
}
