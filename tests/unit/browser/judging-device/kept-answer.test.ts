import { expect, it } from "vitest";
import { type KeptFile, type KeptPage, PIECE_BYTES } from "~/browser/judging-device/copy-format";
import { keptAnswer, rangeOf } from "~/browser/judging-device/kept-answer";

const film = Uint8Array.from({ length: PIECE_BYTES * 2 + 500 }, (_, index) => index % 251);
const file: KeptFile = { kind: "file", headers: [["content-type", "video/mp4"], ["content-security-policy", "sandbox"]], type: "video/mp4", size: film.length, etag: '"x"' };
const page: KeptPage = { kind: "page", html: "<!doctype html><html lang=\"vi\"><body>phiếu</body></html>", headers: [["content-security-policy", "script-src 'nonce-abc'"], ["content-type", "text/html; charset=utf-8"]], at: 1234 };

function storeOf(kept: Record<string, KeptFile | KeptPage>) {
  const read: number[] = [];
  return {
    read,
    find: async <T>(path: string) => (kept[path] ?? null) as T | null,
    piece: async (_path: string, part: number) => {
      read.push(part);
      return film.slice(part * PIECE_BYTES, (part + 1) * PIECE_BYTES).buffer;
    },
  };
}

const ask = (path: string, range?: string) => new Request(`http://localhost${path}`, range ? { headers: { range } } : {});

it("answers any part of a film with just those bytes, decrypting only the pieces it needs", async () => {
  const store = storeOf({ "/tep/1": file });
  const start = PIECE_BYTES - 10;
  const answer = await keptAnswer(store, ask("/tep/1?tai=1", `bytes=${start}-${start + 29}`));
  expect([answer?.status, answer?.headers.get("content-range"), answer?.headers.get("content-length")]).toEqual([206, `bytes ${start}-${start + 29}/${film.length}`, "30"]);
  expect(new Uint8Array((await answer?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(film.slice(start, start + 30));
  expect(store.read).toEqual([0, 1]);
});

it("answers a file as a whole, byte for byte, under the headers it came with", async () => {
  const answer = await keptAnswer(storeOf({ "/tep/1": file }), ask("/tep/1"));
  expect([answer?.status, answer?.headers.get("content-security-policy")]).toEqual([200, "sandbox"]);
  expect(Buffer.compare(Buffer.from((await answer?.arrayBuffer()) ?? new ArrayBuffer(0)), film)).toBe(0);
});

it("reads nothing of a file before its bytes are asked for", async () => {
  const store = storeOf({ "/tep/1": file });
  await keptAnswer(store, ask("/tep/1"));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(store.read).toEqual([]);
});

it("understands ranges as the standard has them", () => {
  expect(rangeOf("bytes=0-", 100)).toEqual({ start: 0, end: 99 });
  expect(rangeOf("bytes=-30", 100)).toEqual({ start: 70, end: 99 });
  expect(rangeOf("bytes=90-500", 100)).toEqual({ start: 90, end: 99 });
  expect(rangeOf("bytes=100-", 100)).toBeNull();
  expect(rangeOf("bytes=-", 100)).toBeUndefined();
  expect(rangeOf("bytes=1-2,4-5", 100)).toBeUndefined();
  expect(rangeOf(null, 100)).toBeUndefined();
});

it("gives a page with its own policy, and says in it when it was loaded; what was not loaded is no answer", async () => {
  const store = storeOf({ "/cham-thi/1": page });
  const answer = await keptAnswer(store, ask("/cham-thi/1/?da=luu"));
  expect(answer?.headers.get("content-security-policy")).toBe("script-src 'nonce-abc'");
  expect(await answer?.text()).toBe("<!doctype html><html data-from-device=\"1234\" lang=\"vi\"><body>phiếu</body></html>");
  expect(await keptAnswer(store, ask("/cham-thi/2"))).toBeNull();
});
