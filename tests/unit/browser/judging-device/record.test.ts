import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answered, chosen, forgotten, isUnsent, newRecord, nextSave, seen, type SheetRecord, type SheetValues, stateOf, typed, valuesOf, withChanges } from "~/browser/judging-device/record";
import type { SheetAnswer, SheetSave, StoredSheet } from "~/domain/judging/sheet-save";

const values = (a: string, b = "", remark = ""): SheetValues => ({ scores: { a, b }, remarks: {}, remark, note: "" });
const known = (version: number, stored: SheetValues): SheetRecord["known"] => ({ version, values: stored, savedAt: null });
const fresh = (version = 0, stored = values("")) => newRecord({ assignment: "A1", criteria: [{ id: "a", label: "Tính mới" }], known: known(version, stored) });
const at = (turn: number) => ({ deviceAt: "1999-01-01T00:00:00.000Z", turn });
const saved = (id: string, version: number): SheetAnswer => ({ id, outcome: "saved", version, savedAt: "2026-11-22T08:00:00.000Z" });
const storedSheet = (version: number, stored: SheetValues, state: StoredSheet["state"] = "DRAFT"): StoredSheet => ({ ...stored, version, state, savedAt: "2026-11-22T08:00:00.000Z" });

const page = (version: number, stored: SheetValues, isOpen: boolean) => ({ assignment: "A1", criteria: [], known: known(version, stored), isOpen });

function sending(record: SheetRecord, id: string, again = false): SheetRecord & { sent: SheetSave } {
  const next = nextSave(record, id, again);
  if (!next) throw new Error("nothing to send");
  return next;
}

describe("what a device keeps of a score sheet", () => {
  it("sends what was typed over the version the judge saw, and is at rest once the server has it", () => {
    const record = sending(typed(fresh(3, values("1")), values("2"), at(1)), "S1");
    expect(record.sent).toEqual({ id: "S1", assignment: "A1", base: 3, ...values("2"), deviceAt: "1999-01-01T00:00:00.000Z" });
    expect(stateOf(record)).toBe("device");
    const done = answered(record, saved("S1", 4));
    expect([stateOf(done), done.known.version, valuesOf(done), nextSave(done, "S2", true)]).toEqual(["server", 4, values("2"), null]);
  });

  it("sends nothing for what says the same as the server, however it is typed", () => {
    expect(isUnsent(typed(fresh(1, values("34.5")), values("34,50 "), at(1)))).toBe(false);
    expect(isUnsent(typed(typed(fresh(1, values("3")), values("4"), at(1)), values("3"), at(2)))).toBe(false);
  });

  it("lets a newer text take the place of one that never left, in one save", () => {
    const record = typed(typed(fresh(), values("1"), at(1)), values("2"), at(2));
    expect(sending(record, "S1").sent.scores).toEqual({ a: "2", b: "" });
  });

  it("sends a save whose answer was lost again as it was, and what was typed since after it, on top of it", () => {
    const lost = sending(typed(fresh(), values("1"), at(1)), "S1");
    const later = typed(lost, values("2"), at(2));
    const again = sending(later, "S2");
    expect(again.sent).toEqual(lost.sent);
    const next = sending(answered(again, saved("S1", 1)), "S3");
    expect([next.sent.id, next.sent.base, next.sent.scores["a"]]).toEqual(["S3", 1, "2"]);
  });

  it("hears no answer to another save, and none twice", () => {
    const record = sending(typed(fresh(), values("1"), at(1)), "S1");
    expect(answered(record, saved("S9", 7))).toBe(record);
    const done = answered(record, saved("S1", 1));
    expect(answered(done, saved("S1", 1))).toBe(done);
  });

  it("keeps both versions of a conflict and sends nothing until the judge has chosen; the choice stands on the stored one", () => {
    const record = answered(sending(typed(fresh(1), values("1", "2"), at(1)), "S1"), { id: "S1", outcome: "conflict", stored: storedSheet(5, values("7", "8")) });
    const more = typed(record, values("1", "3"), at(2));
    expect([stateOf(more), valuesOf(more), nextSave(more, "S2", true)]).toEqual(["conflict", values("1", "3"), null]);
    const mixed = sending(chosen(more, values("7", "3"), at(3)), "S3");
    expect([mixed.sent.base, mixed.sent.scores]).toEqual([5, { a: "7", b: "3" }]);
    const theirs = chosen(more, values("7", "8"), at(3));
    expect([isUnsent(theirs), stateOf(theirs), theirs.known.version]).toEqual([false, "server", 5]);
  });

  it("keeps what was refused until the judge lets it go", () => {
    const refused = answered(sending(typed(fresh(), values("9"), at(1)), "S1"), { id: "S1", outcome: "refused", reason: "entry_left" });
    expect([stateOf(refused), valuesOf(refused), nextSave(refused, "S2", true)]).toEqual(["refused", values("9"), null]);
    const gone = forgotten(refused);
    expect([stateOf(gone), valuesOf(gone), isUnsent(gone)]).toEqual(["server", values(""), false]);
  });

  it("tries what was refused for a while again only when asked to, as a save of its own", () => {
    const waiting = answered(sending(typed(fresh(), values("9"), at(1)), "S1"), { id: "S1", outcome: "refused", reason: "not_open" });
    expect(nextSave(waiting, "S2", false)).toBeNull();
    expect(sending(waiting, "S2", true).sent).toMatchObject({ id: "S2", scores: { a: "9" } });
  });

  it("sends the very same save again after the server stumbled", () => {
    const record = sending(typed(fresh(), values("9"), at(1)), "S1");
    expect(sending(answered(record, { id: "S1", outcome: "refused", reason: "failed" }), "S2").sent).toEqual(record.sent);
  });

  it("says that a sheet came late, and sends it no second time", () => {
    const late = answered(sending(typed(fresh(), values("9"), at(1)), "S1"), { id: "S1", outcome: "late", savedAt: "2026-11-22T08:00:00.000Z" });
    expect([stateOf(late), valuesOf(late), nextSave(late, "S2", true)]).toEqual(["late", values("9"), null]);
    expect(stateOf(seen(late, page(0, values(""), false)))).toBe("late");
  });

  it("believes the server's page when the round is open again: the sheet is as it was, and what came late is sent as a new save", () => {
    const late = answered(sending(typed(fresh(2, values("5")), values("9"), at(1)), "S1"), { id: "S1", outcome: "late", savedAt: "2026-11-22T08:00:00.000Z" });
    const again = seen(late, page(2, values("5"), true));
    expect([stateOf(again), valuesOf(again), again.known.values, again.lateAt]).toEqual(["device", values("9"), values("5"), null]);
    const next = sending(again, "S2");
    expect(next.sent).toMatchObject({ id: "S2", base: 2, scores: { a: "9" } });
    expect(stateOf(answered(next, saved("S2", 3)))).toBe("server");
    expect(stateOf(typed(again, values("5"), at(2)))).toBe("server");
  });

  it("is at rest when the page already shows what came late, and keeps the page's where the sheet has changed since", () => {
    const late = answered(sending(typed(fresh(2, values("5")), values("9"), at(1)), "S1"), { id: "S1", outcome: "late", savedAt: "2026-11-22T08:00:00.000Z" });
    expect([stateOf(seen(late, page(2, values("9"), true))), stateOf(seen(late, page(3, values("9"), true)))]).toEqual(["server", "server"]);
    const changed = seen(late, page(3, values("4"), true));
    expect([stateOf(changed), valuesOf(changed)]).toEqual(["server", values("4")]);
  });

  it("sends what was typed after a late answer over what the page of the round open again shows", () => {
    const late = answered(sending(typed(fresh(2, values("5")), values("9"), at(1)), "S1"), { id: "S1", outcome: "late", savedAt: "2026-11-22T08:00:00.000Z" });
    const again = seen(typed(late, values("8"), at(2)), page(2, values("5"), true));
    expect([sending(again, "S2").sent.scores["a"], sending(typed(again, values("9"), at(3)), "S3").sent.scores["a"]]).toEqual(["8", "9"]);
  });

  it("calls nothing late any more once the judge has taken what the server holds", () => {
    const late = answered(sending(typed(fresh(2, values("5")), values("9"), at(1)), "S1"), { id: "S1", outcome: "late", savedAt: "2026-11-22T08:00:00.000Z" });
    const sent = sending(typed(late, values("8"), at(2)), "S2");
    const conflict = answered(sent, { id: "S2", outcome: "conflict", stored: storedSheet(4, values("7")) });
    expect(stateOf(chosen(conflict, values("7"), at(3)))).toBe("server");
    const refused = answered(sent, { id: "S2", outcome: "refused", reason: "result_proposed", stored: storedSheet(4, values("7")) });
    expect([stateOf(forgotten(refused)), valuesOf(forgotten(refused))]).toEqual(["server", values("7")]);
  });

  it("keeps what could not be read as it was typed, and does not send it again unchanged", () => {
    const record = answered(sending(typed(fresh(1, values("5")), values("x", "2"), at(1)), "S1"), { ...saved("S1", 2), faults: { scores: { a: "NOT_A_NUMBER" } } } as SheetAnswer);
    expect([stateOf(record), valuesOf(record), record.known.values, nextSave(record, "S2", true)]).toEqual(["faulty", values("x", "2"), values("5", "2"), null]);
    const mended = sending(typed(record, values("6", "2"), at(2)), "S2");
    expect([mended.sent.base, mended.sent.scores]).toEqual([2, { a: "6", b: "2" }]);
    expect(answered(mended, saved("S2", 3))).toMatchObject({ faulty: null, typed: null });
  });

  it("believes a newer page of the server, unless something waits here: then the server is to find the conflict", () => {
    const shown = (version: number, stored: SheetValues) => page(version, stored, true);
    expect(valuesOf(seen(fresh(1, values("1")), shown(2, values("2"))))).toEqual(values("2"));
    expect(valuesOf(seen(fresh(3, values("3")), shown(2, values("2"))))).toEqual(values("3"));
    const waiting = typed(fresh(1, values("1")), values("9"), at(1));
    expect([valuesOf(seen(waiting, shown(2, values("2")))), sending(seen(waiting, shown(2, values("2"))), "S1").sent.base]).toEqual([values("9"), 1]);
    expect(isUnsent(seen(waiting, shown(2, values("9"))))).toBe(false);
  });

  describe("after its plain form was sent", () => {
    /** saved "1", then typed something wrong: the server answered at which field, and holds version 3 */
    const wrong = () => {
      const sent = sending(typed(fresh(2, values("1")), values("1", "45"), at(1)), "S1");
      return answered(sent, { ...saved("S1", 3), faults: { scores: { b: "OUT_OF_RANGE" } } } as SheetAnswer);
    };

    it("takes the page that answers for what the server holds now, so that what is mended goes on top of it", () => {
      const after = seen(wrong(), page(4, values("1"), true));
      expect([valuesOf(after), after.known.version, nextSave(after, "S2", true)]).toEqual([values("1", "45"), 4, null]);
      const mended = sending(typed(after, values("1", "25"), at(2)), "S2");
      expect([mended.sent.base, mended.sent.scores]).toEqual([4, { a: "1", b: "25" }]);
    });

    it("knows its own values in the page, also of a save that is still under way", () => {
      const own = typed(sending(typed(fresh(1, values("1")), values("2"), at(1)), "S1"), values("3", "45"), at(2));
      for (const stored of [values("2"), values("3")]) {
        const after = seen(own, page(2, stored, true));
        expect(sending(after, "S2").sent).toMatchObject({ id: "S2", base: 2, scores: { a: "3", b: "45" } });
      }
    });

    it("calls it no conflict where the form overtook a save with the very values that were typed here", () => {
      const own = typed(sending(typed(fresh(1, values("1")), values("2"), at(1)), "S1"), values("2", "10"), at(2));
      const after = answered(own, { id: "S1", outcome: "conflict", stored: storedSheet(2, values("2", "10")) });
      expect([stateOf(after), after.known.version]).toEqual(["server", 2]);
    });

    it("still has the judge choose where the server holds what was never typed here", () => {
      const after = seen(wrong(), page(5, values("7"), true));
      const next = sending(typed(after, values("1", "25"), at(2)), "S2");
      expect(next.sent.base).toBe(3);
      expect(stateOf(answered(next, { id: "S2", outcome: "conflict", stored: storedSheet(5, values("7")) }))).toBe("conflict");
    });
  });

  it("tells what waits only to be mended from what has not reached the server", () => {
    const record = answered(sending(typed(fresh(), values("45", "2"), at(1)), "S1"), { ...saved("S1", 1), faults: { scores: { a: "OUT_OF_RANGE" } } } as SheetAnswer);
    expect(stateOf(record)).toBe("faulty");
    expect(stateOf(typed(record, values("45", "3"), at(2)))).toBe("device");
  });

  it("lays what one tab typed over what another one kept, field by field", () => {
    expect(withChanges(values("1", "2", "chung"), values("", "", ""), values("", "7", ""))).toEqual(values("1", "7", "chung"));
  });
});

/** A server as the protocol describes it: one sheet, every save by its id, conflicts by the version seen. */
class Server {
  version = 0;
  stored = values("");
  readonly writes: SheetSave[] = [];
  private readonly answers = new Map<string, SheetAnswer>();

  take(save: SheetSave): SheetAnswer {
    const before = this.answers.get(save.id);
    if (before) return before;
    if (save.base !== this.version) return { id: save.id, outcome: "conflict", stored: storedSheet(this.version, this.stored) };
    this.version += 1;
    this.stored = { scores: save.scores, remarks: save.remarks, remark: save.remark, note: save.note };
    this.writes.push(save);
    const answer = saved(save.id, this.version);
    this.answers.set(save.id, answer);
    return answer;
  }
}

it("ends with the last typed text at the server, each save written once, however often requests or answers are lost", () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant("type" as const), text: fc.nat(9).map(String) }),
    fc.record({ do: fc.constant("send" as const), fate: fc.constantFrom("arrives", "request lost", "answer lost", "answered twice") }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const server = new Server();
      let record = fresh();
      let ids = 0;
      const send = (fate: string) => {
        const next = nextSave(record, `S${(ids += 1)}`, true);
        if (!next) return;
        record = next;
        if (fate === "request lost") return;
        const answer = server.take(next.sent);
        if (fate === "answered twice") server.take(next.sent);
        if (fate !== "answer lost") record = answered(record, answer);
      };
      for (const one of steps) {
        if (one.do === "type") record = typed(record, values(one.text), at(record.turn + 1));
        else send(one.fate);
      }
      const wanted = valuesOf(record);
      for (let round = 0; round < 3; round += 1) send("arrives");
      expect(server.stored.scores["a"]).toBe(wanted.scores["a"]);
      expect(isUnsent(record)).toBe(false);
      expect(stateOf(record)).toBe("server");
      expect(new Set(server.writes.map(({ id }) => id)).size).toBe(server.writes.length);
    }),
  );
});
