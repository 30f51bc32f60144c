import type { ServerBuild } from "@remix-run/node";

type Routes = ServerBuild["routes"];

/** Part of all addresses that start alike: language, if there is one, and first word. */
type Section = string;

const LANGUAGES = ["en"];

/** `/en/cham-thi/1.data` → `en/cham-thi`. */
function sectionOf(path: string): Section {
  const words = path.replace(/\.data$/, "").split("/").filter((word) => word !== "");
  return words.slice(0, LANGUAGES.includes(words[0] ?? "") ? 2 : 1).join("/");
}

/**
 * One build for the addresses of each section, with the routes that can match there: Remix ranks all routes anew, twice, for every
 * request, which with hundreds of them costs more than most pages' own work. What belongs to no section gets the whole build.
 */
export function buildsBySection(build: ServerBuild): (path: string) => ServerBuild {
  const { routes } = build;
  const addressOf = (id: string): string => {
    const { parentId, path = "" } = routes[id] ?? {};
    return `${parentId === undefined ? "" : addressOf(parentId)}/${path}`;
  };
  const parents = new Set(Object.values(routes).map(({ parentId }) => parentId));
  const ends = Object.keys(routes).filter((id) => !parents.has(id)).map((id) => ({ id, section: sectionOf(addressOf(id)), isAnywhere: /[*:]/.test(sectionOf(addressOf(id))) }));
  const kept = new Map<Section, ServerBuild>();
  for (const section of new Set(ends.filter(({ isAnywhere }) => !isAnywhere).map((end) => end.section))) {
    const matching = new Set(ends.filter((end) => end.isAnywhere || end.section === section).flatMap(({ id }) => withParents(routes, id)));
    // Rendering goes through the routes of the manifest once more.
    const assets = { ...build.assets, routes: only(build.assets.routes, matching) };
    kept.set(section, { ...build, routes: only(routes, matching), assets });
  }
  return (path) => kept.get(sectionOf(path)) ?? build;
}

function withParents(routes: Routes, id: string): string[] {
  const parentId = routes[id]?.parentId;
  return parentId === undefined ? [id] : [id, ...withParents(routes, parentId)];
}

function only<T>(all: Record<string, T>, ids: ReadonlySet<string>): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([id]) => ids.has(id)));
}
