import { describe, expect, it, vi } from "vitest";
import type { CertificateSheet } from "~/platform/render/certificate";
import { renderCertificates } from "~/platform/render/render.server";
import { readPdf } from "../../../support/read-pdf";

// The thread starts with the first sheet, and pages are read back.
vi.setConfig({ testTimeout: 60_000 });

const AT = new Date("2027-01-05T01:00:00Z");
const GROUNDS = "Đã có thành tích xuất sắc trong việc hướng dẫn học sinh tham gia Cuộc thi Sáng tạo thanh thiếu niên, nhi đồng lần thứ 17";

const SHEET: CertificateSheet = {
  national: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", motto: "Độc lập – Tự do – Hạnh phúc", parent: "", authority: "Ủy ban nhân dân xã Cẩm Bình", heading: "GIẤY KHEN", certifies: "Tặng",
  name: "Nguyễn Thị Lan", unit: "Trường Trung học cơ sở Sơn Kim", lines: ["Tác giả", GROUNDS, "Giải Nhất", GROUNDS], highlight: 2, placeAndDate: "Cẩm Bình, ngày 05 tháng 01 năm 2027",
  signerTitle: "CHỦ TỊCH", signerName: "Phạm Văn Ký", notes: ["Quyết định số 27/QĐ-UBND"], qr: null, emblem: null, signature: null,
};

const textOf = async (sheet: Partial<CertificateSheet>) => (await readPdf(await renderCertificates({ title: "Giấy khen", at: AT, sheets: [{ ...SHEET, ...sheet }], pictures: {} })))[0]?.text ?? "";

describe("a certificate as PDF", () => {
  it("keeps a sentence of several even lines whole: no box where a line ends", async () => {
    const text = await textOf({});
    expect(text).not.toContain("□");
    expect(text.split(GROUNDS)).toHaveLength(3);
  });

  it("shows no box for line breaks and rare spaces that were typed or pasted", async () => {
    const typed = "Trường THCS\u3000Sơn\u2003Kim\r\nxã\u2028Sơn\u1680Kim\u00a01";
    const text = await textOf({ name: typed, unit: typed, authority: typed, signerName: typed, lines: [typed, typed, typed], notes: [typed] });
    expect(text).not.toContain("□");
    expect(text.split("Trường THCS Sơn Kim xã Sơn Kim 1")).toHaveLength(8);
  });
});
