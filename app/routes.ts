import { index, layout, prefix, route, type RouteConfig, type RouteConfigEntry } from "@remix-run/route-config";

/** Every page exists twice: at its Vietnamese address and below /en, from the same module. */
function pages(locale: "vi" | "en"): RouteConfigEntry[] {
  const id = (name: string) => ({ id: `${locale}-${name}` });
  return [
    layout("routes/public/layout.tsx", id("public"), [
      index("routes/public/home.tsx", id("home")),
    ]),
    layout("routes/account/layout.tsx", id("account-pages"), []),
    layout("routes/signed-in/layout.tsx", id("my-pages"), []),
    layout("routes/staff/layout.tsx", id("staff-pages"), []),
  ];
}

export default [...pages("vi"), ...prefix("en", pages("en"))] satisfies RouteConfig;
