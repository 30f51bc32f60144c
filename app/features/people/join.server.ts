import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { Actor, Role } from "~/domain/access/roles";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { SignInName } from "~/domain/people/sign-in-name";
import type { Services } from "~/features/services";
import type { Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { acceptInvitation, invitedSignInName, viewInvitation } from "./accept-invitation.server";
import { signUp } from "./accounts.server";
import { joinSchema, SECRET_FIELDS, signUpSchema } from "./schemas";

export interface Joined {
  role: Role;
  editionSlug: string | null;
  cookies: Headers;
}

type FormRefusal = Result<Joined, "invalid" | "name_taken" | "rate_limited" | "gone" | "not_found" | "other_account", { reply?: SubmissionResult<string[]> }>;

interface JoinAct {
  request: Request;
  form: FormData;
  token: string;
  locale: Locale;
  now: Date;
}

/**
 * Makes the account an invitation is for and takes the invitation with it. Where the server dies between the two, the
 * account is there: its owner signs in and accepts.
 */
export async function joinByInvitation(services: Pick<Services, "auth" | "db">, act: JoinAct): Promise<FormRefusal> {
  const view = await viewInvitation(services, { token: act.token, actor: null, now: act.now });
  if (!view) return refused("not_found");
  if (view.state === "gone") return refused("gone");
  const named = await invitedSignInName(services, act.token);
  const submission = parseWithZod(act.form, { schema: named ? joinSchema : signUpSchema, error: zodErrors(act.locale) });
  if (submission.status !== "success") return refused("invalid", { reply: submission.reply({ hideFields: SECRET_FIELDS }) });
  const input: { name: string; password: string; signInName?: SignInName } = submission.value;
  const signInName = named ?? input.signInName;
  if (!signInName) return refused("invalid", { reply: submission.reply() });
  const account = await signUp(services, act.request, { name: input.name, password: input.password, signInName, locale: act.locale });
  if (!account.ok) {
    const messages = messagesFor(act.locale);
    const formErrors = [reasonText(messages, account.reason, messages.auth.reasons)];
    return refused(account.reason, { reply: submission.reply({ formErrors, hideFields: SECRET_FIELDS }) });
  }
  const { userId, cookies } = account.value;
  const accepted = await acceptInvitation(services, { actor: { userId, email: signInName.email }, token: act.token, now: act.now });
  return accepted.ok ? ok({ ...accepted.value, cookies }) : refused(accepted.reason);
}

/** Takes an invitation with the account that is signed in. */
export async function acceptWithAccount(
  services: Pick<Services, "db">,
  { actor, form, token, locale, now }: Omit<JoinAct, "request"> & { actor: Actor },
): Promise<FormRefusal> {
  const confirmedOther = form.get("confirmed") === "on";
  const accepted = await acceptInvitation(services, { actor, token, confirmedOther, now });
  if (accepted.ok) return ok({ ...accepted.value, cookies: new Headers() });
  if (accepted.reason !== "other_account") return refused(accepted.reason);
  const { reasons } = messagesFor(locale).auth;
  const reply = { status: "error" as const, initialValue: {}, error: { confirmed: [reasons.other_account] } };
  return refused(accepted.reason, { reply });
}
