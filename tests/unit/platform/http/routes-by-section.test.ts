import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { describe, expect, it } from "vitest";
import { buildsBySection } from "~/platform/http/routes-by-section.server";

/** Resource routes that answer with their own id and parameters. */
function buildOf(addresses: Record<string, string>): ServerBuild {
  const route = (id: string, path: string) => [id, { id, parentId: "layout", path, module: { loader: ({ params }: { params: object }) => Response.json({ id, params }) } }] as const;
  const routes = Object.fromEntries([["layout", { id: "layout", path: "", module: { default: () => null } }] as const, ...Object.entries(addresses).map(([id, path]) => route(id, path))]);
  const assets = { entry: { imports: [], module: "" }, routes: Object.fromEntries(Object.keys(routes).map((id) => [id, { id }])), url: "", version: "1" };
  return { mode: "production", entry: { module: { default: () => new Response("page") } }, routes, assets, publicPath: "/", assetsBuildDirectory: "", future: {}, isSpaMode: false } as unknown as ServerBuild;
}

const whole = buildOf({
  home: "bat-dau",
  contest: "cuoc-thi/:edition",
  result: "cuoc-thi/:edition/ket-qua",
  json: "cuoc-thi/:edition/ket-qua.json",
  sheet: "cham-thi/:assignment",
  offline: "cham-thi/khong-mang",
  english: "en/cham-thi/:assignment",
  englishResult: "en/cuoc-thi/:edition/ket-qua",
  api: "api/v1/editions",
  any: "*",
  englishAny: "en/*",
});

const answerOf = async (build: ServerBuild, path: string) => (await createRequestHandler(build, "production")(new Request(`http://localhost${path}`))).text();

describe("builds by section", () => {
  const buildFor = buildsBySection(whole);

  it.each([
    "/bat-dau",
    "/cuoc-thi/stkt-14",
    "/cuoc-thi/stkt-14/",
    "/cuoc-thi/stkt-14/ket-qua",
    "/cuoc-thi/stkt-14/ket-qua.json",
    "//cuoc-thi//stkt-14/ket-qua",
    "/cham-thi/abc",
    "/cham-thi/khong-mang",
    "/CHAM-THI/abc",
    "/cham%2Dthi/abc",
    "/en/cham-thi/abc",
    "/en/cuoc-thi/stkt-14/ket-qua",
    "/EN/cham-thi/abc",
    "/en/nothing",
    "/nothing/at/all",
    "/api/v1/editions",
  ])("answer %s as the whole build does", async (path) => {
    expect(await answerOf(buildFor(path), path)).toBe(await answerOf(whole, path));
  });

  it("hold only the routes of the section and those that match anywhere", () => {
    expect(Object.keys(buildFor("/cham-thi/abc").routes).toSorted()).toEqual(["any", "englishAny", "layout", "offline", "sheet"]);
    expect(Object.keys(buildFor("/cham-thi/abc").assets.routes).toSorted()).toEqual(["any", "englishAny", "layout", "offline", "sheet"]);
    expect(Object.keys(buildFor("/en/cham-thi/abc.data").routes)).toContain("english");
    expect(buildFor("/__manifest")).toBe(whole);
  });
});
