/** What the other scripts keep: texts (shared/device-copy) and addresses of uploads (shared/upload-records). */
const KEPT = ["sangtao", "sangtao-uploads"];

/**
 * Somebody signed out from a page that holds no script of ours. Browsers that don't heed Clear-Site-Data (over plain HTTP none does)
 * are made to forget here what was kept on the device. It imports nothing, so that the scripts of entry pages stay whole.
 */
if (new URLSearchParams(location.search).get("da-ra") === "2") {
  for (const name of KEPT) indexedDB.deleteDatabase(name);
  sessionStorage.clear();
}

export {};
