import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnOf, COLUMNS } from "~/domain/imports/columns";
import { readEntries } from "~/domain/imports/read-entries";
import type { Cell } from "~/domain/imports/values";
import { type Row, problemsOf, ROW, RULES, tableOf } from "./workbook";

const pair = (first: Row, second: Row): Row[] => [
  { ...ROW, ownerKind: "GROUP", share: "50", ...first },
  { ...ROW, ownerKind: "GROUP", share: "50", authorName: "Lê Thị Lan", isChief: "0", ...second },
];

describe("a right table", () => {
  it("becomes entries with their authors, grouped by ref though rows of others stand between", () => {
    const rows: Row[] = [
      { ...ROW, ownerKind: "GROUP", share: "33,33", summary: "Một", created: "03/2026", unit: "THCS A" },
      { ...ROW, ref: "HS2", title: "Hai", field: "san pham THAN THIEN voi moi truong", share: 100, isChief: true },
      { ref: "HS1", authorName: "Lê Thị Lan", birthDate: { day: "2013-01-31" }, share: 33.33, isChief: 0, sex: "nữ", school: "THCS B" },
      { ref: "HS1", authorName: "Hồ Văn Ba", birthDate: "1/2/2013", share: "33.34", isChief: "Không", phone: 912345678 },
    ];
    const { entries, problems, notes } = readEntries(tableOf(rows), RULES);
    expect([problems, notes]).toEqual([[], []]);
    expect(entries.map(({ ref, row, fieldId, ownerKind, created, authors }) => ({ ref, row, fieldId, ownerKind, created, authors: authors.length }))).toEqual([
      { ref: "HS1", row: 2, fieldId: "f1", ownerKind: "GROUP", created: { year: 2026, month: 3 }, authors: 3 },
      { ref: "HS2", row: 3, fieldId: "f2", ownerKind: "INDIVIDUAL", created: null, authors: 1 },
    ]);
    expect(entries[0]?.authors).toMatchObject([
      { fullName: "Trần Văn Minh", birthDate: "2012-09-05", share: 3333, isChief: true },
      { fullName: "Lê Thị Lan", birthDate: "2013-01-31", share: 3333, isChief: false, sex: "F", school: "THCS B" },
      { fullName: "Hồ Văn Ba", birthDate: "2013-02-01", share: 3334, isChief: false, phone: "+84912345678" },
    ]);
  });

  it("is read with the headers of the template, whatever their case, marks and blanks", () => {
    const headers = COLUMNS.map(({ header }) => header);
    for (const change of [(text: string) => text, (text: string) => text.toUpperCase(), (text: string) => text.normalize("NFD"), (text: string) => `  ${text.replaceAll(" ", "  ")} *`]) {
      expect(headers.map((header) => columnOf(change(header)))).toEqual(COLUMNS.map(({ name }) => name));
    }
    expect(COLUMNS.map(({ name }) => columnOf(` ${name.toUpperCase()} `))).toEqual(COLUMNS.map(({ name }) => name));
    expect([columnOf("created (MM/YYYY)"), columnOf("ownerKind (INDIVIDUAL|GROUP|ORGANISATION)"), columnOf("birthDate (dd/MM/yyyy)")]).toEqual(["created", "ownerKind", "birthDate"]);
  });

  it("comes out in NFC, without control characters, with single blanks", () => {
    const title = "Ma\u0301y  gieo\u0000 la\u0323c\n\u200Bhai hàng ";
    const { entries } = readEntries(tableOf([{ ...ROW, title, ref: " HS1 " }]), RULES);
    expect(entries[0]).toMatchObject({ ref: "HS1", title: "Máy gieo lạc hai hàng" });
  });

  it("ignores blank rows and columns people number or annotate their rows in", () => {
    const table: Cell[][] = [["STT", "Ghi chú", ...Object.keys(ROW)], [null, " "], [1, "đã thu", ...(Object.values(ROW) as Cell[])], [], [2]];
    expect(readEntries(table.slice(0, 4), RULES)).toMatchObject({ problems: [], entries: [{ ref: "HS1", row: 3 }] });
  });

  it("takes a blank isChief for no where the chief of the entry is ticked with an x", () => {
    expect(problemsOf(pair({ isChief: "X" }, { isChief: null }))).toEqual([]);
    expect(problemsOf(pair({ isChief: "1" }, { isChief: null }))).toEqual(["3 isChief missing"]);
  });
});

describe("what is wrong is named by row and column", () => {
  const cases: [string, Row[], string[]][] = [
    ["each required column", [{ ref: "HS1", title: " ", field: null, ownerKind: "", authorName: null, birthDate: null, share: null, isChief: null, unit: "x" }], ["title", "field", "ownerKind", "authorName", "birthDate", "share", "isChief"].map((name) => `2 ${name} missing`)],
    ["a row without ref", [{ ...ROW, ref: "" }], ["2 ref missing"]],
    ["an impossible day", [{ ...ROW, birthDate: "31/02/2013" }], ["2 birthDate not_a_day"]],
    ["a day in another order", [{ ...ROW, birthDate: "05/20/2012" }], ["2 birthDate not_a_day"]],
    ["a day with two digits of the year", [{ ...ROW, birthDate: "05/09/12" }], ["2 birthDate not_a_day"]],
    ["a bare number for a day", [{ ...ROW, birthDate: 41157 }], ["2 birthDate not_a_day"]],
    ["a birth date to come", [{ ...ROW, birthDate: "23/11/2026" }], ["2 birthDate day_in_future"]],
    ["a share above the whole", [{ ...ROW, share: "100,01" }], ["2 share not_a_share"]],
    ["a share with three decimals", [{ ...ROW, share: "33.333" }], ["2 share not_a_share"]],
    ["a negative share", [{ ...ROW, share: -5 }], ["2 share not_a_share"]],
    ["shares below the whole", pair({ share: "49,99" }, { share: "50" }), ["2 share shares_sum"]],
    ["shares above the whole", pair({ share: "50,01" }, { share: "50" }), ["2 share shares_sum"]],
    ["a share of nothing", pair({ share: "100" }, { share: "0" }), ["3 share share_zero"]],
    ["several authors of an individual", pair({ ownerKind: "Cá nhân" }, { ownerKind: null }), ["2 ownerKind group_needed"]],
    ["no chief", pair({ isChief: "0" }, {}), ["2 isChief one_chief"]],
    ["two chiefs", pair({}, { isChief: "có" }), ["2 isChief one_chief"]],
    ["an unclear chief", [{ ...ROW, isChief: "2" }], ["2 isChief not_yes_no"]],
    ["an unknown field", [{ ...ROW, field: "Cơ khí" }], ["2 field unknown_field"]],
    ["an unknown kind of owner", [{ ...ROW, ownerKind: "TEAM" }], ["2 ownerKind not_owner_kind"]],
    ["another contest", [{ ...ROW, contest: "TECHNICAL" }], ["2 contest other_contest"]],
    ["a contradiction on a later row", pair({ title: "A" }, { title: "B" }), ["3 title contradicts"]],
    ["a month that is none", [{ ...ROW, created: "13/2026" }], ["2 created not_a_month"]],
    ["an unclear sex", [{ ...ROW, sex: "?" }], ["2 sex not_sex"]],
    ["a telephone number of letters", [{ ...ROW, guardianPhone: "không có" }], ["2 guardianPhone not_phone"]],
    ["an address without a host", [{ ...ROW, email: "lan@" }], ["2 email not_email"]],
    ["a title that is too long", [{ ...ROW, title: "x".repeat(251) }], ["2 title too_long"]],
    ["a summary longer than the edition takes", [{ ...ROW, summary: "x".repeat(301) }], ["2 summary too_long"]],
    ["the same person twice", pair({}, { authorName: "TRAN VAN MINH" }), ["3 authorName author_twice"]],
    ["a failed formula", [{ ...ROW, title: "#REF!" }], ["2 title formula_error"]],
    ["text of TCVN3", [{ ...ROW, authorName: "TrÇn V¨n Thö" }], ["2 authorName old_font"]],
    ["text of VNI", [{ ...ROW, authorName: "Traàn Vaên Thöû" }], ["2 authorName old_font"]],
  ];
  it.each(cases)("%s", (_name, rows, problems) => {
    expect(problemsOf(rows)).toEqual(problems);
  });

  it("says the same in another way without contradiction", () => {
    expect(problemsOf(pair({ field: "PM", ownerKind: "GROUP", created: "3/2026" }, { field: "phan mem tin hoc", ownerKind: "nhóm", created: { day: "2026-03-01" } }))).toEqual([]);
  });

  it("finds every problem of every row, in their order", () => {
    const rows = [{ ...ROW, birthDate: "x", share: "y" }, { ...ROW, ref: "HS2", field: "z" }, { ...ROW, ref: "HS3", title: null }];
    expect(problemsOf(rows)).toEqual(["2 birthDate not_a_day", "2 share not_a_share", "3 field unknown_field", "4 title missing"]);
  });

  it("gives no entries while anything is wrong", () => {
    expect(readEntries(tableOf([ROW, { ...ROW, ref: "HS2", share: "99" }]), RULES).entries).toEqual([]);
  });

  it("refuses a ref that was imported before, at the row where its entry begins", () => {
    expect(problemsOf([{ ...ROW, ref: "HS0" }, ROW], RULES, new Set(["HS1"]))).toEqual(["3 ref ref_taken"]);
  });

  it("keeps what nearly is a telephone number, and too many authors, as notes", () => {
    const rows = Array.from({ length: 6 }, (_, index): Row => ({ ...ROW, ownerKind: "GROUP", authorName: `Tác giả ${index}`, share: index === 0 ? "50" : "10", isChief: index === 0 ? "1" : "0", ...(index === 1 ? { phone: "0123456789" } : {}) }));
    const { problems, notes, entries } = readEntries(tableOf(rows), RULES);
    expect(problems).toEqual([]);
    expect(notes.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual(["3 phone phone_kept", "7 authorName too_many_authors"]);
    expect(entries[0]?.authors[1]).toMatchObject({ phone: "", unreadable: { phone: "0123456789" } });
  });
});

describe("the header", () => {
  const codesOf = (head: Cell[], ...rows: Cell[][]) => readEntries([head, ...rows], RULES).problems.map(({ row, column, header, code }) => [row, column, header, code]);

  it("must be the first row", () => {
    expect(codesOf(["Danh sách bài dự thi"], Object.keys(ROW))).toEqual([[1, null, null, "no_header"]]);
    expect(codesOf([])).toEqual([[1, null, null, "no_header"]]);
  });

  it("must have the required columns, none twice and none unknown", () => {
    const head = Object.keys(ROW);
    expect(codesOf(head.filter((name) => name !== "share"))).toEqual([[1, "share", null, "column_missing"]]);
    const values = Object.values(ROW) as Cell[];
    expect(codesOf([...head, "Họ tên tác giả"], [...values, ""])).toEqual([[1, "authorName", "Họ tên tác giả", "column_twice"]]);
    expect(codesOf([...head, "Màu"], [...values, "đỏ"])).toEqual([[1, null, "Màu", "column_unknown"]]);
    expect(codesOf([...head, null, null], [...values, null, "lạc"])).toEqual([[2, null, "J", "column_unnamed"]]);
  });

  it("needs rows below it", () => {
    expect(codesOf(Object.keys(ROW), [" "], [])).toEqual([[2, null, null, "no_rows"]]);
  });
});

describe("for any entries", () => {
  const share = fc.integer({ min: 1, max: 6000 });

  it("shares are taken exactly when their hundredths add up to 10,000", () => {
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 5 }), fc.boolean(), (shares, complete) => {
        const rest = 10_000 - shares.reduce((sum, one) => sum + one, 0);
        const all = complete && rest > 0 ? [...shares, rest] : shares;
        const written = (hundredths: number, index: number) => (index % 2 === 0 ? String(hundredths / 100).replace(".", ",") : hundredths / 100);
        const rows = all.map((one, index): Row => ({ ...ROW, ownerKind: "GROUP", authorName: `Người ${index}`, share: written(one, index), isChief: index === 0 ? "1" : "0" }));
        const isWhole = all.reduce((sum, one) => sum + one, 0) === 10_000;
        expect(problemsOf(rows)).toEqual(isWhole ? [] : ["2 share shares_sum"]);
      }),
    );
  });

  it("the order of the rows of different entries changes nothing but the order of the entries", () => {
    const refs = ["A", "B", "C", "D"];
    const row = (ref: string, index: number): Row => ({ ...ROW, ref, ownerKind: "GROUP", share: "50", authorName: `Người ${index}`, isChief: index === 0 ? "1" : "0" });
    const rows = refs.flatMap((ref) => [row(ref, 0), row(ref, 1)]);
    const content = (table: readonly Row[]) =>
      readEntries(tableOf(table), RULES)
        .entries.map(({ ref, authors }) => [ref, ...authors.map(({ fullName }) => fullName).toSorted()].join(" "))
        .toSorted();
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }), (shuffled) => {
        expect(content(shuffled)).toEqual(content(rows));
      }),
    );
  });
});
