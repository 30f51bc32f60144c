import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanFileName, extensionOf, MOST_NAME_CHARACTERS, NAMELESS } from "~/domain/files/names";

describe("the name of a file", () => {
  it.each([
    ["Ảnh máy gieo.jpg", "Ảnh máy gieo.jpg"],
    ["A\u0309nh.jpg".normalize("NFD"), "Ảnh.jpg"],
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\Lan\\Pictures\\anh.png", "anh.png"],
    ["anh\u0000.png\u0007", "anh.png"],
    ["anh\u202Egpj.exe", "anhgpj.exe"],
    ["\u200Fbài\uFEFF.pdf", "bài.pdf"],
    ['a"b*c<d>e|f?g:h.pdf', "a_b_c_d_e_f_g_h.pdf"],
    ["  nhiều \t\n dấu   cách .pdf ", "nhiều dấu cách .pdf"],
    [".htaccess", "htaccess"],
    ["tệp.pdf...", "tệp.pdf"],
    ["", NAMELESS],
    ["...", NAMELESS],
    ["\u202E\u0000", NAMELESS],
    ["/", NAMELESS],
  ])("%j becomes %j", (raw, clean) => {
    expect(cleanFileName(raw)).toBe(clean);
  });

  it("keeps the extension of a name of 300 characters, and counts characters, not code units", () => {
    const clean = cleanFileName(`${"🐄".repeat(300)}.docx`);
    expect([...clean]).toHaveLength(MOST_NAME_CHARACTERS);
    expect(clean.endsWith(".docx")).toBe(true);
    expect(Buffer.from(clean, "utf8").toString("utf8")).toBe(clean);
  });

  it("is the same when cleaned twice, never empty, never a path, within the limit", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (raw) => {
        const clean = cleanFileName(raw);
        expect(cleanFileName(clean)).toBe(clean);
        expect([...clean].length).toBeGreaterThan(0);
        expect([...clean].length).toBeLessThanOrEqual(MOST_NAME_CHARACTERS);
        expect(clean).not.toMatch(/[/\\\0]/);
        expect(clean).not.toMatch(/^\.+$/);
        expect(clean).toBe(clean.normalize("NFC"));
      }),
      { numRuns: 500 },
    );
  });

  it("has an extension only where one is meant", () => {
    expect(["a.PDF", "a.b.docx", "khong", "a.", ".a", "a.mộtđuôidàilắmlắm", "v1.2 bản cuối"].map(extensionOf)).toEqual(["PDF", "docx", "", "", "", "", ""]);
  });
});
