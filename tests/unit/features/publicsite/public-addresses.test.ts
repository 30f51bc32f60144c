import { expect, it } from "vitest";
import { publicAddress } from "~/features/publicsite/public-addresses";

it.each([
  ["/", "/"],
  ["/en", "/en"],
  ["/?utm_source=zalo", "/"],
  ["/cuoc-thi/sang-tao-14", "/cuoc-thi/sang-tao-14"],
  ["/en/cuoc-thi/sang-tao-14/ket-qua?x=1", "/en/cuoc-thi/sang-tao-14/ket-qua"],
  ["/cuoc-thi/sang-tao-14/ket-qua.json", "/cuoc-thi/sang-tao-14/ket-qua.json"],
  ["/tim-kiem?page=2&q=m%C3%A1y&fbclid=abc", "/tim-kiem?q=m%C3%A1y&page=2"],
  ["/tim-kiem?q=may&q=khac", "/tim-kiem?q=may"],
  ["/cuoc-thi/sang-tao-14/ket-qua?trang=3&theo=don-vi&fbclid=abc", "/cuoc-thi/sang-tao-14/ket-qua?theo=don-vi&trang=3"],
  ["/cuoc-thi/sang-tao-14/thong-ke?x=1", "/cuoc-thi/sang-tao-14/thong-ke"],
  ["/cuoc-thi/sang-tao-14/thong-ke.csv", "/cuoc-thi/sang-tao-14/thong-ke.csv"],
  ["/en/cuoc-thi/sang-tao-14/bao-chi", "/en/cuoc-thi/sang-tao-14/bao-chi"],
  ["/cuoc-thi/sang-tao-14/bao-chi.docx", "/cuoc-thi/sang-tao-14/bao-chi.docx"],
  ["/cuoc-thi/sang-tao-14/tin.xml", "/cuoc-thi/sang-tao-14/tin.xml"],
  ["/en/tin.xml?x=1", "/en/tin.xml"],
  ["/api/v1/editions?per_page=5&page=2", "/api/v1/editions?page=2&per_page=5"],
  ["/api/v1/khong-co", "/api/v1/khong-co"],
])("%s is the page %s for everyone", (url, address) => {
  expect(publicAddress(url)).toBe(address);
});

it.each([
  "/ban-to-chuc",
  "/cham-thi/1",
  "/bai-du-thi",
  "/dang-nhap",
  "/goc-cua-toi",
  "/tai-khoan",
  "/cuoc-thi/sang-tao-14.data",
  "/cuoc-thi/sang-tao-14/ket-qua.data",
  "/cuoc-thi/sang-tao-14/khac",
  "/cuoc-thi/sang-tao-14/bao-chi.pdf",
  "/ban-to-chuc/sang-tao-14/le-trao-giai",
  "/ban-to-chuc/sang-tao-14/le-trao-giai/chieu",
  "//evil.example/",
  `/giai-phap/${"x".repeat(400)}`,
])("%s is not kept for everyone", (url) => {
  expect(publicAddress(url)).toBeNull();
});

it("a search is kept under at most 200 characters", () => {
  expect(publicAddress(`/tim-kiem?q=${"a".repeat(5_000)}`)).toBe(`/tim-kiem?q=${"a".repeat(200)}`);
});
