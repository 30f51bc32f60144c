import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { SheetAnswer, SheetSave, StoredSheet } from "~/domain/judging/sheet-save";
import { lockSheet } from "~/features/judging/commands-lock.server";
import { saveSheets } from "~/features/judging/commands-sheet.server";
import { unlockSheet } from "~/features/judging/commands-unlock.server";
import type { Services } from "~/features/services";
import { type MadeAssignment } from "../../../factories/judging";
import { at, criteriaOf, makeScene, type Scene } from "../../../factories/judging-scene";
import { testServices, TEST_DAY, type TestServices } from "../../../support/services";

let test: TestServices;
let services: Services;
beforeAll(async () => {
  test = await testServices();
  services = test.services;
});
afterAll(() => test.close());

/**
 * Two devices of one judge over one sheet. Each edits what it saw last, sends when it likes, what it sent may arrive again at any time,
 * an answer may be lost, the sheet is locked and opened in between.
 */
type Step =
  | { do: "edit"; device: number; field: number; text: string }
  | { do: "send"; device: number; loseAnswer: boolean }
  | { do: "replay"; pick: number }
  | { do: "choose"; device: number; mine: boolean }
  | { do: "lock" }
  | { do: "unlock" };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("edit" as const), device: fc.nat(1), field: fc.nat(5), text: fc.constantFrom("0", "5", "10", "10,5", "3,3", "999", "x", "", "Tốt", "Khá") }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("send" as const), device: fc.nat(1), loseAnswer: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("replay" as const), pick: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("choose" as const), device: fc.nat(1), mine: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: "lock" }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: "unlock" }) },
);

interface Device {
  base: number;
  fields: string[];
  conflict: StoredSheet | null;
}

/** What should stand: fields 0 to 3 are scores of the four criteria, 4 the remark, 5 the note. */
interface Model {
  version: number;
  fields: string[];
  locked: boolean;
  answered: Map<string, { save: SheetSave; answer: SheetAnswer }>;
}

const EMPTY = ["", "", "", "", "", ""];
const READABLE: Readonly<Record<string, string>> = { "0": "0", "5": "5", "10": "10", "10,5": "10.5", "": "" };

/** The sheet after the fields were sent over it: what cannot be read leaves what stood there. */
const over = (stored: readonly string[], sent: readonly string[]) => stored.map((was, index) => (index > 3 ? at(sent, index) : (READABLE[at(sent, index)] ?? was)));
const isSame = (a: readonly string[], b: readonly string[]) => a.every((value, index) => value === b[index]);

class Run {
  readonly model: Model = { version: 0, fields: EMPTY, locked: false, answered: new Map() };
  private readonly devices: [Device, Device] = [
    { base: 0, fields: [...EMPTY], conflict: null },
    { base: 0, fields: [...EMPTY], conflict: null },
  ];
  private count = 0;

  constructor(
    private readonly scene: Scene,
    private readonly assignment: MadeAssignment,
    private readonly seed: string,
  ) {}

  private device = (index: number) => at(this.devices, index);

  async take(next: Step): Promise<void> {
    if (next.do === "edit") this.device(next.device).fields[next.field] = next.text;
    else if (next.do === "send") await this.send(this.device(next.device), next.loseAnswer);
    else if (next.do === "replay") await this.replay(next.pick);
    else if (next.do === "choose") this.choose(this.device(next.device), next.mine);
    else if (next.do === "lock") await this.lock();
    else await this.unlock();
  }

  private saveOf(device: Device): SheetSave {
    this.count += 1;
    const id = `${this.seed}-0000-4000-8000-${String(this.count).padStart(12, "0")}`;
    const scores = Object.fromEntries(criteriaOf(this.scene).map((criterion, index) => [criterion.id, at(device.fields, index)]));
    return { id, assignment: this.assignment.id, base: device.base, scores, remarks: {}, remark: at(device.fields, 4), note: at(device.fields, 5), deviceAt: null };
  }

  private async send(device: Device, loseAnswer: boolean): Promise<void> {
    const save = this.saveOf(device);
    const expected = this.expect(save, device.fields);
    const answer = at(await saveSheets(services, { actor: this.assignment.judge.actor, saves: [save], now: TEST_DAY }), 0);
    expect(summary(answer)).toEqual(expected);
    if (answer.outcome === "saved") this.model.answered.set(save.id, { save, answer });
    if (loseAnswer) return;
    if (answer.outcome === "saved") device.base = answer.version;
    if (answer.outcome === "conflict") device.conflict = answer.stored;
  }

  /** What the rules say should come of the save; the model follows. */
  private expect(save: SheetSave, sent: readonly string[]): [string, number | string] {
    const { model } = this;
    const next = over(model.fields, sent);
    const same = isSame(next, model.fields);
    if (model.locked) return same ? ["saved", model.version] : ["refused", "sheet_locked"];
    if (save.base !== model.version) return same ? ["saved", model.version] : ["conflict", model.version];
    model.version += 1;
    model.fields = next;
    return ["saved", model.version];
  }

  private async replay(pick: number): Promise<void> {
    const known = [...this.model.answered.values()];
    const one = known[known.length === 0 ? 0 : pick % known.length];
    if (!one) return;
    const [again] = await saveSheets(services, { actor: this.assignment.judge.actor, saves: [one.save], now: TEST_DAY });
    // a save that found its own values locked already was not kept under its id
    if (!this.kept.has(one.save.id)) return;
    expect(again).toEqual(one.answer);
  }

  private kept = new Set<string>();

  private choose(device: Device, mine: boolean): void {
    if (!device.conflict) return;
    const { version, scores, remark, note } = device.conflict;
    device.base = version;
    if (!mine) device.fields = [...criteriaOf(this.scene).map(({ id }) => scores[id] ?? "").map((text) => text.replace(".", ",")), remark, note];
    device.conflict = null;
  }

  private async lock(): Promise<void> {
    const { model, assignment } = this;
    const result = await lockSheet(services, { actor: assignment.judge.actor, assignmentId: assignment.id, version: model.version, now: TEST_DAY });
    const whole = model.fields.slice(0, 4).every((text) => text !== "");
    expect(result.ok).toBe(model.locked || whole);
    if (!result.ok || model.locked) return;
    model.locked = true;
    model.version += 1;
  }

  private async unlock(): Promise<void> {
    const act = { actor: this.scene.chair, editionId: this.scene.made.edition.id, assignmentId: this.assignment.id, reason: "Nhập nhầm", now: TEST_DAY };
    const result = await unlockSheet(services, act);
    expect(result.ok).toBe(this.model.locked);
    if (!this.model.locked) return;
    this.model.locked = false;
    this.model.version += 1;
  }

  /** The sheet, its history and the ids that are known are as the model says. */
  async check(): Promise<void> {
    const { model } = this;
    const sheet = await services.db.prisma.scoreSheet.findUnique({ where: { assignmentId: this.assignment.id }, include: { scores: true, revisions: { orderBy: { version: "asc" } } } });
    expect(sheet?.lockVersion ?? 0).toBe(model.version);
    this.kept = new Set(sheet?.revisions.map(({ id }) => id));
    if (!sheet) return;
    const scores = criteriaOf(this.scene).map(({ id }) => sheet.scores.find(({ criterionId }) => criterionId === id)?.value);
    expect(scores.map((value) => (value === undefined ? "" : String(value / 10_000)))).toEqual(model.fields.slice(0, 4));
    expect([sheet.remark, sheet.privateNote, sheet.state]).toEqual([model.fields[4], model.fields[5], model.locked ? "LOCKED" : "DRAFT"]);
    expect([...new Set(sheet.revisions.map(({ version }) => version))]).toEqual(Array.from({ length: model.version }, (_, index) => index + 1));
  }
}

const summary = (answer: SheetAnswer): [string, number | string] =>
  answer.outcome === "saved" ? ["saved", answer.version] : answer.outcome === "conflict" ? ["conflict", answer.stored.version] : ["refused", "reason" in answer ? answer.reason : ""];

it("two devices, lost answers, replays and locks in any order: the sheet is what the rules say, each save once, every state kept", async () => {
  const scene = await makeScene(services, { entries: 14 });
  const free = scene.assignments.flat();
  expect(criteriaOf(scene)).toHaveLength(4);
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      runs += 1;
      const assignment = free[runs];
      if (!assignment) return;
      const run = new Run(scene, assignment, String(runs).padStart(8, "0"));
      for (const one of steps) {
        await run.take(one);
        await run.check();
      }
    }),
    { numRuns: 40, endOnFailure: true },
  );
});
