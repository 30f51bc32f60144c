import { expect, it } from "vitest";
import { main } from "~/cli";
import { CliProblem, type CliIo } from "~/commandline/io";

const PROBLEM = {
  rubric: { criteria: [{ code: "novelty", max: "40", step: "0.5" }] },
  rules: { decimals: 2, minJudges: 1, prizes: [{ tier: "FIRST", quota: 1 }] },
  entries: [{ id: "E1", field: "software" }],
  sheets: [{ entry: "E1", judge: "J1", state: "LOCKED", scores: { novelty: "35.5" } }],
};

/** Runs a command line on files in memory and tells what came out. */
async function run(args: string[], files: Record<string, string> = {}) {
  const out: Record<string, string> = {};
  const err: string[] = [];
  const io: CliIo = {
    cwd: "/",
    env: process.env,
    readInput: async (path) => {
      const text = files[path];
      if (text === undefined) throw new CliProblem(2, [`${path}: ?`]);
      return Buffer.from(text);
    },
    writeOutput: async (content, to = "-") => void (out[to] = String(content)),
    warn: (line) => void err.push(line),
  };
  return { code: await main(args, io), out, err };
}

it("ranks a file, or standard input, to standard output or to --out", async () => {
  const text = JSON.stringify(PROBLEM);
  const plain = await run(["rank", "p.json"], { "p.json": text });
  expect(plain).toMatchObject({ code: 0, err: [] });
  expect(JSON.parse(plain.out["-"] ?? "")).toEqual({
    ranking: [
      { entry: "E1", field: "software", rank: 1, mean: "35.50", criteria: { novelty: "35.50" }, judges: 1, spread: "0.00", flags: [], prize: "FIRST" },
    ],
    prizes: [{ tier: "FIRST", field: null, quota: 1, awarded: 1, left: 0 }],
    undecided: [],
  });
  expect(await run(["rank", "-", "--out", "r.json"], { "-": text })).toEqual({ code: 0, err: [], out: { "r.json": plain.out["-"] } });
});

it("refuses a bad problem with exit code 2 and one line per problem, saying where and what", async () => {
  const bad = {
    ...PROBLEM,
    extra: 1,
    rules: { ...PROBLEM.rules, tieBreak: ["beauty"], prizes: [{ tier: "FIRST", quota: -1 }] },
  };
  expect(await run(["rank", "p.json"], { "p.json": JSON.stringify(bad) })).toEqual({
    code: 2,
    out: {},
    err: ["rules.prizes[0].quota: phải từ 0 trở lên", "extra: khóa này không có trong định dạng"],
  });
  const sheets = [...PROBLEM.sheets, { entry: "E\n9", judge: "J1", state: "DRAFT", scores: {} }, { ...PROBLEM.sheets[0], scores: { novelty: "40.25" } }];
  const err = (await run(["rank", "p.json"], { "p.json": JSON.stringify({ ...PROBLEM, rules: { ...PROBLEM.rules, tieBreak: ["beauty"] }, sheets }) })).err;
  expect(err).toEqual([
    "rules.tieBreak[0]: không có tiêu chí beauty",
    "sheets[1].entry: không có bài dự thi E 9",
    "sheets[2]: giám khảo J1 đã có phiếu cho bài E1 trong vòng này",
    "sheets[2].scores.novelty: điểm 40.25 nằm ngoài khoảng 0 đến 40",
  ]);
});

it.each([
  ["p.json: không phải JSON", ["rank", "p.json"], "{", "dòng 1, cột 2: JSON kết thúc giữa chừng"],
  ["no file", ["rank"], "", "Thiếu FILE. Cách dùng: rank FILE|- [--out F]"],
  ["two files", ["rank", "p.json", "q.json"], "", 'Thừa "q.json". Cách dùng: rank FILE|- [--out F]'],
  ["an unknown option", ["rank", "p.json", "--seed", "1"], "", "Không có tùy chọn --seed. Cách dùng: rank FILE|- [--out F]"],
  ["an option without its value", ["rank", "p.json", "--out"], "", /^Tùy chọn --out .* Cách dùng: rank FILE/],
  ["a missing file", ["rank", "q.json"], "", "q.json: ?"],
  ["no command", [], "", /^Thiếu tên lệnh\. Các lệnh: rank, assign/],
  ["an unknown command", ["rang"], "", /^Không có lệnh "rang"\. Các lệnh: rank, assign/],
  ["a command named like a member of every object", ["constructor"], "", /^Không có lệnh/],
])("answers %s with exit code 2 and one line", async (_, args, text, line) => {
  const { code, out, err } = await run(args, { "p.json": text });
  expect([code, out, err]).toEqual([2, {}, [typeof line === "string" ? line : expect.stringMatching(line)]]);
});

it("explains itself on --help", async () => {
  for (const args of [["--help"], ["-h"], ["help"]]) {
    const { code, out } = await run(args);
    expect([code, out["-"]]).toEqual([0, expect.stringMatching(/\n {2}rank +\S[^]*\n {2}assign +\S/)]);
  }
  expect(await run(["rank", "--help"])).toMatchObject({ code: 0, err: [], out: { "-": expect.stringContaining("rank FILE|- [--out F]") } });
});

it.each([
  [Object.assign(new Error("write ENOSPC"), { code: "ENOSPC" }), "Không chạy được: ổ đĩa đã đầy (ENOSPC)"],
  [Object.assign(new Error("\nInvalid call:\n\nCan't reach database server"), { code: "P1001" }), "Không kết nối được cơ sở dữ liệu: Can't reach database server"],
  [Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED" }), "Không kết nối được cơ sở dữ liệu: connect ECONNREFUSED 127.0.0.1:1"],
  [new TypeError("x is not a function"), "Không chạy được: x is not a function"],
  ["just text", "Không chạy được: just text"],
  [undefined, "Không chạy được: undefined"],
])("ends with exit code 3 and one line where it could not run: %s", async (fault, line) => {
  const err: string[] = [];
  const io: CliIo = {
    cwd: "/", env: process.env, readInput: () => Promise.reject(fault), writeOutput: async () => undefined, warn: (item) => void err.push(item),
  };
  expect([await main(["rank", "-"], io), err]).toEqual([3, [line]]);
});
