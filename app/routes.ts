import { index, layout, prefix, route, type RouteConfig, type RouteConfigEntry } from "@remix-run/route-config";

/** Every page exists twice: at its Vietnamese address and below /en, from the same module. */
function pages(locale: "vi" | "en"): RouteConfigEntry[] {
  const id = (name: string) => ({ id: `${locale}-${name}` });
  return [
    layout("routes/public/layout.tsx", id("public"), [
      index("routes/public/home.tsx", id("home")),
      route("cuoc-thi/:edition", "routes/public/edition.tsx", id("edition")),
      route("cuoc-thi/:edition/the-le", "routes/public/edition-rules.tsx", id("edition-rules")),
      route("cuoc-thi/:edition/ket-qua", "routes/public/results.tsx", id("results")),
      route("giai-phap/:code", "routes/public/published-entry.tsx", id("published-entry")),
      route("tim-kiem", "routes/public/search.tsx", id("search")),
      route("bao-ve-du-lieu", "routes/public/privacy.tsx", id("privacy")),
      route("du-lieu-mo", "routes/public/open-data.tsx", id("open-data")),
      route("*", "routes/public/not-found.ts", id("not-found")),
    ]),
    route("cuoc-thi/:edition/ket-qua.json", "routes/public/results-json.ts", id("results-json")),
    route("cuoc-thi/:edition/ket-qua.csv", "routes/public/results-csv.ts", id("results-csv")),
    layout("routes/account/layout.tsx", id("account-pages"), [
      route("dang-nhap", "routes/account/sign-in.tsx", id("sign-in")),
      route("dang-ky", "routes/account/sign-up.tsx", id("sign-up")),
      route("dang-xuat", "routes/account/sign-out.tsx", id("sign-out")),
      route("quen-mat-khau", "routes/account/forgot-password.tsx", id("forgot-password")),
      route("dat-lai-mat-khau/:token", "routes/account/reset-password.tsx", id("reset-password")),
      route("loi-moi/:token", "routes/account/invitation.tsx", id("invitation")),
      route("dong-y/:token", "routes/entrant/consent-link.tsx", id("consent-link")),
    ]),
    route("goc-cua-toi", "routes/account/my-corner.ts", id("my-corner")),
    layout("routes/signed-in/layout.tsx", id("my-pages"), [
      route("tai-khoan", "routes/account/account.tsx", id("account")),
      route("bai-du-thi", "routes/entrant/my-entries.tsx", id("my-entries")),
      route("bai-du-thi/moi/:edition", "routes/entrant/new-entry.tsx", id("new-entry")),
      route("bai-du-thi/:id", "routes/entrant/entry.tsx", id("entry")),
      route("bai-du-thi/:id/sua/thong-tin", "routes/entrant/edit-basics.tsx", id("edit-basics")),
      route("bai-du-thi/:id/sua/tac-gia", "routes/entrant/edit-authors.tsx", id("edit-authors")),
      route("bai-du-thi/:id/sua/mo-ta", "routes/entrant/edit-description.tsx", id("edit-description")),
      route("bai-du-thi/:id/sua/dong-y", "routes/entrant/edit-consents.tsx", id("edit-consents")),
      route("bai-du-thi/:id/sua/nop", "routes/entrant/edit-submit.tsx", id("edit-submit")),
      route("bai-du-thi/:id/rut", "routes/entrant/withdraw-entry.ts", id("withdraw-entry")),
      route("bai-du-thi/:id/dong-y", "routes/entrant/consents.tsx", id("entry-consents")),
      route("cham-thi", "routes/judge/list.tsx", id("judging")),
      route("cham-thi/:assignment", "routes/judge/sheet.tsx", id("score-sheet")),
      route("cham-thi/:assignment/xung-dot", "routes/judge/conflict.tsx", id("declare-conflict")),
    ]),
    route("ban-to-chuc/mau-nhap.xlsx", "routes/staff/import-template.ts", id("import-template")),
    layout("routes/staff/layout.tsx", id("staff-pages"), [
      route("ban-to-chuc", "routes/staff/home.tsx", id("staff-home")),
      route("ban-to-chuc/cuoc-thi-moi", "routes/staff/new-edition.tsx", id("new-edition")),
      route("ban-to-chuc/:edition", "routes/staff/desk.tsx", id("desk")),
      route("ban-to-chuc/:edition/phat-dong", "routes/staff/announce.tsx", id("announce")),
      route("ban-to-chuc/:edition/gia-han", "routes/staff/extend.tsx", id("extend")),
      route("ban-to-chuc/:edition/thiet-lap", "routes/staff/settings.tsx", id("settings")),
      route("ban-to-chuc/:edition/thiet-lap/:section", "routes/staff/settings-section.tsx", id("settings-section")),
      route("ban-to-chuc/:edition/thiet-lap/tieu-chi/:rubric", "routes/staff/settings-rubric.tsx", id("settings-rubric")),
      route("ban-to-chuc/don-vi", "routes/staff/units.tsx", id("units")),
      route("ban-to-chuc/don-vi/moi", "routes/staff/unit-new.tsx", id("new-unit")),
      route("ban-to-chuc/don-vi/chua-khop", "routes/staff/units-unmatched.tsx", id("unmatched-units")),
      route("ban-to-chuc/don-vi/:id", "routes/staff/unit.tsx", id("unit")),
      route("ban-to-chuc/nguoi-dung", "routes/staff/users.tsx", id("users")),
      route("ban-to-chuc/nguoi-dung/:id", "routes/staff/users-person.tsx", id("user")),
      route("ban-to-chuc/thu-di", "routes/staff/outbox.tsx", id("outbox")),
      route("ban-to-chuc/thu-di/:id", "routes/staff/outbox-message.tsx", id("outbox-message")),
      route("ban-to-chuc/:edition/thanh-vien", "routes/staff/members.tsx", id("members")),
      route("ban-to-chuc/:edition/bai-du-thi", "routes/staff/screening.tsx", id("screening")),
      route("ban-to-chuc/:edition/bai-du-thi/:entry", "routes/staff/screen-entry.tsx", id("screen-entry")),
      route("ban-to-chuc/:edition/danh-sach-du-dieu-kien", "routes/staff/screening-posted.tsx", id("qualified-list")),
      route("ban-to-chuc/:edition/nhap-bai", "routes/staff/import-entries.tsx", id("import-entries")),
      route("ban-to-chuc/:edition/tieu-ban", "routes/staff/panels.tsx", id("panels")),
      route("ban-to-chuc/:edition/tieu-ban/:panel", "routes/staff/panel.tsx", id("panel")),
      route("ban-to-chuc/:edition/phan-cong", "routes/staff/assignments.tsx", id("assignments")),
      route("ban-to-chuc/:edition/phan-cong/tu-dong", "routes/staff/assignments-plan.tsx", id("assignment-plan")),
      route("ban-to-chuc/:edition/phan-cong/vao-vong", "routes/staff/assignments-admission.tsx", id("admission")),
      route("ban-to-chuc/:edition/xung-dot", "routes/staff/conflicts.tsx", id("conflicts")),
      route("ban-to-chuc/:edition/tien-do", "routes/staff/progress.tsx", id("progress")),
      route("ban-to-chuc/:edition/tien-do/:entry", "routes/staff/progress-entry.tsx", id("progress-entry")),
      route("ban-to-chuc/:edition/xep-hang", "routes/staff/ranking.tsx", id("ranking")),
      route("ban-to-chuc/:edition/xep-hang/:entry", "routes/staff/ranked-entry.tsx", id("ranked-entry")),
      route("ban-to-chuc/:edition/ket-qua", "routes/staff/decision.tsx", id("decision")),
      route("ban-to-chuc/:edition/nhat-ky", "routes/staff/ledger.tsx", id("ledger")),
    ]),
  ];
}

/** Addresses for machines have no language. */
const api = prefix("api/v1", [
  route("editions", "routes/api/editions.ts"),
  route("openapi.json", "routes/api/description.ts"),
  route("*", "routes/api/unknown.ts"),
]);

export default [...api, ...pages("vi"), ...prefix("en", pages("en"))] satisfies RouteConfig;
