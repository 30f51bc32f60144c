import { NetworkOnly, type RouteHandlerCallbackOptions, Serwist } from "serwist";
import type { NotSentTexts } from "~/domain/judging/offline-settings";
import { ASSETS, FROM_SERVER, keyOf, LOCKED_TEXT, NOT_SENT, WHO } from "../judging-device/copy-format";
import { keptAnswer } from "../judging-device/kept-answer";
import { isOnDevice, notSentPage, savedAssignment } from "../judging-device/posted";
import { DeviceStore } from "../judging-device/store";
import { whose } from "../judging-device/who";

/** The network is given so long where the device has an answer too. */
const PATIENCE_SECONDS = 4;
const HOMES = /^(\/en)?\/cham-thi(?=\/|$)/;

/** A proxy that says its server is away is no answer. */
const awayIsNoAnswer = {
  async fetchDidSucceed({ response }: { response: Response }): Promise<Response> {
    if ([502, 503, 504].includes(response.status)) throw new Error("the server is away");
    return response;
  },
};
const hurried = new NetworkOnly({ networkTimeoutSeconds: PATIENCE_SECONDS, plugins: [awayIsNoAnswer] });

const isKept = (url: URL, request: Request) => (request.mode === "navigate" && HOMES.test(url.pathname)) || url.pathname.startsWith("/tep/");

/** Network first; without one, what the account at work has loaded onto this device, decrypted on the way. */
async function answer({ request, event, url }: RouteHandlerCallbackOptions): Promise<Response> {
  const userId = await whose();
  const store = userId === null ? null : await DeviceStore.ifAny(userId).catch(() => null);
  const kept = store ? await keptAnswer(store, request) : null;
  try {
    return await (kept ? hurried.handle({ request, event }) : fetch(request));
  } catch (error) {
    if (kept) return kept;
    if (request.mode !== "navigate") throw error;
    const home = HOMES.exec(url.pathname)?.[0] ?? "/cham-thi";
    const fallback = store && (await keptAnswer(store, new Request(new URL(`${home}/khong-mang`, url))));
    return fallback ?? (await (await caches.open(WHO)).match(LOCKED_TEXT)) ?? Response.error();
  }
}

/** A form sent without a network: where it only saves a sheet that is on the device, the page comes back. All else was not done, and is said so. */
async function sent({ request, url }: RouteHandlerCallbackOptions): Promise<Response> {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch (error) {
    const form = await copy.formData();
    if (await isKeptSave(url.pathname, form)) return Response.redirect(url.pathname, 303);
    const texts = await (await caches.open(WHO)).match(NOT_SENT);
    if (!texts) throw error;
    const styles = (await (await caches.open(ASSETS)).keys()).map(({ url: address }) => keyOf(new URL(address))).filter((path) => path.endsWith(".css"));
    return notSentPage({ texts: (await texts.json()) as NotSentTexts, target: url.pathname + url.search, form, styles });
  }
}

async function isKeptSave(path: string, form: FormData): Promise<boolean> {
  const assignment = savedAssignment(path, form);
  const userId = assignment === null ? null : await whose();
  const store = userId === null ? null : await DeviceStore.ifAny(userId).catch(() => null);
  return store !== null && assignment !== null && isOnDevice(form, await store.sheet(assignment));
}

/** Scripts, styles and fonts of the copy: their names change with their content, so the device's are always right. */
async function asset({ request }: RouteHandlerCallbackOptions): Promise<Response> {
  return (await (await caches.open(ASSETS)).match(request.url)) ?? fetch(request);
}

const serwist = new Serwist({
  skipWaiting: true,
  clientsClaim: true,
  disableDevLogs: true,
  runtimeCaching: [
    { matcher: ({ url, request, sameOrigin }) => sameOrigin && request.headers.get(FROM_SERVER) === null && isKept(url, request), handler: answer },
    { matcher: ({ url, request, sameOrigin }) => sameOrigin && request.mode === "navigate" && HOMES.test(url.pathname), handler: sent, method: "POST" },
    { matcher: ({ url, sameOrigin }) => sameOrigin && /^\/(assets\/|favicon\.svg$|emblem\.svg$)/.test(url.pathname), handler: asset },
  ],
});
serwist.addEventListeners();
