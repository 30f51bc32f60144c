import { describe, expect, test } from "vitest";
import { command } from "~/commandline/assign";
import { CliProblem, type CliIo } from "~/commandline/io";

interface Run {
  exitCode: number;
  /** What was written to standard output, or to the file of `--out`. */
  output: string;
  out: string | undefined;
  problems: string[];
}

/** Runs the command with `input` as its file, as the command line does. */
async function assign(input: unknown, ...options: string[]): Promise<Run> {
  const run: Run = { exitCode: 0, output: "", out: undefined, problems: [] };
  const io: CliIo = {
    readInput: async (path) => {
      expect(path).toBe("problem.json");
      return Buffer.from(typeof input === "string" ? input : JSON.stringify(input));
    },
    writeOutput: async (content, out) => {
      run.output += String(content);
      run.out = out;
    },
    warn: (line) => run.problems.push(line),
    env: process.env,
    cwd: "/",
  };
  try {
    run.exitCode = await command.run(["problem.json", ...options], io);
  } catch (error) {
    if (!(error instanceof CliProblem)) throw error;
    run.exitCode = error.exitCode;
    run.problems.push(...error.lines);
  }
  return run;
}

const sound = {
  perEntry: 2,
  judges: [
    { id: "J1", fields: null, max: null },
    { id: "J2", fields: ["software"], max: 40 },
    { id: "J3", fields: null, max: null },
  ],
  entries: [
    { id: "E2", field: "software" },
    { id: "E1", field: "machines" },
  ],
  conflicts: [],
  fixed: [["J2", "E2"]],
  costs: [["J1", "E2", 5], ["J1", "E1", -3]],
};

describe("an assignment problem with a plan", () => {
  test("gives the plan as JSON, by entry, then judge, every judge's load beside it", async () => {
    const { output, ...run } = await assign(sound);
    expect(run).toEqual({ exitCode: 0, out: undefined, problems: [] });
    expect(output).toBe(`{
  "status": "optimal",
  "assignments": [
    ["J1","E1"],
    ["J3","E1"],
    ["J2","E2"],
    ["J3","E2"]
  ],
  "maxLoad": 2,
  "cost": -3,
  "loads": {
    "J1": 1,
    "J2": 1,
    "J3": 2
  }
}
`);
  });

  test("goes to the file of --out", async () => {
    const run = await assign(sound, "--out", "plan.json");
    expect(run.out).toBe("plan.json");
    expect(JSON.parse(run.output)).toMatchObject({ status: "optimal", maxLoad: 2 });
  });

  test("without entries has none", async () => {
    const { output, exitCode } = await assign({ perEntry: 3, judges: sound.judges, entries: [] });
    expect(exitCode).toBe(0);
    const loads = { J1: 0, J2: 0, J3: 0 };
    expect(JSON.parse(output)).toEqual({ status: "optimal", assignments: [], maxLoad: 0, cost: 0, loads });
  });

  test("without judges and entries has nothing", async () => {
    const { output, exitCode } = await assign({ perEntry: 1, judges: [], entries: [] });
    expect(exitCode).toBe(0);
    expect(JSON.parse(output)).toEqual({ status: "optimal", assignments: [], maxLoad: 0, cost: 0, loads: {} });
  });

  test("keeps ids that mean something to JavaScript", async () => {
    const judges = ["toString", "__proto__", "7"].map((id) => ({ id }));
    const { output } = await assign({ perEntry: 3, judges, entries: [{ id: "constructor", field: "a" }] });
    expect(output).toContain('"loads": {\n    "7": 1,\n    "__proto__": 1,\n    "toString": 1\n  }');
  });
});

describe("a problem with a cap on chances", () => {
  const judges = Array.from({ length: 6 }, (_, index) => ({ id: `J${index + 1}` }));
  const capped = { perEntry: 3, judges, entries: [{ id: "E1", field: "a" }, { id: "E2", field: "a" }], maxChance: "0.5" };

  test("is drawn by the seed of --seed, of the file, or a new one; the answer names it, so that the draw can be repeated", async () => {
    const first = await assign(capped);
    expect(first.exitCode).toBe(0);
    const { seed, ...answer } = JSON.parse(first.output) as { seed: number };
    expect(answer).toMatchObject({ status: "optimal", maxLoad: 1, maxChance: "0.5", highestChance: "0.5" });
    expect(await assign(capped, "--seed", String(seed))).toEqual(first);
    expect(await assign({ ...capped, seed })).toEqual(first);
    expect(await assign({ ...capped, seed: 7 }, "--seed", String(seed))).toEqual(first);
    const plans = await Promise.all(["1", "2", "3", "4", "5", "6"].map(async (own) => JSON.stringify((JSON.parse((await assign(capped, "--seed", own)).output) as { assignments: unknown }).assignments)));
    expect(new Set(plans).size).toBeGreaterThan(1);
  });

  test("says how many judges an entry would need", async () => {
    const run = await assign({ ...capped, maxChance: "0.3" });
    expect(run.exitCode).toBe(1);
    expect(JSON.parse(run.output).reasons[0]).toBe("Với trần 30 %, bài E1 cần ít nhất 10 giám khảo không xung đột để bốc; chỉ có 6: J1, J2, J3, J4, J5, J6.");
  });

  test.each([
    [{ ...capped, maxChance: 0.5 }, []],
    [{ ...capped, maxChance: "0" }, []],
    [{ ...capped, maxChance: "1.1" }, []],
    [{ ...capped, maxChance: "0.33333" }, []],
    [{ ...capped, seed: -1 }, []],
    [capped, ["--seed", "x"]],
    [capped, ["--seed", "9999999999999999"]],
    [sound, ["--seed", "1"]],
    [{ ...sound, seed: 1 }, []],
  ])("refuses what it cannot read: %j %j", async (problem, options) => {
    const run = await assign(problem, ...options);
    expect(run.exitCode).toBe(2);
    expect(run.problems).toHaveLength(1);
  });
});

const named = (problem: object) => ({ ...sound, ...problem });

const infeasible: [string, unknown, string[]][] = [
  [
    "fixed in conflict",
    named({ conflicts: [["J2", "E2"]] }),
    ["Giám khảo J2 đã được ấn định cho bài E2 nhưng có xung đột lợi ích với bài này."],
  ],
  [
    "fixed outside the judge's fields",
    named({ fixed: [["J2", "E1"]] }),
    ["Giám khảo J2 đã được ấn định cho bài E1 nhưng không chấm lĩnh vực machines."],
  ],
  [
    "fixed beyond max",
    named({ judges: [...sound.judges, { id: "J4", max: 1 }], fixed: [["J4", "E2"], ["J4", "E1"]] }),
    ["Giám khảo J4 nhận nhiều nhất 1 bài nhưng đã được ấn định 2 bài: E1, E2."],
  ],
  [
    "fixed beyond perEntry",
    named({ perEntry: 1, fixed: [["J2", "E2"], ["J1", "E2"]] }),
    ["Bài E2 cần đúng 1 giám khảo nhưng đã được ấn định 2: J1, J2."],
  ],
  [
    "too few judges for two entries",
    named({ perEntry: 3, conflicts: [["J1", "E2"]] }),
    [
      "Bài E1 cần 3 giám khảo nhưng chỉ có 2 người chấm được: J1, J3.",
      "Bài E2 cần 3 giám khảo nhưng chỉ có 2 người chấm được: J2, J3.",
    ],
  ],
  ["no judge at all", { perEntry: 1, judges: [], entries: sound.entries }, [
    "Bài E1 cần 1 giám khảo nhưng chỉ có 0 người chấm được: không có ai.",
    "Bài E2 cần 1 giám khảo nhưng chỉ có 0 người chấm được: không có ai.",
  ]],
  [
    "too little room",
    named({ perEntry: 1, fixed: [], judges: [{ id: "J1", max: 1 }, { id: "J2", fields: ["software"], max: 0 }] }),
    ["Các giám khảo J1, J2 chỉ còn nhận được 1 lượt chấm, nhưng các bài sau cần ít nhất 2 lượt từ họ: E1, E2."],
  ],
];

describe("an assignment problem without a plan", () => {
  test.each(infeasible)("%s: exit code 1, the answer tells why", async (_, problem, reasons) => {
    const run = await assign(problem);
    expect(run.exitCode).toBe(1);
    expect(JSON.parse(run.output)).toEqual({ status: "infeasible", reasons });
    expect(run.problems).toEqual([]);
  });
});

const judge = { id: "J1", fields: null, max: null };
const entry = { id: "E1", field: "a" };
const minimal = { perEntry: 1, judges: [judge], entries: [entry] };

const refused: [string, unknown, string[]][] = [
  ["no JSON", "{", ["dòng 1, cột 2: JSON kết thúc giữa chừng"]],
  ["no object", [], ["(toàn bộ): phải là một đối tượng { … }"]],
  ["nothing in it", {}, ["perEntry: thiếu", "judges: thiếu", "entries: thiếu"]],
  ["unknown keys", { ...minimal, prefer: [], judges: [{ ...judge, name: "An" }] }, [
    "judges[0].name: khóa này không có trong định dạng",
    "prefer: khóa này không có trong định dạng",
  ]],
  ["perEntry zero", { ...minimal, perEntry: 0 }, ["perEntry: phải từ 1 trở lên"]],
  ["perEntry broken", { ...minimal, perEntry: 1.5 }, ["perEntry: phải là số nguyên"]],
  ["perEntry beyond any count", { ...minimal, perEntry: 1e300 }, ["perEntry: phải từ 9007199254740991 trở xuống"]],
  ["perEntry as text", { ...minimal, perEntry: "3" }, ["perEntry: phải là số nguyên"]],
  ["max negative, fields no list", { ...minimal, judges: [{ ...judge, fields: "a", max: -1 }] }, [
    "judges[0].fields: phải là một danh sách [ … ]",
    "judges[0].max: phải từ 0 trở lên",
  ]],
  ["ids empty, missing or numbers", { ...minimal, judges: [{ id: "" }, {}, { id: 7 }] }, [
    "judges[0].id: không được để trống",
    "judges[1].id: thiếu",
    "judges[2].id: phải là chuỗi ký tự",
  ]],
  ["an entry without field", { ...minimal, entries: [{ id: "E1" }, { id: "E2", field: null }] }, [
    "entries[0].field: thiếu",
    "entries[1].field: phải là chuỗi ký tự",
  ]],
  ["ids twice", { ...minimal, judges: [judge, judge], entries: [entry, { ...entry, field: "b" }] }, [
    "judges[1].id: J1 đã có ở trên",
    "entries[1].id: E1 đã có ở trên",
  ]],
  ["unknown ids", { ...minimal, conflicts: [["J2", "E1"]], fixed: [["J1", "E2"]], costs: [["E1", "J1", 0]] }, [
    "conflicts[0][0]: không có giám khảo J2",
    "fixed[0][1]: không có bài dự thi E2",
    "costs[0][0]: không có giám khảo E1",
    "costs[0][1]: không có bài dự thi J1",
  ]],
  [
    "pairs twice",
    {
      ...minimal,
      conflicts: [["J1", "E1"], ["J1", "E1"]],
      fixed: [["J1", "E1"], ["J1", "E1"]],
      costs: [["J1", "E1", 1], ["J1", "E1", 1]],
    },
    [
      "conflicts[1]: cặp J1, E1 đã có ở trên",
      "fixed[1]: cặp J1, E1 đã có ở trên",
      "costs[1]: cặp J1, E1 đã có ở trên",
    ],
  ],
  ["pairs that are none", { ...minimal, conflicts: [["J1"]], fixed: ["J1", ["J1", "E1", "E1"]], costs: [["J1", "E1"]] }, [
    'conflicts[0]: phải là một cặp ["giám khảo", "bài dự thi"]',
    'fixed[0]: phải là một cặp ["giám khảo", "bài dự thi"]',
    'fixed[1]: phải là một cặp ["giám khảo", "bài dự thi"]',
    'costs[0]: phải là ["giám khảo", "bài dự thi", chi phí]',
  ]],
  ["costs too large or broken", { ...minimal, costs: [["J1", "E1", 1_000_001], ["J1", "E1", -1_000_001], ["J1", "E1", 0.5]] }, [
    "costs[0][2]: phải từ 1000000 trở xuống",
    "costs[1][2]: phải từ -1000000 trở lên",
    "costs[2][2]: phải là số nguyên",
  ]],
  ["a broken item beside contradictions", { ...minimal, perEntry: 0, conflicts: [["J1", 5], ["J1", "E9"]], fixed: [["J8", "E1"]] }, [
    "perEntry: phải từ 1 trở lên",
    "conflicts[0][1]: phải là chuỗi ký tự",
    "conflicts[1][1]: không có bài dự thi E9",
    "fixed[0][0]: không có giám khảo J8",
  ]],
  ["a broken judge: who is unknown can't be told", { ...minimal, judges: [{ id: 1 }], fixed: [["J1", "E9"]] }, [
    "judges[0].id: phải là chuỗi ký tự",
    "fixed[0][1]: không có bài dự thi E9",
  ]],
  ["a line break in an id", { ...minimal, judges: [{ id: "J\n1" }, { id: "J\n1" }] }, ["judges[1].id: J 1 đã có ở trên"]],
];

describe("a file that is no assignment problem", () => {
  test.each(refused)("%s: exit code 2, one line per problem", async (_, problem, lines) => {
    expect(await assign(problem)).toEqual({ exitCode: 2, output: "", out: undefined, problems: lines });
  });
});

test("a problem too large for memory can't be run", async () => {
  const judges = Array.from({ length: 2001 }, (_, index) => ({ id: `J${index}` }));
  const { exitCode, problems } = await assign({ ...minimal, judges });
  expect({ exitCode, problems }).toEqual({
    exitCode: 3,
    problems: ["bài toán quá lớn: 2001 giám khảo × 1 bài dự thi"],
  });
});

test("the file must be named", async () => {
  await expect(command.run([], {} as CliIo)).rejects.toMatchObject({ exitCode: 2 });
});
