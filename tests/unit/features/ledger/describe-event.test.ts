import { describe, expect, it } from "vitest";
import type { EventData } from "~/domain/ledger/chain";
import { describeEvent } from "~/features/ledger/describe-event";
import { formatsFor } from "~/i18n/formats";
import { messagesFor } from "~/i18n/messages";

const names = new Map([["tier/THIRD", "Giải Ba"], ["round/FINAL", "Vòng chung khảo"], ["field/IT", "Tin học"]]);
const HASH = "ab".repeat(32);
const ID = "0199a8a0-0000-7000-8000-000000000001";

function told(type: string, data: EventData, unseen: readonly string[] = []): string {
  return describeEvent(type, data, { names, messages: messagesFor("vi"), formats: formatsFor("vi"), unseen: new Set(unseen) }).join(" · ");
}

describe("what an event of the ledger says", () => {
  it("is in words, with the tier by its label and hands by what they were for", () => {
    const vote = { vote: ID, meeting: ID, subject: "TIE", tier: "THIRD", field: "IT", award: null, entries: ["TTNND-17-0031"], quota: null, question: HASH, present: 10, inFavour: 9, against: 0, rule: "MAJORITY", carried: true };
    expect(told("VOTE_RECORDED", vote)).toBe("TTNND-17-0031 · Giải Ba · Tin học · Đồng hạng · thông qua · có mặt 10, tán thành 9, phản đối 0");
  });

  it("has moments in Vietnam's time and days as they are written", () => {
    expect(told("RECEIPT_EXTENDED", { from: "2026-05-01T10:00:00.000Z", to: "2026-05-08T17:30:00.000Z", reason: HASH })).toBe("từ 17:00 01/05/2026 đến 00:30 09/05/2026");
    expect(told("RESULT_SIGNED", { seal: HASH, number: "12/QĐ-UBND", date: "2026-11-20" })).toBe("số 12/QĐ-UBND ngày 20/11/2026");
  });

  it("names states, rounds and judges", () => {
    expect(told("ENTRY_SCREENED", { entry: "TTNND-17-0001", from: "RECEIVED", to: "QUALIFIED", reason: "" })).toBe("TTNND-17-0001 · từ Mới thành Đủ điều kiện");
    expect(told("SHEET_UNLOCKED", { sheet: ID, round: "FINAL", entry: "TTNND-17-0001", judge: "GK03", reason: HASH })).toBe("TTNND-17-0001 · giám khảo GK03 · Vòng chung khảo");
  });

  it("names outcomes of meetings and papers as the other pages do", () => {
    expect(told("RESCORE_CLOSED", { rescore: ID, round: "FINAL", entry: "TTNND-17-0001", outcome: "KEPT", present: ["GK01", "GK02"], minutes: HASH })).toBe("TTNND-17-0001 · Vòng chung khảo · giám khảo có mặt: GK01, GK02 · Giữ nguyên điểm");
    expect(told("PAPER_ISSUED", { paper: ID, kind: "payout-list", name: "payout-list", hash: HASH, number: null, date: "2026-11-20" })).toBe("Danh sách chi tiền thưởng · ngày 20/11/2026");
  });

  it("tells the cap and the seed of a draw, the seed as it is typed in again", () => {
    const begun = { draw: ID, round: "FINAL", perEntry: 3, maxChance: "0.3333", seed: 4233682615, problem: HASH };
    expect(told("ASSIGNMENT_DRAW_BEGUN", begun)).toBe("Vòng chung khảo · trần 33,33 %, số bốc thăm 4233682615");
    expect(told("ASSIGNMENTS_DRAWN", { draw: ID, round: "FINAL", highest: "0.3", draws: 2 })).toBe("Vòng chung khảo · lần bốc thứ 2");
  });

  it("counts commendations by kind and tells their numbers", () => {
    const proposed = ["MERIT", "COMMENDATION", "MERIT"].map((kind) => ({ commendation: ID, kind, recipient: HASH, grounds: HASH }));
    expect(told("COMMENDATIONS_PROPOSED", { commendations: proposed })).toBe("Bằng khen: 2, Giấy khen: 1");
    expect(told("COMMENDATIONS_SIGNED", { letter: ID, number: "9/QĐ", date: "2026-12-01", commendations: [{ commendation: ID, book: "14" }] })).toBe("số 9/QĐ ngày 01/12/2026 · 1 trường hợp · số vào sổ 14");
    expect(told("COMMENDATION_DECISION_CORRECTED", { letter: ID, number: "10/QĐ", date: "2026-12-02", reason: HASH })).toBe("số 10/QĐ ngày 02/12/2026");
  });

  it("leaves out what it has no words for, and entries the reader must not read of", () => {
    expect(told("ROUND_ADMITTED", { round: "FINAL", entries: ["TTNND-17-0001", "TTNND-17-0002"], reason: HASH }, ["TTNND-17-0002"])).toBe("TTNND-17-0001 · Vòng chung khảo");
    expect(told("SOMETHING_NEW", { how: "RAW_CODE", size: 7, tier: "UNKNOWN", at: "soon" })).toBe("");
  });
});
