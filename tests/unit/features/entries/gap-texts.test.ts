import { describe, expect, it } from "vitest";
import type { Gap, GapReason } from "~/domain/entry/completeness";
import { fieldErrors, gapLabel, gapText, type GapContext } from "~/features/entries/gap-texts";
import { formatsFor } from "~/i18n/formats";
import { messagesFor } from "~/i18n/messages";

const context = (locale: "vi" | "en" = "vi"): GapContext => ({
  messages: messagesFor(locale),
  formats: formatsFor(locale),
  authors: [
    { key: "a", fullName: "Nguyễn Văn Một" },
    { key: "b", fullName: "" },
  ],
  parts: [{ key: "idea", label: "Ý tưởng", options: [] }],
  waitingFor: () => ["GUARDIAN", "SELF"],
});

const gap = (field: string, reason: GapReason, more: Partial<Gap> = {}): Gap => ({ step: "authors", field, reason, ...more });

describe("words about what is missing", () => {
  it.each<[Gap, string]>([
    [gap("title", "missing"), "Tên giải pháp, sản phẩm: chưa điền"],
    [gap("part-idea", "too_long", { amount: 3000 }), "Ý tưởng: quá dài, tối đa 3.000 ký tự"],
    [gap("author-a-birthDate", "unreadable", { authorKey: "a" }), "Nguyễn Văn Một – Ngày sinh: ngày chưa đúng, cần ghi ngày/tháng/năm, ví dụ 05/09/2012"],
    [gap("author-b-unitName", "missing", { authorKey: "b" }), "Tác giả 2 – Đơn vị công tác hoặc trường: chưa điền"],
    [gap("unitName", "too_long", { amount: 200 }), "Đơn vị, nhà trường: quá dài, tối đa 200 ký tự"],
    [gap("authors", "shares_sum", { amount: 9_999 }), "Tác giả: tỷ lệ đóng góp cộng lại là 99,99 %, cần đúng 100 %"],
    [gap("consent-a", "consent_missing", { authorKey: "a" }), "Nguyễn Văn Một: còn thiếu đồng ý của người giám hộ và tác giả"],
    [gap("supervisorPhone", "unreadable"), "Số điện thoại của người hướng dẫn: số điện thoại chưa đúng, ví dụ đúng: 0912 345 678"],
  ])("%j", (one, text) => expect(`${gapLabel(context(), one)}: ${gapText(context(), one)}`).toBe(text));

  it("exist for every reason in both languages and are never a code", () => {
    const reasons: GapReason[] = [
      "missing", "unreadable", "too_long", "unknown_field", "no_authors", "too_many_authors", "group_needed", "shares_sum", "share_missing",
      "one_chief", "in_future", "contact_missing", "note_needed", "consent_missing",
    ];
    for (const locale of ["vi", "en"] as const) {
      for (const reason of reasons) expect(gapText(context(locale), gap("author-a-share", reason, { authorKey: "a", amount: 5 }))).toMatch(/^[^_]{5,}$/);
    }
  });

  it("stand at their fields at once where something is wrong, and where something is missing only when asked for", () => {
    const gaps = [gap("title", "missing"), gap("created", "unreadable")];
    expect(Object.keys(fieldErrors(context(), gaps, false))).toEqual(["created"]);
    expect(fieldErrors(context(), gaps, true)["title"]).toEqual(["Chưa điền"]);
  });
});
