import { parseWithZod } from "@conform-to/zod/v4";
import type { Actor } from "~/domain/access/roles";
import { approveResult, proposeResult, publishResult, returnResult, signResult } from "~/features/results/decision.server";
import { decisionStepSchema, returnSchema, signatureSchema } from "~/features/results/schemas";
import type { Services } from "~/features/services";
import type { Locale } from "~/i18n/locale";
import { zodErrors } from "~/i18n/zod-messages";

interface DecisionPost {
  services: Services;
  actor: Actor;
  editionId: string;
  now: Date;
  form: FormData;
  locale: Locale;
}

/** Reads the posted step and takes it. `reply` gives the form back with what was typed. */
export async function takeDecisionStep({ services, actor, editionId, now, form, locale }: DecisionPost) {
  const request = { actor, editionId, now };
  const error = zodErrors(locale);
  switch (form.get("intent")) {
    case "propose": {
      const submission = parseWithZod(form, { schema: decisionStepSchema.partial(), error });
      return { submission, outcome: await proposeResult(services, request) };
    }
    case "approve":
    case "publish": {
      const submission = parseWithZod(form, { schema: decisionStepSchema, error });
      if (submission.status !== "success") return { submission, outcome: null };
      const step = form.get("intent") === "approve" ? approveResult : publishResult;
      return { submission, outcome: await step(services, { ...request, input: submission.value }) };
    }
    case "return": {
      const submission = parseWithZod(form, { schema: returnSchema, error });
      return { submission, outcome: submission.status === "success" ? await returnResult(services, { ...request, input: submission.value }) : null };
    }
    case "sign": {
      const submission = parseWithZod(form, { schema: signatureSchema, error });
      return { submission, outcome: submission.status === "success" ? await signResult(services, { ...request, input: submission.value }) : null };
    }
    default:
      return null;
  }
}
