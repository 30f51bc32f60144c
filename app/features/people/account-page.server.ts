import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { z } from "zod";
import { rolesInFull, type RoleInFull } from "~/data/memberships.server";
import { contactOfUser } from "~/data/users.server";
import type { Actor } from "~/domain/access/roles";
import { deviceOf } from "~/domain/people/device";
import { shownSignInName } from "~/domain/people/sign-in-name";
import type { Services } from "~/features/services";
import type { Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { endOtherSessions, endOwnSession, ownSessions } from "~/platform/session/own-sessions.server";
import { changePassword, saveProfile } from "./accounts.server";
import { changePasswordSchema, profileSchema, SECRET_FIELDS } from "./schemas";

/** What a person sees of the own account. */
export async function accountPage({ db, auth }: Pick<Services, "db" | "auth">, { actor, request }: { actor: Actor; request: Request }) {
  const [contact, roles, sessions] = await Promise.all([contactOfUser(db.prisma, actor.userId), rolesInFull(db, actor.userId), ownSessions(auth, request)]);
  return {
    name: contact?.name ?? actor.name,
    locale: contact?.locale ?? "vi",
    signInName: shownSignInName(actor),
    roles,
    sessions: sessions.map(({ userAgent, ...session }) => ({ ...session, device: deviceOf(userAgent) })),
  };
}

export type { RoleInFull };

const NEWS = ["profileSaved", "passwordChanged", "sessionEnded", "othersEnded"] as const;
export type AccountNews = (typeof NEWS)[number];

/** What has just been done, out of the address. */
export function accountNews(text: string | null): AccountNews | null {
  return NEWS.find((one) => one === text) ?? null;
}

export interface AccountAnswer {
  status: number;
  form: "profile" | "password" | "sessions";
  result: SubmissionResult<string[]> | null;
  news: AccountNews | null;
  cookies?: Headers;
}

interface AccountAct {
  actor: Actor;
  request: Request;
  form: FormData;
  locale: Locale;
}

type AccountServices = Pick<Services, "db" | "auth">;

/** One of the acts of the account page, by its `intent`. */
export async function actOnAccount(services: AccountServices, act: AccountAct): Promise<AccountAnswer> {
  switch (act.form.get("intent")) {
    case "profile":
      return editProfile(services, act);
    case "password":
      return editPassword(services, act);
    case "end":
      return endSession(services, act);
    case "end-others":
      await endOtherSessions(services.auth, act.request);
      return done("sessions", "othersEnded");
    default:
      return { status: 400, form: "profile", result: null, news: null };
  }
}

const done = (form: AccountAnswer["form"], news: AccountNews): AccountAnswer => ({ status: 200, form, result: null, news });

async function editProfile(services: AccountServices, { actor, form, locale }: AccountAct): Promise<AccountAnswer> {
  const submission = parseWithZod(form, { schema: profileSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return { status: 400, form: "profile", result: submission.reply(), news: null };
  await saveProfile(services, { actor, input: submission.value });
  return done("profile", "profileSaved");
}

async function editPassword(services: AccountServices, { request, form, locale }: AccountAct): Promise<AccountAnswer> {
  const messages = messagesFor(locale);
  const submission = parseWithZod(form, { schema: changePasswordSchema, error: zodErrors(locale) });
  const wrong = (reply: SubmissionResult<string[]>, status: number): AccountAnswer => ({ status, form: "password", result: reply, news: null });
  if (submission.status !== "success") return wrong(submission.reply({ hideFields: SECRET_FIELDS }), 400);
  const changed = await changePassword(services, request, submission.value);
  if (changed.ok) return { ...done("password", "passwordChanged"), cookies: changed.value };
  const text = reasonText(messages, changed.reason, messages.auth.reasons);
  const errors = changed.reason === "wrong_password" ? { fieldErrors: { currentPassword: [text] } } : { formErrors: [text] };
  return wrong(submission.reply({ ...errors, hideFields: SECRET_FIELDS }), changed.reason === "wrong_password" ? 400 : 429);
}

async function endSession({ auth }: AccountServices, { request, form }: AccountAct): Promise<AccountAnswer> {
  const id = z.string().min(1).max(100).safeParse(form.get("session"));
  const ended = id.success && (await endOwnSession(auth, request, id.data));
  return ended ? done("sessions", "sessionEnded") : { status: 404, form: "sessions", result: null, news: null };
}
