import { describe, expect, it } from "vitest";
import { csvText, harmlessCell, RESULT_COLUMNS, resultCsv, type ResultFile } from "~/features/results/result-file";
import { messagesFor } from "~/i18n/messages";

const FILE: ResultFile = {
  edition: "sang-tao-14",
  decision: { number: "27/QĐ-BTC", date: "2026-11-20" },
  ledgerHead: null,
  provisional: true,
  awards: [
    {
      tier: "FIRST", tierLabel: "Giải Nhất", code: "STKT-14-0001", title: 'Máy "gieo"; lạc', field: "Cơ khí, xây dựng", unit: "=HYPERLINK(1)",
      authors: ["Nguyễn Văn An", "Lê Thị Bình"], mean: "86.33", rank: 1,
    },
  ],
};

describe("the result as CSV", () => {
  it("begins with a BOM, quotes commas, semicolons and quotes, and runs no formula", () => {
    expect(resultCsv(FILE)).toBe(
      "\uFEFFtier,tierLabel,code,title,field,unit,authors,mean,rank\r\n" +
        `FIRST,Giải Nhất,STKT-14-0001,"Máy ""gieo""; lạc","Cơ khí, xây dựng",'=HYPERLINK(1),"Nguyễn Văn An; Lê Thị Bình",86.33,1\r\n`,
    );
  });

  it.each(["=1+1", "+84912", "-2", "@cmd", "\tx", " =1"])("makes %j text", (cell) => {
    expect(harmlessCell(cell)).toBe(`'${cell}`);
  });

  it.each(["STKT-14-0001", "Đèn + pin", "86.33", ""])("leaves %j alone", (cell) => {
    expect(harmlessCell(cell)).toBe(cell);
  });

  it("keeps a line break within its cell", () => {
    expect(csvText([["a\nb", 2]])).toBe('\uFEFF"a\nb",2\r\n');
  });
});

describe("the page on open data", () => {
  it.each(["vi", "en"] as const)("says in %s what every column of the table of results means, in its order", (locale) => {
    expect(Object.keys(messagesFor(locale).publicsite.openData.resultColumns)).toEqual([...RESULT_COLUMNS]);
  });
});
