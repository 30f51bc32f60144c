const NAME = "cham_thi_chua_gui";
const YEAR_SECONDS = 31_536_000;

/**
 * Tells the server, by a cookie, that sheets of an account wait on this device: signing out on a page without these scripts then asks
 * first (routes/account/sign-out). It holds the beginning of the account's id and nothing of the sheets.
 */
export function markUnsent(userId: string, isUnsent: boolean): void {
  const own = userId.slice(0, 8);
  const found = new RegExp(`(?:^|; )${NAME}=([^;]*)`).exec(document.cookie)?.[1] ?? "";
  const others = found.split(".").filter((one) => one !== "" && one !== own);
  const now = [...others, ...(isUnsent ? [own] : [])].join(".");
  if (now === found) return;
  document.cookie = `${NAME}=${now}; path=/; SameSite=Lax; Max-Age=${now === "" ? 0 : YEAR_SECONDS}${location.protocol === "https:" ? "; Secure" : ""}`;
}
