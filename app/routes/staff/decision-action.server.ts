import type { Submission } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { Actor } from "~/domain/access/roles";
import { refused } from "~/domain/kernel/result";
import { approveResult, proposeResult, returnResult, signResult } from "~/features/results/decision.server";
import { finaliseResult } from "~/features/results/finalise.server";
import { publishResult, scheduleResult, unscheduleResult } from "~/features/results/publish.server";
import { decisionStepSchema, returnSchema, scheduleSchema, signatureSchema } from "~/features/results/schemas";
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

interface TakenStep {
  submission: Submission<unknown, string[]>;
  outcome: Awaited<ReturnType<typeof approveResult>> | Awaited<ReturnType<typeof scheduleResult>> | Awaited<ReturnType<typeof finaliseResult>> | null;
  /** the minute that would be set */
  preview?: Date;
}

/** Reads the posted step and takes it. `reply` gives the form back with what was typed. */
export async function takeDecisionStep({ services, actor, editionId, now, form, locale }: DecisionPost): Promise<TakenStep | null> {
  const request = { actor, editionId, now };
  const error = zodErrors(locale);
  switch (form.get("intent")) {
    case "propose": {
      const submission = parseWithZod(form, { schema: decisionStepSchema.partial(), error });
      return { submission, outcome: await proposeResult(services, request) };
    }
    case "finalise": {
      const submission = parseWithZod(form, { schema: decisionStepSchema.partial(), error });
      return { submission, outcome: await finaliseResult(services, request) };
    }
    case "preview":
    case "schedule": {
      const submission = parseWithZod(form, { schema: scheduleSchema, error });
      if (submission.status !== "success") return { submission, outcome: null };
      // The preview says what would happen and changes nothing.
      if (form.get("intent") === "preview") return submission.value.publishAt > now ? { submission, outcome: null, preview: submission.value.publishAt } : { submission, outcome: refused("minute_past") };
      return { submission, outcome: await scheduleResult(services, { ...request, input: submission.value }) };
    }
    case "unschedule":
    case "approve":
    case "publish": {
      const submission = parseWithZod(form, { schema: decisionStepSchema, error });
      if (submission.status !== "success") return { submission, outcome: null };
      const act = { ...request, input: submission.value };
      const intent = form.get("intent");
      return { submission, outcome: await (intent === "approve" ? approveResult(services, act) : intent === "publish" ? publishResult(services, act) : unscheduleResult(services, act)) };
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
