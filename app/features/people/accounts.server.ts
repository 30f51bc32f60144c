import { updateProfile, type UserLocale } from "~/data/users.server";
import type { Actor } from "~/domain/access/roles";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { SignInName } from "~/domain/people/sign-in-name";
import type { Services } from "~/features/services";
import { guardedAuthCall, type AuthRefusal } from "~/platform/session/guarded-call.server";
import { sharedDeviceCookie, shortenSession } from "~/platform/session/shared-device.server";

/** Everything a person does with the own account. Whatever can be guessed passes the rate limits. */
type AuthServices = Pick<Services, "auth">;

const TOO_MANY_REQUESTS = 429;

/** Cookies to send with the answer: the person is signed in from then on. */
export interface SignedIn {
  userId: string;
  cookies: Headers;
}

export interface Credentials {
  signInName: SignInName;
  password: string;
}

/**
 * `wrong_credentials` says nothing about which of the two was wrong. On a shared device the session ends with the browser, after
 * `SHARED_HOURS` at the latest, and a cookie notes that nothing may be kept there.
 */
export async function signIn(
  { auth, clock }: AuthServices & Pick<Services, "clock">,
  request: Request,
  { signInName, password, shared }: Credentials & { shared?: boolean | undefined },
): Promise<Result<SignedIn, "wrong_credentials" | "rate_limited">> {
  const isShared = shared === true;
  const answer = await guardedAuthCall(auth, request, "/sign-in/email", { email: signInName.email, password, rememberMe: !isShared });
  if (answer.ok) {
    if (isShared) await shortenSession(auth, String(answer.body["token"]), clock.now());
    answer.cookies.append("set-cookie", sharedDeviceCookie(auth, isShared));
    return ok(signedIn(answer));
  }
  return refused(answer.status === TOO_MANY_REQUESTS ? "rate_limited" : expected(answer, [400, 401], "wrong_credentials"));
}

/** Makes an account and signs it in. A telephone account gets its number in the same write. */
export async function signUp(
  { auth }: AuthServices,
  request: Request,
  input: Credentials & { name: string; locale: UserLocale },
): Promise<Result<SignedIn, "name_taken" | "rate_limited">> {
  const { signInName, ...rest } = input;
  const answer = await guardedAuthCall(auth, request, "/sign-up/email", { ...rest, email: signInName.email });
  if (answer.ok) return ok(signedIn(answer));
  return refused(answer.status === TOO_MANY_REQUESTS ? "rate_limited" : expected(answer, [422], "name_taken"));
}

/** Puts a link into the outbox where the account exists; the answer is the same where it doesn't. */
export async function requestReset({ auth }: AuthServices, request: Request, signInName: SignInName): Promise<Result<null, "rate_limited">> {
  const answer = await guardedAuthCall(auth, request, "/request-password-reset", { email: signInName.email });
  if (answer.ok) return ok(null);
  return refused(expected(answer, [TOO_MANY_REQUESTS], "rate_limited"));
}

/** Sets a new password with the token of a link, and ends all sessions of the account. */
export async function resetPassword(
  { auth }: AuthServices,
  request: Request,
  input: { token: string; password: string },
): Promise<Result<null, "gone" | "rate_limited">> {
  const answer = await guardedAuthCall(auth, request, "/reset-password", { token: input.token, newPassword: input.password });
  if (answer.ok) return ok(null);
  return refused(answer.status === TOO_MANY_REQUESTS ? "rate_limited" : expected(answer, [400], "gone"));
}

/** Changes the own password and ends all other sessions. */
export async function changePassword(
  { auth }: AuthServices,
  request: Request,
  input: { currentPassword: string; password: string },
): Promise<Result<Headers, "wrong_password" | "rate_limited">> {
  const answer = await guardedAuthCall(auth, request, "/change-password", {
    currentPassword: input.currentPassword,
    newPassword: input.password,
    revokeOtherSessions: true,
  });
  if (answer.ok) return ok(answer.cookies);
  return refused(answer.status === TOO_MANY_REQUESTS ? "rate_limited" : expected(answer, [400, 401], "wrong_password"));
}

/** Name and language of letters. */
export async function saveProfile({ db }: Pick<Services, "db">, { actor, input }: { actor: Actor; input: { name: string; locale: UserLocale } }): Promise<void> {
  await updateProfile(db.prisma, actor.userId, input);
}

function signedIn({ body, cookies }: { body: Record<string, unknown>; cookies: Headers }): SignedIn {
  const { id } = body["user"] as { id: string };
  return { userId: id, cookies };
}

/** The refusal for one of the statuses that the input explains; anything else is a fault. */
function expected<R extends string>(answer: AuthRefusal, statuses: readonly number[], reason: R): R {
  if (statuses.includes(answer.status)) return reason;
  throw new Error(`accounts answered ${answer.status} ${answer.code}`);
}
