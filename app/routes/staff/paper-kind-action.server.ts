import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { Actor } from "~/domain/access/roles";
import { daysToIssue } from "~/domain/documents/paper-days";
import type { AccessedEdition } from "~/features/contests/edition-access.server";
import type { PaperReply } from "~/features/documents/components/paper-acts";
import { issuePaper, revokePaper } from "~/features/documents/official/issue.server";
import type { OfficialKind } from "~/features/documents/official/official-kind";
import { PAPER_SCAN_LIMITS, storePaperScan } from "~/features/documents/official/scan.server";
import { issueSchemaFor, resetSchema, revokePaperSchema, scanSchema, wordsSchema } from "~/features/documents/official/schemas";
import { resetWords, saveWords } from "~/features/documents/official/words.server";
import type { Services } from "~/features/services";
import { formatsFor } from "~/i18n/formats";
import type { Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { readForm } from "~/platform/http/read-form.server";
import { readFormWithFiles } from "~/platform/http/read-form-with-files.server";
import { refuse, statusOf } from "~/platform/http/responses.server";

interface PaperPost {
  services: Services;
  request: Request;
  actor: Actor;
  edition: AccessedEdition["edition"];
  kind: OfficialKind;
  now: Date;
  locale: Locale;
}

type Taken = { done: string } | { reply: PaperReply; status: number };

/** The field a refusal is told at; all others are the form's. */
const FIELDS: Readonly<Record<string, string>> = { number_required: "number", number_wrong: "number", number_taken: "number", date_in_future: "date", date_too_early: "date", reason_required: "reason", file_missing: "file" };

/** Does what was posted from the page of a kind of paper: words, issuing, revoking, and the form with a file. */
export async function actOnPaper(post: PaperPost): Promise<Taken> {
  if (/^multipart\/form-data\s*;/i.test(post.request.headers.get("content-type") ?? "")) return addScan(post);
  const form = await readForm(post.request);
  const { services, actor, edition, kind, now, locale } = post;
  const act = { actor, editionId: edition.id, kind, now };
  const error = zodErrors(locale);
  switch (form.get("intent")) {
    case "words": {
      const submission = parseWithZod(form, { schema: wordsSchema(kind.slots(edition)), error });
      if (submission.status !== "success") return wrong("words", "", submission);
      const saved = await saveWords(services, { ...act, input: submission.value });
      return saved.ok ? { done: "luu" } : told(post, "words", saved.reason, saved.reason, submission);
    }
    case "reset": {
      const submission = parseWithZod(form, { schema: resetSchema, error });
      if (submission.status !== "success") return wrong("reset", "", submission);
      const reset = await resetWords(services, { ...act, version: submission.value.version });
      return reset.ok ? { done: "dat-lai" } : told(post, "reset", reset.reason, reset.reason, submission);
    }
    case "issue": {
      const submission = parseWithZod(form, { schema: issueSchemaFor(kind.sign, daysToIssue(edition.opensAt, now)), error: zodErrors(locale, reasonsOf(post)) });
      const about = String(form.get("name") ?? "");
      if (submission.status !== "success") return wrong("issue", about, submission);
      const issued = await issuePaper(services, { ...act, input: submission.value });
      return issued.ok ? { done: "ban-hanh" } : told(post, "issue", about, issued.reason, submission);
    }
    case "revoke": {
      const submission = parseWithZod(form, { schema: revokePaperSchema, error });
      const about = String(form.get("id") ?? "");
      if (submission.status !== "success") return wrong("revoke", about, submission);
      const revoked = await revokePaper(services, { ...act, input: submission.value });
      return revoked.ok ? { done: "thu-hoi" } : told(post, "revoke", about, revoked.reason, submission);
    }
    default:
      refuse("invalid");
  }
}

async function addScan(post: PaperPost): Promise<Taken> {
  const { services, request, actor, edition, kind, now, locale } = post;
  const read = await readFormWithFiles(services, request, PAPER_SCAN_LIMITS);
  if (!read.ok) refuse(read.reason === "file_too_large" ? "too_large" : read.reason);
  const { form, files, discard } = read.value;
  try {
    const submission = parseWithZod(form, { schema: scanSchema, error: zodErrors(locale) });
    const about = String(form.get("id") ?? "");
    if (submission.status !== "success") return wrong("scan", about, submission);
    const stored = await storePaperScan(services, { actor, editionId: edition.id, kind, now, file: files.find(({ field }) => field === "file"), input: submission.value });
    return stored.ok ? { done: "quet" } : told(post, "scan", about, stored.reason, submission);
  } finally {
    await discard();
  }
}

interface Replies {
  reply(options?: { formErrors?: string[]; fieldErrors?: Record<string, string[]> }): SubmissionResult<string[]>;
}

const wrong = (intent: string, about: string, submission: Replies): Taken => ({ reply: { intent, about, result: submission.reply() }, status: 400 });

/** The texts of refusals; a day that cannot be is answered with those that can. */
function reasonsOf({ locale, edition, now }: PaperPost): Readonly<Record<string, string>> {
  const { reasons, issue } = messagesFor(locale).paperDesk;
  const { from, to } = daysToIssue(edition.opensAt, now);
  const { date } = formatsFor(locale);
  const days = issue.dateBetween(date(from), date(to));
  return { ...reasons, date_in_future: days, date_too_early: days };
}

function told(post: PaperPost, intent: string, about: string, reason: string, submission: Replies): Taken {
  if (reason === "not_found") refuse("not_found");
  const messages = messagesFor(post.locale);
  const text = reasonText(messages, reason, reasonsOf(post), messages.fileContent.reasons);
  const field = FIELDS[reason] ?? (Object.hasOwn(messages.fileContent.reasons, reason) ? "file" : null);
  const result = submission.reply(field === null ? { formErrors: [text] } : { fieldErrors: { [field]: [text] } });
  return { reply: { intent, about, result }, status: field === null ? statusOf(reason) : 400 };
}

