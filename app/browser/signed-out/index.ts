import { wipeWholeDevice } from "../shared/device-copy";

/**
 * Somebody signed out from a page that holds no script of ours. Browsers that don't heed Clear-Site-Data (over plain HTTP none does)
 * are made to forget here what was kept on the device.
 */
if (new URLSearchParams(location.search).get("da-ra") === "2") void wipeWholeDevice().catch(() => undefined);
