// How long the blank score sheets of a round take as one PDF: `npx tsx tests/bench/score-sheet-papers.mjs [sheets]`.
// Drawn as the server draws them (in parts, joined), beside the same sheets as a Word document and as one long section.
import { cpus } from "node:os";
import { scoreSheetPaper } from "../../app/features/documents/score-sheet-paper.ts";
import { renderPdfInParts } from "../../app/platform/render/pdf-in-parts.server.ts";
import { renderDocx, renderPdf } from "../../app/platform/render/render.server.ts";

const COUNT = Number(process.argv[2] ?? 84);
/** One section of all sheets takes minutes: this many of them are drawn so. */
const LONG = 16;

const meaning = "Giải pháp có khác biệt rõ so với những giải pháp đã biết trong lĩnh vực này";
const criteria = Array.from({ length: 5 }, (_, index) => ({
  code: `C${index}`,
  label: `Tiêu chí thứ ${index + 1}: tính mới, tính sáng tạo`,
  max: 200_000,
  step: 5000,
  bands: Array.from({ length: 4 }, (_, band) => ({ from: band * 50_000, to: band * 50_000 + 45_000, text: meaning })),
}));
const sheetOf = (number) => ({
  code: `TT-${String(number).padStart(3, "0")}`,
  title: "Máy gieo lạc bốn hàng chạy bằng sức kéo",
  fieldId: null,
  field: "Nông nghiệp",
  judgeCode: "GK01",
  judgeName: "Nguyễn Văn Bình",
  remark: "",
  remarks: {},
  channel: null,
  sealed: null,
});
const edition = { kind: "YOUTH", title: "Cuộc thi Sáng tạo lần thứ 17", letterheadParent: "Ủy ban nhân dân", letterheadBody: "Ban Tổ chức", place: "Cẩm Xuyên" };
const paperOf = (count) =>
  scoreSheetPaper({ edition, round: { name: "Vòng sơ khảo" }, rubrics: new Map([[null, criteria]]), filled: false, at: new Date("2027-01-05T00:00:00Z"), sheets: Array.from({ length: count }, (_, index) => sheetOf(index + 1)) });

async function timed(name, count, draw) {
  const before = process.cpuUsage();
  const start = performance.now();
  const bytes = (await draw()).byteLength;
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  console.log(`  ${name.padEnd(28)} ${String(count).padStart(3)} sheets ${seconds.toFixed(1)} s, ${((user + system) / 1e3 / count).toFixed(0)} ms of processor a sheet, ${(bytes / 1e6).toFixed(2)} MB`);
  return seconds / count;
}

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}`);
await renderPdf(paperOf(1));
await renderDocx(paperOf(1));
const parts = await timed("PDF, eight sheets at a time", COUNT, () => renderPdfInParts(paperOf(COUNT)));
const word = await timed("Word", COUNT, () => renderDocx(paperOf(COUNT)));
const { sections, ...paper } = paperOf(LONG);
const blocks = sections.flatMap((section, index) => (index === 0 ? section.blocks : [{ kind: "pageBreak" }, ...section.blocks]));
const long = await timed("PDF, one long section", LONG, () => renderPdf({ ...paper, sections: [{ blocks }] }));
console.log(`  a sheet in parts to one in Word ${(parts / word).toFixed(1)}, one in a long section of ${LONG} to one in parts ${(long / parts).toFixed(1)}`);
process.exit(0);
