import { describe, expect, it } from "vitest";
import { readPostedSheet, remarkFieldName, scoreFieldName } from "~/domain/judging/sheet-fields";

describe("the plain form of a sheet", () => {
  it("is read by criterion, and a version that is no number matches none", () => {
    const form = new FormData();
    const fields = [[scoreFieldName("c1"), "34,5"], [scoreFieldName("c2"), ""], [remarkFieldName("c1"), "mới"], ["remark", "Tốt"], ["note", "hỏi lại"], ["version", "x"], ["intent", "review"], ["id", "u1"]] as const;
    for (const [name, value] of fields) form.set(name, value);
    expect(readPostedSheet(form)).toEqual({
      intent: "review",
      save: { id: "u1", base: -1, scores: { c1: "34,5", c2: "" }, remarks: { c1: "mới" }, remark: "Tốt", note: "hỏi lại", deviceAt: null },
    });
  });

  it("takes an act it does not know, a file in a field and nothing at all for saving nothing", () => {
    const form = new FormData();
    form.set(scoreFieldName("c1"), new Blob(["34"]));
    form.set("intent", "erase");
    form.set("version", "12");
    expect(readPostedSheet(form)).toEqual({ intent: "save", save: { id: "", base: 12, scores: {}, remarks: {}, remark: "", note: "", deviceAt: null } });
    expect(readPostedSheet(new FormData()).save.base).toBe(-1);
  });
});
