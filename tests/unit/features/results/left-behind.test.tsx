import { parseWithZod } from "@conform-to/zod/v4";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { LeftBehind } from "~/features/results/components/left-behind";
import { hasVoteForm } from "~/features/results/components/vote-forms";
import type { Matters } from "~/features/results/meeting-view.server";
import { voteSchema } from "~/features/results/schemas-meeting";
import { zodErrors } from "~/i18n/zod-messages";

const ID = "8f8c2a52-0d4f-4c1e-9c39-0f9a51a0b2c4";

function sent(change: Record<string, string>, problem?: string) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ id: ID, subject: "TIE", tier: "SECOND", field: "", question: "Trao giải Nhì cho bài nào?", present: "5", inFavour: "4", against: "1", ...change })) form.append(name, value);
  return parseWithZod(form, { schema: voteSchema, error: zodErrors("vi") }).reply(problem === undefined ? {} : { formErrors: [problem] });
}

const matters = (change: Partial<Matters>): Matters => ({ ties: [], spreads: [], tiers: [], specialAwards: [], ...change });
const tie = (change: Partial<Matters["ties"][number]>): Matters["ties"][number] => ({ tier: "SECOND", label: "Giải Nhì", field: null, fieldName: null, left: 1, barred: false, entries: [], ...change });

describe("a vote whose form is not on the page any more", () => {
  it("is told from one whose form is there", () => {
    expect(hasVoteForm(matters({ ties: [tie({})] }), sent({}))).toBe(true);
    for (const ties of [[], [tie({ tier: "FIRST" })], [tie({ field: "PMTH" })], [tie({ barred: true })]]) expect(hasVoteForm(matters({ ties }), sent({}))).toBe(false);
    expect(hasVoteForm(matters({}), sent({ subject: "SPREAD" }))).toBe(false);
    expect(hasVoteForm(matters({}), sent({ subject: "OTHER" }))).toBe(true);
    expect(hasVoteForm(matters({}), sent({ subject: "KHÁC" }))).toBe(false);
  });

  it("says why nothing was stored and shows what was typed", () => {
    const html = renderToStaticMarkup(<LeftBehind result={sent({}, "Nhóm đồng hạng này không còn nữa.")} labels={{ question: "Câu hỏi" }} />);
    for (const text of ["Nhóm đồng hạng này không còn nữa.", "Câu hỏi", "Trao giải Nhì cho bài nào?"]) expect(html).toContain(text);
  });
});

describe("a number of hands", () => {
  it.each(["10001", "99999999999999999999"])("of %s is too large, said once", (present) => {
    expect(sent({ present }).error).toEqual({ present: ["Không được quá 10.000"] });
  });
});
