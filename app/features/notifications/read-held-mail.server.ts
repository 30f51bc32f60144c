import { parseWithZod } from "@conform-to/zod/v4";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Locale } from "~/i18n/locale";
import { zodErrors } from "~/i18n/zod-messages";
import type { RefusedText } from "./components/held-mail-page";
import { rewriteSchema } from "./held-mail-form";
import type { HeldMailAct } from "./held-mail.server";

const WHICH = /^(\S{36}) ([0-9a-f]{64})$/;

const text = (value: FormDataEntryValue | null) => (typeof value === "string" ? value : "");

/** What a form of the page of held letters asks for; `invalid` brings back what was typed. */
export function readHeldMailAct(form: FormData, locale: Locale): Result<HeldMailAct, "not_found" | "invalid", { typed?: RefusedText | null }> {
  const letters = form.getAll("letter").flatMap((value) => {
    const [, id = "", mark = ""] = WHICH.exec(text(value)) ?? [];
    return isUuid(id) ? [{ id, mark }] : [];
  });
  const [first] = letters;
  const intent = form.get("intent");
  if (!first) return refused("not_found");
  if (intent === "approve" || intent === "discard") return ok({ intent, letters });
  if (intent === "told") return ok({ intent, letters: [first] });
  if (intent !== "rewrite") return refused("not_found");
  const submission = parseWithZod(form, { schema: rewriteSchema, error: zodErrors(locale) });
  if (submission.status === "success") return ok({ intent, letters: [first], ...submission.value });
  const { subject = [], body = [] } = submission.error ?? {};
  return refused("invalid", { typed: { id: first.id, subject: text(form.get("subject")), body: text(form.get("body")), errors: { subject: subject ?? [], body: body ?? [] } } });
}
