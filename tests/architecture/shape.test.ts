import { expect, it } from "vitest";
import { sourcesBelow } from "./sources";

const sources = sourcesBelow("app");
const LONGEST_FILE = 400;
const LONGEST_ROUTE = 150;

it("no file is longer than a reader can hold in mind", () => {
  expect(sources.filter(({ lines }) => lines > LONGEST_FILE).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
});

it("route modules are short: they read, authorise, call and lay out", () => {
  expect(sources.filter(({ path, lines }) => path.startsWith("app/routes/") && lines > LONGEST_ROUTE).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
});

it("loaders and actions are plain functions", () => {
  const wrapped = sources.filter(({ path, text }) => path.startsWith("app/routes/") && /export\s+(?:const|let|var)\s+(?:loader|action)\b/.test(text));
  expect(wrapped.map(({ path }) => path)).toEqual([]);
});

it("names of files say what is in them", () => {
  const empty = /\/(?:service|services|helpers?|utils?|misc|common|types)(?:\.server)?\.tsx?$/;
  const known = ["app/features/services.ts", "app/i18n/vi/common.ts", "app/i18n/en/common.ts"];
  expect(sources.filter(({ path }) => empty.test(path) && !known.includes(path)).map(({ path }) => path)).toEqual([]);
});

it("what people read stands in i18n, not in pages and components", () => {
  const vietnamese = /[ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/;
  const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "").replace(/\s\/\/ .*$/gm, "");
  const pages = sources.filter(({ path }) => path.startsWith("app/routes/") || path.startsWith("app/ui/") || path.includes("/components/"));
  expect(pages.filter(({ text }) => vietnamese.test(withoutComments(text))).map(({ path }) => path)).toEqual([]);
});

it("nothing silences the type checker or is left to do", () => {
  const silenced = /@ts-(?:ignore|nocheck|expect-error)|\bTODO\b|\bFIXME\b|\bas any\b|:\s*any\s*[;,)=\]|>]|<any>/;
  expect(sources.filter(({ text }) => silenced.test(text)).map(({ path }) => path)).toEqual([]);
});
