import type { LoaderFunctionArgs } from "@remix-run/node";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refreshConflicts } from "~/data/conflicts-found.server";
import type { Actor } from "~/domain/access/roles";
import { ConflictsPage } from "~/features/judging/components/conflicts-page";
import { OwnRounds } from "~/features/judging/components/own-rounds";
import { ScoreSheetPage } from "~/features/judging/components/score-sheet-page";
import { loader as declare } from "~/routes/judge/conflict";
import { loader as list } from "~/routes/judge/list";
import { loader as sheet } from "~/routes/judge/sheet";
import { loader as conflicts } from "~/routes/staff/conflicts";
import { loader as entrySheets } from "~/routes/staff/progress-entry";
import { loader as progress } from "~/routes/staff/progress";
import { lockSheet } from "../../factories/judging";
import { at, makeScene, type Scene } from "../../factories/judging-scene";
import { makeUnit, makeUser, withRole } from "../../factories/people";
import { contextFor, getPage } from "../../support/request";
import { testServices, type TestServices } from "../../support/services";
import { LocaleProvider } from "~/ui/locale";

let test: TestServices;
let scene: Scene;
let judge: Actor;

/** Everything that tells where an entry comes from; none of it may reach a blind judge. */
const TRACES = ["Bí Mật", "Giấu Tên", "0911222", "911222", "bimat@", "Văn Cha", "Hướng Dẫn Kín"];

beforeAll(async () => {
  test = await testServices();
  const school = await makeUnit(test.services, { name: "Trường THCS Giấu Tên" });
  scene = await makeScene(test.services, {
    entries: 2,
    entry: {
      unitId: school.id,
      authors: [{ fullName: "Phan Thị Bí Mật", phone: "+84911222333", email: "bimat@kin.test", guardianName: "Phan Văn Cha", guardianPhone: "+84911222444" }],
      supervisorName: "Cô Hướng Dẫn Kín",
      supervisorUnitName: "Trường Giấu Tên C",
    },
  });
  const editionId = scene.made.edition.id;
  judge = await withRole(test.services, scene.judges[0].actor, "CHAIR", { editionId });
  const colleague = await makeUser(test.services, { role: "SECRETARY", editionId, unitId: school.id, name: "Lê Đồng Nghiệp" });
  await test.services.db.transact((tx) => refreshConflicts(tx, { editionId, userIds: [colleague.userId], now: test.services.clock.now() }));
});
afterAll(() => test.close());

async function load<T>(loader: (args: LoaderFunctionArgs) => Promise<T>, params: Record<string, string> = {}): Promise<T> {
  return loader({ request: getPage("/cham-thi"), params: { edition: scene.made.edition.slug, ...params }, context: contextFor(test.services, judge) });
}

const html = (page: React.ReactElement) => renderToStaticMarkup(<LocaleProvider locale="vi">{page}</LocaleProvider>);
const traces = (text: string) => TRACES.filter((trace) => text.includes(trace));

describe("a judge in a blind round, who also chairs the edition", () => {
  it("finds nothing of authors and schools in any page, as data and as drawn", async () => {
    const assignment = at(at(scene.assignments, 0), 0).id;
    const entry = at(scene.entries, 0).id;
    const pages = {
      list: await load(list),
      sheet: await load(sheet, { assignment }),
      declare: await load(declare, { assignment }),
      conflicts: await load(conflicts),
      progress: await load(progress),
      "sheets of an entry": await load(entrySheets, { entry }),
    };
    for (const [name, data] of Object.entries(pages)) expect(traces(JSON.stringify(data)), name).toEqual([]);
    const drawn = {
      list: html(<OwnRounds rounds={pages.list.rounds} />),
      sheet: html(<ScoreSheetPage view={pages.sheet} done={null} reviewing={false} />),
      conflicts: html(<ConflictsPage view={pages.conflicts} answer={undefined} search={new URLSearchParams()} />),
    };
    for (const [name, text] of Object.entries(drawn)) {
      expect(traces(text), name).toEqual([]);
      expect(text.length, name).toBeGreaterThan(200);
    }
    expect(drawn.sheet).toContain(at(scene.entries, 0).code);
  });

  it("is not shown who has a conflict with an entry they judge, because its ground tells the school", async () => {
    const { rows, total } = await load(conflicts);
    expect([rows, total]).toEqual([[], 0]);
  });

  it("sees, drawn, only the own total until the panel has locked", async () => {
    const [own, other] = at(scene.assignments, 1);
    if (!own || !other) throw new Error("two assignments are needed");
    await lockSheet(test.services, other, "12.5");
    const before = await load(entrySheets, { entry: at(scene.entries, 1).id });
    expect(before.hidden).toBe("judging");
    expect(before.sheets.map(({ total }) => total)).toEqual([null, null, null]);
    for (const index of [0, 2]) await lockSheet(test.services, at(at(scene.assignments, 1), index), "10");
    const after = await load(entrySheets, { entry: at(scene.entries, 1).id });
    expect(after.sheets.every(({ total }) => total !== null)).toBe(true);
  });
});

describe("the score sheet as drawn", () => {
  it("puts every field under its label, shows both sides of a lost race, and reads back before locking", async () => {
    const view = await load(sheet, { assignment: at(at(scene.assignments, 0), 0).id });
    const line = at(view.lines, 0);
    const form = html(<ScoreSheetPage view={view} done={null} reviewing={false} />);
    for (const { id, label } of view.lines) {
      expect(form).toContain(`for="phieu-diem-${id}"`);
      expect(form).toContain(`name="diem-${id}"`);
      expect(form).toContain(label);
    }
    const sent = { id: "", base: 0, scores: { [line.id]: "12,5" }, remarks: {}, remark: "gõ dở", note: "", deviceAt: null };
    const reply = { faults: {}, isPartlySaved: false, intent: "save" as const, sent };
    const stale = html(<ScoreSheetPage view={{ ...view, lines: [{ ...line, value: "10" }] }} reply={{ ...reply, reason: "version_conflict" }} done={null} reviewing={false} />);
    for (const text of ['value="12,5"', "đang lưu: 10", "gõ dở", "Phiếu này vừa được lưu ở nơi khác"]) expect(stale).toContain(text);
    const faulty = html(<ScoreSheetPage view={view} reply={{ ...reply, reason: "scores_refused", faults: { scores: { [line.id]: "OUT_OF_RANGE" } } }} done={null} reviewing={false} />);
    expect(faulty).toContain('aria-invalid="true"');
    expect(faulty).toContain("Điểm phải từ 0 đến");
    const whole = { ...view, lines: [{ ...line, value: "10.5" }], total: { sum: "10.5", max: "40", missing: 0 } };
    const readBack = html(<ScoreSheetPage view={whole} done={null} reviewing />);
    expect(readBack).toContain("10,5/40");
    expect(readBack).toContain('value="lock"');
    expect(readBack).not.toContain(`name="diem-${line.id}"`);
  });
});
