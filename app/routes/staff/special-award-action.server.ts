import { parseWithZod } from "@conform-to/zod/v4";
import * as z from "zod";
import { changeSpecialAward, removeSpecialAward } from "~/features/special-awards/define.server";
import { giveSpecialAward, revokeSpecialAward } from "~/features/special-awards/give.server";
import { awardSchema, giveSchema, revokeSchema } from "~/features/special-awards/schemas";
import type { Services } from "~/features/services";
import type { Locale } from "~/i18n/locale";
import { zodErrors } from "~/i18n/zod-messages";

interface AwardPost {
  services: Services;
  act: Parameters<typeof removeSpecialAward>[1] extends infer Request ? Omit<Request, "id"> : never;
  awardId: string;
  form: FormData;
  locale: Locale;
}

/** Reads what was posted on an award's page and does it; null for an act nobody knows. */
export async function takeAwardAct({ services, act, awardId, form, locale }: AwardPost) {
  const error = zodErrors(locale);
  switch (form.get("intent")) {
    case "change": {
      const submission = parseWithZod(form, { schema: awardSchema, error });
      return { submission, outcome: submission.status === "success" ? await changeSpecialAward(services, { ...act, id: awardId, input: submission.value }) : null };
    }
    case "remove":
      return { submission: parseWithZod(form, { schema: z.object({}), error }), outcome: await removeSpecialAward(services, { ...act, id: awardId }) };
    case "give": {
      const submission = parseWithZod(form, { schema: giveSchema, error });
      return { submission, outcome: submission.status === "success" ? await giveSpecialAward(services, { ...act, awardId, input: submission.value }) : null };
    }
    case "revoke": {
      const submission = parseWithZod(form, { schema: revokeSchema, error });
      return { submission, outcome: submission.status === "success" ? await revokeSpecialAward(services, { ...act, awardId, input: submission.value }) : null };
    }
    default:
      return null;
  }
}
