import { parseWithZod } from "@conform-to/zod/v4";
import type { Actor } from "~/domain/access/roles";
import { choosePrize, revokePrizeChoices } from "~/features/results/choices.server";
import { chooseQuota, revokeQuotaChoice } from "~/features/results/quota-choices.server";
import { choiceSchema, revokeChoicesSchema } from "~/features/results/schemas";
import { quotaChoiceSchema } from "~/features/results/schemas-meeting";
import type { Services } from "~/features/services";
import type { Locale } from "~/i18n/locale";
import { zodErrors } from "~/i18n/zod-messages";

interface RankingPost {
  services: Services;
  actor: Actor;
  editionId: string;
  now: Date;
  form: FormData;
  locale: Locale;
}

/** Reads what was posted on the ranking's page and does it: a tie decided, fewer prizes of a tier, or one of both taken back. */
export async function takeRankingAct({ services, actor, editionId, now, form, locale }: RankingPost) {
  const act = { actor, editionId, now };
  const error = zodErrors(locale);
  const intent = String(form.get("intent"));
  if (intent === "revoke" || intent === "revoke-quota") {
    const submission = parseWithZod(form, { schema: revokeChoicesSchema });
    const choiceIds = submission.status === "success" ? submission.value.choice : [];
    const outcome = intent === "revoke" ? await revokePrizeChoices(services, { ...act, choiceIds }) : await revokeQuotaChoice(services, { ...act, choiceId: choiceIds[0] ?? "" });
    return { intent, submission, outcome };
  }
  if (intent === "quota") {
    const submission = parseWithZod(form, { schema: quotaChoiceSchema, error });
    if (submission.status !== "success") return { intent, submission, outcome: null };
    const { quotaTier: tier, quota, reason } = submission.value;
    return { intent, submission, outcome: await chooseQuota(services, { ...act, input: { tier, quota, reason } }) };
  }
  const submission = parseWithZod(form, { schema: choiceSchema, error });
  return { intent: "choose", submission, outcome: submission.status === "success" ? await choosePrize(services, { ...act, input: submission.value }) : null };
}
