import { shownSignInName } from "~/domain/people/sign-in-name";

/** The sign-in name of an account as people write it, for routes. */
export function writtenSignInName(account: { email: string; phone: string | null }): string {
  return shownSignInName(account);
}
