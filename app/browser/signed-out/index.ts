/** What the other scripts keep: texts (shared/device-copy), addresses of uploads (shared/upload-records), score sheets (judging-device). */
const KEPT = ["sangtao", "sangtao-uploads", "sangtao-cham-thi"];
const KEPT_CACHES = ["cham-thi-ai", "cham-thi-tai-san"];

/** Where judges' pages note whose copy may be shown without a network (judging-device/copy-format). */
const WHO = "cham-thi-ai";
const SIGNING_IN = "/dang-nhap-do";

/**
 * Somebody signed out from a page that holds no script of ours. Browsers that don't heed Clear-Site-Data (over plain HTTP none does)
 * are made to forget here what was kept on the device. It imports nothing, so that the scripts of entry pages stay whole.
 */
if (new URLSearchParams(location.search).get("da-ra") === "2") {
  for (const name of KEPT) indexedDB.deleteDatabase(name);
  sessionStorage.clear();
  document.cookie = "cham_thi_chua_gui=; path=/; Max-Age=0";
  void forgetCopies();
} else void noteSignIn();

async function forgetCopies(): Promise<void> {
  if (!("caches" in globalThis)) return;
  for (const name of KEPT_CACHES) await caches.delete(name);
  for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) await registration.unregister();
}

/** From the moment another account may have signed in, nobody's copy is shown without a network until it is known whose it is. */
async function noteSignIn(): Promise<void> {
  if (!("caches" in globalThis) || !(await caches.has(WHO))) return;
  const who = await caches.open(WHO);
  await who.delete(SIGNING_IN);
  let isNoted = false;
  document.addEventListener("submit", (event) => {
    if (isNoted) return;
    event.preventDefault();
    isNoted = true;
    const send = () => (event.target as HTMLFormElement).requestSubmit(event.submitter);
    who.put(SIGNING_IN, new Response("")).then(send, send);
  });
}

export {};
