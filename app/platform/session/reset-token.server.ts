import { newOneTimeToken } from "./one-time-token.server";
import { RESET_SECONDS, type Auth } from "./auth.server";

const identifierOf = (token: string) => `reset-password:${token}`;

/** A token to set a new password, as a request from the sign-in page would make it, to be handed over by staff. */
export async function makeResetToken(auth: Auth, userId: string): Promise<string> {
  const { internalAdapter } = await auth.$context;
  const { token } = newOneTimeToken();
  await internalAdapter.createVerificationValue({
    identifier: identifierOf(token),
    value: userId,
    expiresAt: new Date(Date.now() + RESET_SECONDS * 1000),
  });
  return token;
}

/** True while a password can be set with this token. */
export async function isResetToken(auth: Auth, token: string): Promise<boolean> {
  const { internalAdapter } = await auth.$context;
  const found = await internalAdapter.findVerificationValue(identifierOf(token));
  return found !== null && found.expiresAt > new Date();
}
