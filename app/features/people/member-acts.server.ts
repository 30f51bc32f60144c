import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { z } from "zod";
import type { Actor } from "~/domain/access/roles";
import type { Services } from "~/features/services";
import type { Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { inviteMember, resendInvitation, revokeInvitation } from "./invite-member.server";
import { endRole } from "./roles.server";
import { inviteSchema } from "./schemas";

export type MemberNews = "invited" | "resent" | "revoked" | "ended";

/** Done, perhaps with the invitation to show; or the reason, with the form where there is one. */
export type MemberAnswer =
  | { done: MemberNews; invitationId: string | null }
  | { done: null; reason: string; result: SubmissionResult<string[]> | null; error: string | null };

interface MemberAct {
  actor: Actor;
  editionId: string;
  form: FormData;
  locale: Locale;
  now: Date;
}

const FIELD_OF: Readonly<Record<string, string>> = {
  unit_required: "unitId",
  unit_unknown: "unitId",
  panel_unknown: "panelId",
  already_member: "signInName",
  already_invited: "signInName",
};

/** One of the acts of the members' page, by its `intent`. */
export async function actOnMembers(services: Pick<Services, "db" | "config">, act: MemberAct): Promise<MemberAnswer> {
  switch (act.form.get("intent")) {
    case "invite":
      return invite(services, act);
    case "resend": {
      const resent = await resendInvitation(services, { ...act, invitationId: idOf(act.form, "invitationId") });
      return resent.ok ? { done: "resent", invitationId: resent.value.id } : failed(resent.reason, act.locale);
    }
    case "revoke": {
      const revoked = await revokeInvitation(services, { ...act, invitationId: idOf(act.form, "invitationId") });
      return revoked.ok ? { done: "revoked", invitationId: null } : failed(revoked.reason, act.locale);
    }
    case "end-role": {
      const ended = await endRole(services, { ...act, membershipId: idOf(act.form, "membershipId"), editionId: act.editionId });
      return ended.ok ? { done: "ended", invitationId: null } : failed(ended.reason, act.locale);
    }
    default:
      return failed("invalid", act.locale);
  }
}

async function invite(services: Pick<Services, "db" | "config">, act: MemberAct): Promise<MemberAnswer> {
  const messages = messagesFor(act.locale);
  const submission = parseWithZod(act.form, { schema: inviteSchema, error: zodErrors(act.locale) });
  if (submission.status !== "success") return { done: null, reason: "invalid", result: submission.reply(), error: null };
  const invited = await inviteMember(services, { ...act, input: submission.value });
  if (invited.ok) return { done: "invited", invitationId: invited.value.id };
  const text = reasonText(messages, invited.reason, messages.people.reasons);
  const field = FIELD_OF[invited.reason];
  const result = submission.reply(field ? { fieldErrors: { [field]: [text] } } : { formErrors: [text] });
  return { done: null, reason: invited.reason, result, error: null };
}

function failed(reason: string, locale: Locale): MemberAnswer {
  const messages = messagesFor(locale);
  return { done: null, reason, result: null, error: reasonText(messages, reason, messages.people.reasons) };
}

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** An id out of a form; what isn't one is never found. */
function idOf(form: FormData, name: string): string {
  return z.uuid().safeParse(form.get(name)).data ?? NOBODY;
}
