import { index, layout, prefix, route, type RouteConfig, type RouteConfigEntry } from "@remix-run/route-config";

/** Every page exists twice: at its Vietnamese address and below /en, from the same module. */
function pages(locale: "vi" | "en"): RouteConfigEntry[] {
  const id = (name: string) => ({ id: `${locale}-${name}` });
  return [
    layout("routes/public/layout.tsx", id("public"), [
      index("routes/public/home.tsx", id("home")),
    ]),
    layout("routes/account/layout.tsx", id("account-pages"), [
      route("dang-nhap", "routes/account/sign-in.tsx", id("sign-in")),
      route("dang-ky", "routes/account/sign-up.tsx", id("sign-up")),
      route("dang-xuat", "routes/account/sign-out.tsx", id("sign-out")),
      route("quen-mat-khau", "routes/account/forgot-password.tsx", id("forgot-password")),
      route("dat-lai-mat-khau/:token", "routes/account/reset-password.tsx", id("reset-password")),
      route("loi-moi/:token", "routes/account/invitation.tsx", id("invitation")),
    ]),
    route("goc-cua-toi", "routes/account/my-corner.ts", id("my-corner")),
    layout("routes/signed-in/layout.tsx", id("my-pages"), [
      route("tai-khoan", "routes/account/account.tsx", id("account")),
    ]),
    layout("routes/staff/layout.tsx", id("staff-pages"), []),
  ];
}

export default [...pages("vi"), ...prefix("en", pages("en"))] satisfies RouteConfig;
