import { describe, expect, it } from "vitest";
import { gapsOfFiles } from "~/domain/entry/file-gaps";
import { bytesRefusal, type FileFacts, fileGaps, type FilePart, filesDueAfter, fileStateOf, isWebAddress } from "~/domain/files/entry-files";

const HASH = "a".repeat(64);
const part = (change: Partial<FilePart> = {}): FilePart => ({ key: "photos", kind: "FILE", required: true, maxFiles: 2, acceptsLink: false, ...change });
const file = (change: Partial<FileFacts> = {}): FileFacts => ({ key: "k1", partKey: "photos", name: "anh.jpg", size: 10, sha256: HASH, isHere: true, problem: null, ...change });
const gaps = (parts: FilePart[], files: FileFacts[], links: Record<string, string> = {}, filesDueHours = 24) => fileGaps(parts, files, { links, filesDueHours }).map(({ reason }) => reason);

describe("what is missing about files", () => {
  it("a required part wants a file, or a web address where it takes one", () => {
    expect(gaps([part()], [])).toEqual(["file_missing"]);
    expect(gaps([part()], [file()])).toEqual([]);
    expect(gaps([part()], [], { photos: "https://youtu.be/abc" })).toEqual(["file_missing"]);
    expect(gaps([part({ acceptsLink: true })], [], { photos: "https://youtu.be/abc" })).toEqual([]);
    expect(gaps([part({ required: false })], [])).toEqual([]);
  });

  it("texts, choices and tables are no matter of files", () => {
    expect(gaps([part({ kind: "TEXT" }), part({ kind: "CHOICE" }), part({ kind: "TABLE" })], [])).toEqual([]);
  });

  it("bytes still to come are no gap once the file is declared whole; without its hash, or where nothing may follow, they are", () => {
    const waiting = file({ isHere: false });
    expect(gaps([part()], [waiting])).toEqual([]);
    expect(gaps([part()], [{ ...waiting, sha256: null }])).toEqual(["file_undeclared"]);
    expect(gaps([part()], [waiting], {}, 0)).toEqual(["file_waiting"]);
  });

  it("refused bytes, too many files and a wrong address are told", () => {
    expect(gaps([part()], [file({ isHere: false, problem: "pdf_broken" })])).toEqual(["file_refused"]);
    expect(gaps([part()], [file(), file({ key: "k2" }), file({ key: "k3" })])).toEqual(["too_many_files"]);
    expect(gaps([part({ acceptsLink: true })], [file()], { photos: "không phải địa chỉ" })).toEqual(["bad_link"]);
  });

  it("each gap leads to its file or its part, in the step of the files", () => {
    const asked = { parts: [part(), part({ key: "video" })], files: [file({ isHere: false, problem: "video_broken" })], texts: {}, filesDueHours: 24 };
    expect(gapsOfFiles(asked)).toEqual([
      { step: "files", field: "file-k1", partKey: "photos", reason: "file_refused", name: "anh.jpg" },
      { step: "files", field: "part-video", partKey: "video", reason: "file_missing" },
    ]);
  });
});

describe("bytes that come later", () => {
  it("have to be the declared ones", () => {
    expect(bytesRefusal(file(), { size: 10, sha256: HASH })).toBeNull();
    expect(bytesRefusal(file(), { size: 11, sha256: HASH })).toBe("size_differs");
    expect(bytesRefusal(file(), { size: 10, sha256: "b".repeat(64) })).toBe("hash_differs");
    expect(bytesRefusal(file({ sha256: null }), { size: 10, sha256: "b".repeat(64) })).toBeNull();
  });

  it("may come for the hours the edition gives, counted from the submission", () => {
    const now = new Date("2026-11-22T10:00:00Z");
    expect(filesDueAfter([file()], 24, now)).toBeNull();
    expect(filesDueAfter([file(), file({ isHere: false })], 24, now)).toEqual(new Date("2026-11-23T10:00:00Z"));
  });

  it("a file is here, waited for or refused", () => {
    expect([file(), file({ isHere: false }), file({ isHere: false, problem: "pdf_broken" })].map(fileStateOf)).toEqual(["here", "waiting", "refused"]);
  });
});

describe("a web address in place of files", () => {
  it.each(["https://youtu.be/abc123", "http://example.vn", "https://drive.google.com/file/d/1/view?usp=sharing#a", "https://tên-miền.vn/đường dẫn".replace(" ", "-"), "https://a.b:8080/x"])("%s is one", (text) => {
    expect(isWebAddress(text)).toBe(true);
  });
  it.each(["youtu.be/abc", "javascript:alert(1)", "data:text/html,x", "https://", "https://localhost/x", "https://a.b/c d", "https://a.b/\u0000", 'https://a.b/"onclick', "ftp://a.b/c", `https://a.b/${"x".repeat(500)}`])("%s is none", (text) => {
    expect(isWebAddress(text)).toBe(false);
  });
});
