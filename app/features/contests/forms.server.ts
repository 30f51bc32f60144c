import type { Submission, SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { EditionRow } from "~/data/editions.server";
import type { Actor } from "~/domain/access/roles";
import type { Gap } from "~/domain/contest/completeness";
import type { EditionDates } from "~/domain/contest/timeline";
import type { Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { zodErrors } from "~/i18n/zod-messages";
import type { Services } from "~/features/services";
import { announceEdition } from "./announce.server";
import { createEdition } from "./create-edition.server";
import { extendReceipt, previewExtension } from "./extend-receipt.server";
import { faultText } from "./reasons";
import { announceSchema, extensionSchema, newEditionSchema } from "./schemas";
import type { SettingsFault } from "./settings/change-settings.server";

export interface FormRequest {
  actor: Actor;
  form: FormData;
  locale: Locale;
  now: Date;
}

export interface FormAnswer {
  result: SubmissionResult<string[]> | null;
  /** why the whole was refused, for the status */
  reason: string | null;
}

/** Errors of this area's schemas in the reader's language. */
export function editionErrors(locale: Locale) {
  const { editions, rounds } = messagesFor(locale);
  return zodErrors(locale, { ...editions.settings.reasons, ...bandReasons(rounds.reasons.band_unread) });
}

const bandReasons = (text: (line: string) => string) => ({ band_unread: ({ line }: { line: string }) => text(line) });

/** Errors by field of a form out of faults; those of no field stand at the form. */
export function replyWith<T>(submission: Submission<T, string[]>, faults: readonly SettingsFault[], locale: Locale): SubmissionResult<string[]> {
  const fieldErrors: Record<string, string[]> = {};
  const formErrors: string[] = [];
  for (const fault of faults) {
    const text = faultText(messagesFor(locale), fault);
    if (fault.field === "") formErrors.push(text);
    else (fieldErrors[fault.field] ??= []).push(text);
  }
  return submission.reply({ ...(formErrors.length > 0 ? { formErrors } : {}), fieldErrors });
}

const CREATE_FIELD: Readonly<Record<string, string>> = { unit_unknown: "hostUnitId", number_taken: "number" };

/** The form of a new edition. `slug` is set where it was made. */
export async function submitNewEdition(services: Services, request: FormRequest): Promise<FormAnswer & { slug?: string }> {
  const { actor, form, locale, now } = request;
  const submission = parseWithZod(form, { schema: newEditionSchema, error: editionErrors(locale) });
  if (submission.status !== "success") return { result: submission.reply(), reason: "invalid" };
  const { opensAt, closesAt, graceMinutes, screeningEndsAt, rounds, judgingEndsAt, announcementAt, ...rest } = submission.value;
  const dates = { opensAt, closesAt, graceMinutes, screeningEndsAt, rounds, judgingEndsAt, announcementAt };
  const made = await createEdition(services, { actor, input: { ...rest, dates }, now });
  if (made.ok) return { result: null, reason: null, slug: made.value.slug };
  const faults = made.faults ?? [{ field: CREATE_FIELD[made.reason] ?? "", reason: made.reason }];
  return { result: replyWith(submission, faults, locale), reason: made.reason };
}

/** The form that makes a draft public. */
export async function submitAnnouncement(services: Services, { actor, form, locale, now, editionId }: FormRequest & { editionId: string }): Promise<FormAnswer & { gaps: readonly Gap[] }> {
  const submission = parseWithZod(form, { schema: announceSchema, error: editionErrors(locale) });
  if (submission.status !== "success") return { result: submission.reply(), reason: "invalid", gaps: [] };
  const announced = await announceEdition(services, { actor, editionId, version: submission.value.version, now });
  if (announced.ok) return { result: null, reason: null, gaps: [] };
  return { result: replyWith(submission, [{ field: "", reason: announced.reason }], locale), reason: announced.reason, gaps: announced.gaps ?? [] };
}

const EXTEND_FIELD: Readonly<Record<string, string>> = { not_later: "to", in_the_past: "to" };

/** The form of an extension: `preview` shows what would move, anything else extends. */
export async function submitExtension(
  services: Services,
  { actor, form, locale, now, edition }: FormRequest & { edition: EditionRow },
): Promise<FormAnswer & { preview: { before: EditionDates; after: EditionDates } | null }> {
  const submission = parseWithZod(form, { schema: extensionSchema, error: editionErrors(locale) });
  if (submission.status !== "success") return { result: submission.reply(), reason: "invalid", preview: null };
  const input = submission.value;
  const refused = (reason: string) => ({ result: replyWith(submission, [{ field: EXTEND_FIELD[reason] ?? "", reason }], locale), reason, preview: null });
  if (form.get("intent") === "preview") {
    const shown = await previewExtension(services, { edition, to: input.to, now });
    return shown.ok ? { result: submission.reply(), reason: null, preview: shown.value } : refused(shown.reason);
  }
  const extended = await extendReceipt(services, { actor, editionId: edition.id, input, now });
  return extended.ok ? { result: null, reason: null, preview: null } : refused(extended.reason);
}
