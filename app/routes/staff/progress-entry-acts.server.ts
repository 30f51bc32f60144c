import { parseWithZod } from "@conform-to/zod/v4";
import { redirect } from "@remix-run/node";
import type { Actor } from "~/domain/access/roles";
import { openRescore } from "~/features/judging/commands-rescore.server";
import { unlockSheet } from "~/features/judging/commands-unlock.server";
import { reasonSchema } from "~/features/judging/schemas";
import { rescoreSchema } from "~/features/judging/schemas-jury";
import type { Services } from "~/features/services";
import { withLocale, type Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { refuse, statusOf } from "~/platform/http/responses.server";

interface EntryPost {
  services: Services;
  actor: Actor;
  edition: { id: string; slug: string };
  entryId: string;
  now: Date;
  form: FormData;
  locale: Locale;
}

/** Opens one sheet again, with a reason; answers with the form and what was typed where it may not be. */
export async function unlock({ services, actor, edition, entryId, now, form, locale }: EntryPost) {
  const assignmentId = String(form.get("assignmentId") ?? "");
  const submission = parseWithZod(form, { schema: reasonSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return { assignmentId, text: null, result: submission.reply(), status: 400 };
  const done = await unlockSheet(services, { actor, editionId: edition.id, assignmentId, reason: submission.value.reason, now });
  if (done.ok) throw redirect(`${withLocale(paths.progressEntry(edition.slug, entryId), locale)}?da=mo`, 303);
  if (done.reason === "not_found") refuse("not_found");
  const messages = messagesFor(locale);
  const text = reasonText(messages, done.reason, messages.judging.reasons);
  return { assignmentId, text, result: submission.reply(), status: statusOf(done.reason) };
}

/** Opens a meeting on re-scoring for one round. */
export async function openMeeting({ services, actor, edition, entryId, now, form, locale }: EntryPost) {
  const roundId = String(form.get("roundId") ?? "");
  const submission = parseWithZod(form, { schema: rescoreSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return { roundId, text: null, result: submission.reply(), status: 400 };
  const done = await openRescore(services, { actor, editionId: edition.id, now, input: { entryId, ...submission.value } });
  if (done.ok) throw redirect(`${withLocale(paths.rescore(edition.slug, done.value.id), locale)}?da=mo`, 303);
  if (done.reason === "not_found") refuse("not_found");
  const messages = messagesFor(locale);
  const text = reasonText(messages, done.reason, messages.jury.reasons, messages.judging.reasons);
  return { roundId, text, result: submission.reply(), status: statusOf(done.reason) };
}
