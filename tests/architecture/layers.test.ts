import { expect, it } from "vitest";
import { sourcesBelow, type Source } from "./sources";

const sources = sourcesBelow("app");

const ROOTS = ["app/server.ts", "app/http-app.server.ts", "app/composition.server.ts", "app/cli.ts", "app/greeting.ts", "app/routes.ts", "app/root.tsx", "app/entry.server.tsx", "app/entry.client.tsx"];

/** The folder a module belongs to, in the words of app/README.md. */
function layerOf(path: string): string {
  if (ROOTS.includes(path) || ROOTS.some((file) => file.replace(/\.tsx?$/, "") === path)) return "root";
  const [, layer = "", second = ""] = path.split("/");
  if (layer === "features" && /^(services|request-context)/.test(second)) return "services";
  if (layer === "features" && path.includes("/components/")) return "components";
  if (layer === "platform") return `platform/${second}`;
  return layer.replace(/\.tsx?$/, "");
}

const DATA_USERS = ["platform/session", "platform/jobs"];
const PLATFORM = ["platform/config", "platform/postgres", "platform/log", "platform/mail", "platform/http", "platform/solver", "platform/session", "platform/files", "platform/qr", "platform/spreadsheet", "platform/render", "platform/signing", "platform/calibration", "platform/jobs", "platform/threads"];

/** What each layer may import of ours, at run time and as types. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  domain: ["domain"],
  paths: [],
  i18n: ["i18n", "domain"],
  ui: ["ui", "i18n", "paths", "domain", "styles"],
  data: ["data", "domain", "platform/config"],
  browser: ["browser", "domain", "paths"],
  components: ["components", "features", "ui", "i18n", "paths", "domain"],
  features: ["features", "services", "data", ...PLATFORM, "domain", "i18n", "paths"],
  services: ["services", "data", ...PLATFORM, "domain"],
  commandline: ["commandline", "features", "services", "data", ...PLATFORM, "domain", "i18n", "root"],
  routes: ["routes", "features", "services", "components", "ui", "i18n", "paths", "platform/session", "platform/http", "domain", "styles"],
};

function allowed(layer: string): readonly string[] {
  if (layer.startsWith("platform/")) return [...PLATFORM, "domain", "i18n", ...(DATA_USERS.includes(layer) ? ["data"] : [])];
  return MAY[layer] ?? [];
}

function wrongImports(source: Source): string[] {
  const layer = layerOf(source.path);
  if (layer === "root") return [];
  return source.imports
    .filter(({ target }) => target.startsWith("app/"))
    .filter(({ target, typeOnly }) => {
      const to = layerOf(target);
      // Handing services on needs their types everywhere; values of them come through the context.
      if (typeOnly && layer === "features" && to === "components") return false;
      if (typeOnly && (to === "services" || (layer.startsWith("platform/") && to === "data"))) return false;
      return !allowed(layer).includes(to);
    })
    .map(({ target }) => `${source.path} → ${target}`);
}

it("imports go one way: routes → features → data / platform → domain", () => {
  expect(sources.flatMap(wrongImports)).toEqual([]);
});

it("domain and addresses import no package and know no clock", () => {
  const pure = sources.filter(({ path }) => path.startsWith("app/domain/") || path === "app/paths.ts");
  expect(pure.flatMap(({ path, imports }) => imports.filter(({ target }) => !target.startsWith("app/")).map(({ target }) => `${path} → ${target}`))).toEqual([]);
  expect(pure.filter(({ text }) => /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\./.test(text)).map(({ path }) => path)).toEqual([]);
});

it("only data imports Prisma and SQL", () => {
  const outside = sources.filter(({ path }) => !path.startsWith("app/data/") && !path.startsWith("app/platform/postgres/"));
  const users = outside.flatMap(({ path, imports }) => imports.filter(({ target, typeOnly }) => !typeOnly && /^(@prisma\/|pg$)|^app\/data\/generated\/client/.test(target)).map(({ target }) => `${path} → ${target}`));
  expect(users).toEqual([]);
});

it("components and schemas import server modules as types only", () => {
  const browserSafe = sources.filter(({ path }) => path.includes("/components/") || /\/schemas[^/]*\.ts$/.test(path) || path.startsWith("app/ui/"));
  const wrong = browserSafe.flatMap(({ path, imports }) => imports.filter(({ target, typeOnly }) => !typeOnly && target.endsWith(".server")).map(({ target }) => `${path} → ${target}`));
  expect(wrong).toEqual([]);
});

it("what only runs on the server ends in .server.ts", () => {
  const free = /^app\/(commandline\/|cli\.ts|server\.ts|platform\/solver\/)/;
  const unsafe = sources.filter(
    ({ path, text, imports }) =>
      !path.endsWith(".server.ts") && !path.endsWith(".server.tsx") && !free.test(path) && (imports.some(({ target, typeOnly }) => !typeOnly && (target.startsWith("node:") || target === "pg")) || /\bprocess\.env\b/.test(text)),
  );
  expect(unsafe.map(({ path }) => path)).toEqual(["app/i18n/operator-language.ts"].filter((path) => unsafe.some((source) => source.path === path)));
});

it("no folder is called server: only the suffix protects", () => {
  expect(sources.filter(({ path }) => path.split("/").slice(0, -1).some((part) => part === "server" || part === ".server")).map(({ path }) => path)).toEqual([]);
});
