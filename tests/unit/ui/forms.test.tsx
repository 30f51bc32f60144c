import { useForm } from "@conform-to/react";
import { getZodConstraint, parseWithZod } from "@conform-to/zod/v4";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { dayField, decimalField, textField } from "~/i18n/zod-fields";
import { zodErrors } from "~/i18n/zod-messages";
import { CheckboxField, DateField, DecimalField, ErrorSummary, plainForm, RadioGroup, SubmitButton, TextArea, TextField } from "~/ui/forms";

const schema = z.object({
  title: textField({ max: 10 }),
  born: dayField(),
  authors: z.array(z.object({ name: textField({ max: 20 }), share: decimalField() })),
  note: textField({ max: 20 }).optional(),
});
const constraint = getZodConstraint(schema);

function post(values: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  return parseWithZod(form, { schema, error: zodErrors("vi") }).reply();
}

const wrong = { title: "<b>Máy gieo lạc</b>", born: "31/02/2014", "authors[0].name": "An", "authors[0].share": "abc" };

describe("a refused form", () => {
  const form = plainForm({ id: "entry", result: post(wrong), values: { title: "Cũ", note: "Cũ" }, constraint });

  test("keeps all that was typed, also in nested fields and where it is wrong", () => {
    expect(["title", "born", "authors[0].name", "authors[0].share"].map((name) => form.field(name).initialValue)).toEqual(Object.values(wrong));
  });

  test("does not bring back a stored value that was emptied", () => {
    expect(form.field("note").initialValue).toBeUndefined();
  });

  test("knows required fields, of list items too", () => {
    expect(["title", "authors[0].name", "note"].map((name) => form.field(name).required)).toEqual([true, true, false]);
  });

  test("sums up the errors with links to the fields", () => {
    const html = renderToStaticMarkup(<ErrorSummary form={form} labels={(name) => (name === "title" ? "Tên" : undefined)} />);
    expect(html).toContain('href="#entry-title">Tên: Quá dài: đang có 19 ký tự, tối đa 10</a>');
    expect(html).toContain('href="#entry-authors%5B0%5D.share"');
    expect(html).toContain("Có 3 mục cần sửa");
    expect(html).toContain("autofocus");
  });

  test("ties label, help and error to the control, and escapes what was typed", () => {
    const html = renderToStaticMarkup(<TextField field={form.field("title")} label="Tên" help="Ngắn gọn" />);
    expect(html).toContain('<label for="entry-title">');
    expect(html).toContain('aria-describedby="entry-title-description entry-title-error"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('id="entry-title-error"');
    expect(html).toContain('value="&lt;b&gt;Máy gieo lạc&lt;/b&gt;"');
  });
});

describe("a form with stored values", () => {
  const form = plainForm({ id: "f", values: { born: "2014-02-28", authors: [{ share: "33.33" }], agreed: true } });

  test("shows no error summary", () => {
    expect(renderToStaticMarkup(<ErrorSummary form={form} />)).toBe("");
  });

  test("writes days and decimals as people do", () => {
    expect(renderToStaticMarkup(<DateField field={form.field("born")} label="Ngày sinh" />)).toContain('value="28/02/2014"');
    expect(renderToStaticMarkup(<DecimalField field={form.field("authors[0].share")} label="Tỷ lệ" />)).toContain('value="33,33"');
  });

  test("ticks a box only where it was ticked", () => {
    expect(renderToStaticMarkup(<CheckboxField field={form.field("agreed")} label="Đồng ý" />)).toContain('checked=""');
    expect(renderToStaticMarkup(<CheckboxField field={form.field("other")} label="Đồng ý" />)).not.toContain("checked");
  });
});

function ConformEntry() {
  const [form, fields] = useForm<z.input<typeof schema>>({ id: "entry", lastResult: post(wrong), constraint, defaultValue: { title: "Cũ" } });
  const author = fields.authors.getFieldList()[0]?.getFieldset();
  return (
    <form id={form.id} onSubmit={form.onSubmit}>
      <ErrorSummary form={form} />
      <TextField field={fields.title} label="Tên" />
      <DecimalField field={author?.share} label="Tỷ lệ" />
    </form>
  );
}

test("fields of Conform's own form are taken as they are", () => {
  const html = renderToStaticMarkup(<ConformEntry />);
  expect(html).toContain('href="#entry-title"');
  expect(html).toContain('id="entry-title"');
  expect(html).toContain('value="&lt;b&gt;Máy gieo lạc&lt;/b&gt;"');
  expect(html).toContain('name="authors[0].share"');
  expect(html).toContain('value="abc"');
});

test("wrong typing in a day comes back as typed", () => {
  expect(renderToStaticMarkup(<DateField name="born" value="32/13/2026" label="Ngày" />)).toContain('value="32/13/2026"');
});

test("long texts say how much is used and never cut", () => {
  const html = renderToStaticMarkup(<TextArea name="story" value="abcde" label="Mô tả" max={3000} />);
  expect(html).toContain("5/3.000 ký tự");
  expect(html).not.toContain("maxlength");
});

test("a group takes its errors as a group and can be reached by the summary's link", () => {
  const options = [{ value: "A", label: "Cá nhân" }, { value: "B", label: "Nhóm" }];
  const html = renderToStaticMarkup(<RadioGroup name="owner" id="f-owner" value="B" label="Chủ sở hữu" options={options} errors={["Chưa chọn mục này"]} />);
  expect(html).toContain('<fieldset id="f-owner" tabindex="-1"');
  expect(html).toMatch(/checked="" value="B"/);
  expect(html.match(/checked/g)).toHaveLength(1);
});

test("buttons say what they do", () => {
  expect(renderToStaticMarkup(<SubmitButton intent="save">Lưu</SubmitButton>)).toBe('<button name="intent" value="save" type="submit" class="btn btn-primary">Lưu</button>');
});

describe("a number in a form field", () => {
  test("never gets a thousands mark, which would be read back as a decimal mark", () => {
    const form = plainForm({ id: "phieu", values: { score: "9999", other: "12345.5" } });
    expect(renderToStaticMarkup(<DecimalField field={form.field("score")} label="Điểm" />)).toContain('value="9999"');
    expect(renderToStaticMarkup(<DecimalField field={form.field("other")} label="Điểm" />)).toContain('value="12345,5"');
  });
});
