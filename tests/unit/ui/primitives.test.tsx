import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { BarList, ScoreLine, StackedProgress } from "~/ui/charts";
import { scoreLanes } from "~/ui/charts/score-line";
import { LocaleProvider } from "~/ui/locale";
import { Badge, ConfirmDisclosure, DateTime, pageHref, pageWindow, Pagination, Table } from "~/ui/primitives";

test("page links keep the rest of the query", () => {
  expect(pageHref("?q=m%C3%A1y&page=3&sort=code", 4)).toBe("?q=m%C3%A1y&page=4&sort=code");
  expect(pageHref("?q=a&page=3", 1)).toBe("?q=a");
});

test("the window of pages leaves gaps only where more than one page is left out", () => {
  expect(pageWindow(1, 1)).toEqual([1]);
  expect(pageWindow(3, 25)).toEqual([1, 2, 3, 4, 0, 25]);
  expect(pageWindow(4, 7)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(pageWindow(12, 25)).toEqual([1, 0, 11, 12, 13, 0, 25]);
});

test("pagination says which rows are shown", () => {
  const html = renderToStaticMarkup(<Pagination page={25} pageSize={50} total={1234} search="?q=a" />);
  expect(html).toContain("1.201–1.234 trong 1.234");
  expect(html).toContain('href="?q=a&amp;page=24" rel="prev"');
  expect(html).not.toContain('rel="next"');
  expect(renderToStaticMarkup(<Pagination page={1} pageSize={50} total={0} search="" />)).toBe("");
});

test("an empty table gives way to what to do next", () => {
  const columns = [{ key: "t", header: "Tên", cell: (row: string) => row, primary: true }];
  const empty = <p>Chưa có bài nào.</p>;
  expect(renderToStaticMarkup(<Table caption="Bài" columns={columns} rows={[]} rowKey={(row) => row} empty={empty} />)).toBe("<p>Chưa có bài nào.</p>");
  const html = renderToStaticMarkup(<Table caption="Bài" columns={columns} rows={["Máy gieo"]} rowKey={(row) => row} empty={empty} />);
  expect(html).toContain('<th scope="row" role="rowheader">Máy gieo</th>');
});

test("a state carries a word and a shape of its own", () => {
  const tones = ["neutral", "info", "success", "warning", "danger", "award"] as const;
  const shapes = tones.map((tone) => /<svg.*<\/svg>/.exec(renderToStaticMarkup(<Badge tone={tone}>Chữ</Badge>))?.[0]);
  expect(new Set(shapes).size).toBe(tones.length);
});

test("a consequence is told before the button, and posts without a script", () => {
  const html = renderToStaticMarkup(
    <ConfirmDisclosure label="Rút bài" intent="withdraw" confirmLabel="Rút bài khỏi cuộc thi" consequences={["Bài không được chấm."]} fields={{ version: "3" }} danger irreversible />,
  );
  expect(html).toMatch(/^<details/);
  expect(html.indexOf("Bài không được chấm.")).toBeLessThan(html.indexOf('name="intent" value="withdraw"'));
  expect(html).toContain('<input type="hidden" name="version" value="3"/>');
  expect(html).toContain("Không hoàn tác được.");
});

test("times are machine-readable and shown in Vietnam's zone", () => {
  expect(renderToStaticMarkup(<DateTime at="2026-11-20T18:41:00Z" />)).toBe('<time dateTime="2026-11-20T18:41:00.000Z">01:41 21/11/2026</time>');
  expect(renderToStaticMarkup(<DateTime at="2026-11-20T18:41:00Z" as="date" />)).toBe('<time dateTime="2026-11-21">21/11/2026</time>');
});

test("the language of the page reaches every part", () => {
  const html = renderToStaticMarkup(
    <LocaleProvider locale="en">
      <Pagination page={1} pageSize={10} total={25} search="" />
    </LocaleProvider>,
  );
  expect(html).toContain("1–10 of 25");
});

test("dots that would cover each other stand above each other", () => {
  expect(scoreLanes([10, 100, 200])).toEqual([0, 0, 0]);
  expect(scoreLanes([102, 100, 101])).toEqual([2, 0, 1]);
  expect(scoreLanes([100, 105, 116])).toEqual([0, 1, 0]);
});

test("charts say in words what they draw, and carry no style attribute", () => {
  const score = renderToStaticMarkup(
    <ScoreLine label="Máy gieo" dots={[{ judge: "A", value: 90, text: "90" }, { judge: "B", value: 86.5, text: "86,5" }]} mean={{ value: 88.25, text: "88,25" }} spread="3,50" />,
  );
  expect(score).toContain('aria-label="Máy gieo: A: 90, B: 86,5, trung bình 88,25 và chênh lệch 3,50"');
  const bars = renderToStaticMarkup(<BarList label="Theo lĩnh vực" items={[{ label: "Phần mềm", value: 9 }, { label: "Khác", value: 0 }]} />);
  expect(bars).toContain('aria-label="Phần mềm: 9"');
  const progress = renderToStaticMarkup(<StackedProgress label="Phiếu" parts={[{ label: "đã khóa", value: 2, tone: "done" }, { label: "chưa mở", value: 0, tone: "todo" }]} />);
  expect(progress).toContain('aria-label="Phiếu: đã khóa 2 và chưa mở 0"');
  expect(score + bars + progress).not.toContain("style=");
  expect(renderToStaticMarkup(<ScoreLine label="X" dots={[]} />)).toContain("chưa có phiếu đã khóa");
});
