import { getZodConstraint, parseWithZod } from "@conform-to/zod/v4";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Locale } from "~/i18n/locale";
import { dateTimeField, dayField, decimalField, emailField, moneyField, textField } from "~/i18n/zod-fields";
import { zodErrors } from "~/i18n/zod-messages";

const schema = z.object({
  title: textField({ max: 10 }),
  story: textField({ max: 2000, min: 5 }),
  born: dayField(),
  closes: dateTimeField(),
  score: decimalField(),
  prize: moneyField(),
  email: emailField(),
  authors: z.coerce.number().int().min(1).max(5),
  kind: z.enum(["A", "B"]),
  agree: z.boolean(),
  tags: z.array(z.string()).min(1).max(2),
  note: textField({ max: 5 }).optional(),
});

function submit(values: Record<string, string | string[]>, locale: Locale = "vi") {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) for (const one of [value].flat()) form.append(name, one);
  return parseWithZod(form, { schema, error: zodErrors(locale) });
}

const good = {
  title: " Máy gieo ",
  story: "Dài đủ",
  born: "28/02/2014",
  closes: "17:00 30/01/2027",
  score: "34,5",
  prize: "2.000.000",
  email: "An@Truong.edu.vn",
  authors: "2",
  kind: "A",
  agree: "on",
  tags: ["x"],
};

const errorsOf = (values: Record<string, string | string[]>, locale?: Locale) => submit({ ...good, ...values }, locale).reply().error;

test("a good form is read: trimmed, composed, days and numbers in their plain forms", () => {
  const submission = submit({ ...good, title: " Ma\u0301y ".normalize("NFD") });
  expect(submission.status === "success" && submission.value).toEqual({
    title: "Máy",
    story: "Dài đủ",
    born: "2014-02-28",
    closes: new Date("2027-01-30T10:00:00Z"),
    score: "34.5",
    prize: 2_000_000,
    email: "an@truong.edu.vn",
    authors: 2,
    kind: "A",
    agree: true,
    tags: ["x"],
  });
});

test("an empty form says of every field what is missing, in words", () => {
  const { error } = submit({}).reply();
  expect(error).toEqual({
    title: ["Chưa điền mục này"],
    story: ["Chưa điền mục này"],
    born: ["Chưa điền mục này"],
    closes: ["Chưa điền mục này"],
    score: ["Chưa điền mục này"],
    prize: ["Chưa điền mục này"],
    email: ["Chưa điền mục này"],
    authors: ["Cần nhập một số"],
    kind: ["Chưa chọn mục này"],
    agree: ["Cần đánh dấu vào ô này"],
    tags: ["Chưa chọn mục này"],
  });
});

describe("wrong values", () => {
  test.each<[Record<string, string | string[]>, Record<string, string[]>]>([
    [{ title: "Máy gieo lạc tự chế" }, { title: ["Quá dài: đang có 19 ký tự, tối đa 10"] }],
    [{ story: "x".repeat(2001) }, { story: ["Quá dài: đang có 2.001 ký tự, tối đa 2.000"] }],
    [{ story: "Dài" }, { story: ["Quá ngắn: cần ít nhất 5 ký tự"] }],
    [{ title: "   " }, { title: ["Chưa điền mục này"] }],
    [{ born: "31/02/2014" }, { born: ["Ngày chưa đúng, cần ghi theo dạng ngày/tháng/năm, ví dụ 05/09/2026"] }],
    [{ score: "ba mươi" }, { score: ["Số chưa đúng, ví dụ đúng: 34,5"] }],
    [{ prize: "nhiều" }, { prize: ["Cần nhập một số"] }],
    [{ email: "an@" }, { email: ["Địa chỉ e-mail chưa đúng, ví dụ đúng: ten@truong.edu.vn"] }],
    [{ authors: "hai" }, { authors: ["Cần nhập một số"] }],
    [{ authors: "9" }, { authors: ["Không được quá 5"] }],
    [{ authors: "0" }, { authors: ["Không được nhỏ hơn 1"] }],
    [{ kind: "C" }, { kind: ["Lựa chọn này không có trong danh sách"] }],
    [{ tags: ["a", "b", "c"] }, { tags: ["Nhiều nhất 2 mục"] }],
    [{ note: "quá dài" }, { note: ["Quá dài: đang có 7 ký tự, tối đa 5"] }],
  ])("case %#", (values, expected) => {
    expect(errorsOf(values)).toEqual(expected);
  });

  test("in English too", () => {
    expect(errorsOf({ title: "" }, "en")).toEqual({ title: ["Please fill this in"] });
  });
});

test("a refinement names its text, with what it knows", () => {
  const shares = z.object({ share: decimalField() }).superRefine((value, context) => {
    context.addIssue({ code: "custom", path: ["share"], params: { reason: "shares_sum", sum: value.share } });
    context.addIssue({ code: "custom", params: { reason: "unheard_of" } });
  });
  const form = new FormData();
  form.set("share", "99,99");
  const error = zodErrors("vi", { shares_sum: (params: { sum: string }) => `Tổng là ${params.sum}` });
  expect(parseWithZod(form, { schema: shares, error }).reply().error).toEqual({ share: ["Tổng là 99.99"], "": ["Nội dung chưa đúng"] });
});

test("the constraint tells which fields are required", () => {
  const constraint = getZodConstraint(schema);
  expect([constraint["title"]?.required, constraint["born"]?.required, constraint["note"]?.required]).toEqual([true, true, false]);
});
