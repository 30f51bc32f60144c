import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { Actor } from "~/domain/access/roles";
import type { Services } from "~/features/services";
import type { Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { type CommitteeRefusal, fillFromAccounts, removeMember, saveMember, setJudgeFee } from "./commands.server";
import { type CommitteeName, feeSchema, memberSchema, removeSchema } from "./schemas";

export type CommitteeNews = "saved" | "removed" | "filled" | "nothing" | "fee";
export type CommitteeAnswer = { done: CommitteeNews } | { done: null; intent: string; reason: string; result: SubmissionResult<string[]> | null; problem: string | null };

interface CommitteeAct {
  actor: Actor;
  editionId: string;
  committee: CommitteeName;
  form: FormData;
  locale: Locale;
  now: Date;
}

const FIELD_OF: Readonly<Record<string, string>> = { account_unknown: "userId", already_listed: "userId", term_reversed: "validTo" };

/** One of the acts of the page, by its `intent`. */
export async function actOnCommittee(services: Pick<Services, "db">, act: CommitteeAct): Promise<CommitteeAnswer> {
  const intent = String(act.form.get("intent"));
  const error = zodErrors(act.locale);
  if (intent === "fill") {
    const filled = await fillFromAccounts(services, act);
    return filled.ok ? { done: filled.value === 0 ? "nothing" : "filled" } : failed(act, intent, filled.reason);
  }
  if (intent === "remove") {
    const input = parseWithZod(act.form, { schema: removeSchema, error });
    if (input.status !== "success") return failed(act, intent, "invalid");
    const removed = await removeMember(services, { ...act, input: input.value });
    return removed.ok ? { done: "removed" } : failed(act, intent, removed.reason);
  }
  if (intent === "fee") {
    const input = parseWithZod(act.form, { schema: feeSchema, error });
    if (input.status !== "success") return { done: null, intent, reason: "invalid", result: input.reply(), problem: null };
    const set = await setJudgeFee(services, { ...act, input: input.value });
    return set.ok ? { done: "fee" } : { ...failed(act, intent, set.reason), result: input.reply() };
  }
  if (intent !== "save") return failed(act, intent, "invalid");
  const input = parseWithZod(act.form, { schema: memberSchema, error });
  if (input.status !== "success") return { done: null, intent, reason: "invalid", result: input.reply(), problem: null };
  const saved = await saveMember(services, { ...act, input: input.value });
  if (saved.ok) return { done: "saved" };
  const field = FIELD_OF[saved.reason];
  const text = textOf(act, saved.reason);
  return { done: null, intent, reason: saved.reason, result: input.reply(field ? { fieldErrors: { [field]: [text] } } : { formErrors: [text] }), problem: null };
}

const textOf = ({ locale }: CommitteeAct, reason: string): string => {
  const messages = messagesFor(locale);
  return reasonText(messages, reason, messages.committee.reasons);
};

const failed = (act: CommitteeAct, intent: string, reason: CommitteeRefusal | "invalid") => ({ done: null, intent, reason, result: null, problem: textOf(act, reason) }) as const;
