import { describe, expect, it } from "vitest";
import type { EditionRow } from "~/data/editions.server";
import type { PaperFrame } from "~/features/documents/official/official-kind";
import { panelPaper, type PanelPlace } from "~/features/documents/official/panel-paper";

const frame: PaperFrame = { legalBases: [], recipients: [], onBehalf: "", signerTitle: "TRƯỞNG TIỂU BAN", signerName: "", text: () => "Diễn biến.", number: null, day: null };
const edition = { kind: "YOUTH", title: "Cuộc thi", place: "", letterheadParent: "A", letterheadBody: "B", maxSpread: 15_0000, judgingEndsAt: new Date("2026-01-01T00:00:00Z") } as EditionRow;

function minutesOf(places: Record<string, Pick<PanelPlace, "spread" | "apart">>): string {
  const seen = new Map(Object.entries(places).map(([code, { spread, apart }], index): [string, PanelPlace] => [code, { rank: index + 1, mean: "80", spread, apart }]));
  const work = { panelId: "p", assignmentIds: [], interests: [], rescores: [], work: [], firstLockAt: null, lastLockAt: null };
  const panel = { name: "Tiểu ban 1", members: [], fields: [] } as unknown as Parameters<typeof panelPaper>[0]["panel"];
  return JSON.stringify(panelPaper({ edition, frame, round: { name: "Vòng sơ khảo" }, panel, sheets: [], work, places: seen }));
}

describe("minutes of a panel", () => {
  it("name the entries on which judges differ by more than the rules allow, with what settled it, and claim no such case then", () => {
    const minutes = minutesOf({ "T-0001": { spread: "3", apart: null }, "T-0002": { spread: "18.5", apart: "vote" }, "T-0003": { spread: "16", apart: "nothing" } });
    expect(minutes).toContain("- T-0002: chênh lệch 18,5 điểm, hội nghị xếp giải biểu quyết giữ điểm trung bình;");
    expect(minutes).toContain("- T-0003: chênh lệch 16 điểm, chưa thống nhất điểm, chưa biểu quyết.");
    expect(minutes).not.toContain("- T-0001");
    expect(minutes).not.toContain("Không có trường hợp phải họp");
  });

  it("say that there was none where there was none", () => {
    expect(minutesOf({ "T-0001": { spread: "3", apart: null } })).toContain("Không có trường hợp phải họp thống nhất điểm.");
  });
});
