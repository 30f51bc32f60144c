// How long 200 certificates take as one PDF, and what they take of memory: `npx tsx tests/bench/certificates.mjs`.
// Drawn as the server draws them (ten at a time in its thread, joined), beside the same number of plain one-line pages.
import { cpus } from "node:os";
import { PDFDocument } from "@cantoo/pdf-lib";
import { renderCertificates, renderPdf } from "../../app/platform/render/render.server.ts";

const COUNT = 200;
const AT_ONCE = 10;
const at = new Date("2027-01-05T00:00:00Z");

const sheet = (number) => ({
  national: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
  motto: "Độc lập - Tự do - Hạnh phúc",
  authority: "Ban Tổ chức Hội thi, Cuộc thi Cẩm Xuyên",
  heading: "GIẤY CHỨNG NHẬN",
  certifies: "Chứng nhận",
  name: `Nguyễn Thị Đường ${number}`,
  unit: "Trường THCS Cẩm Bình",
  lines: ["Tác giả giải pháp", "“Máy gieo lạc bốn hàng chạy bằng sức kéo”", "đạt Giải Nhất", "Cuộc thi Sáng tạo lần thứ 17"],
  placeAndDate: "Cẩm Xuyên, ngày 05 tháng 01 năm 2027",
  signerTitle: "TRƯỞNG BAN TỔ CHỨC",
  signerName: "",
  notes: ["Theo Quyết định số 27/QĐ-BTC ngày 05/01/2027", `Vào sổ số: ${number}`],
  qr: `https://example.vn/chung-nhan/0000-0000-0000-0000#${"a".repeat(480)}.${"b".repeat(86)}`,
  emblem: null,
  signature: null,
});

async function joined(draw) {
  const whole = await PDFDocument.create();
  for (let from = 0; from < COUNT; from += AT_ONCE) {
    const part = await PDFDocument.load(await draw(from));
    for (const page of await whole.copyPages(part, part.getPageIndices())) whole.addPage(page);
  }
  return (await whole.save()).byteLength;
}

async function timed(name, draw) {
  const start = performance.now();
  const before = process.cpuUsage();
  const bytes = await joined(draw);
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - start) / 1000;
  console.log(`  ${name.padEnd(14)} ${seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processor, ${(bytes / 1e6).toFixed(1)} MB, resident at most ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB so far`);
  return seconds;
}

console.log(`${COUNT} pages; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}`);
const numbers = (from) => Array.from({ length: AT_ONCE }, (_, index) => from + index + 1);
const plain = await timed("plain pages", (from) => renderPdf({ title: "x", at, sections: numbers(from).map((number) => ({ blocks: [{ kind: "paragraph", text: `Trang ${number}` }] })) }));
const real = await timed("certificates", (from) => renderCertificates({ title: "x", at, sheets: numbers(from).map(sheet), pictures: {} }));
console.log(`  ratio ${(real / plain).toFixed(1)}`);
process.exit(0);
