import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import type { PaperDays } from "~/domain/documents/paper-days";
import type { LetterReply } from "~/features/commendations/components/letter-forms";
import { correctDecision } from "~/features/commendations/correct-decision.server";
import { changeLetter, publishLetter, sendLetter, signLetter, takeOutOfLetter } from "~/features/commendations/letter.server";
import { daysOfLetter } from "~/features/commendations/letter-days.server";
import { SCAN_LIMITS, storeLetterScan } from "~/features/commendations/scan.server";
import { correctDecisionSchema, letterSchema, sendSchema, signSchema, versionSchema } from "~/features/commendations/schemas";
import type { AccessedEdition } from "~/features/contests/edition-access.server";
import type { Services } from "~/features/services";
import { formatsFor } from "~/i18n/formats";
import type { Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { zodErrors } from "~/i18n/zod-messages";
import { readForm } from "~/platform/http/read-form.server";
import { readFormWithFiles } from "~/platform/http/read-form-with-files.server";
import { refuse } from "~/platform/http/responses.server";

interface LetterPost {
  services: Services;
  act: Parameters<typeof publishLetter>[1];
  edition: AccessedEdition["edition"];
  request: Request;
  locale: Locale;
}

type Outcome = Awaited<ReturnType<typeof storeLetterScan>> | Awaited<ReturnType<typeof sendLetter>>;

interface Taken {
  intent: LetterReply["intent"];
  submission: { reply(options?: { formErrors?: string[] }): SubmissionResult<string[]> } | null;
  /** null: the form was not right */
  outcome: Outcome | null;
  /** the letter is empty and gone */
  isGone: boolean;
}

/** Reads what was posted on a letter's page and does it; null for an act nobody knows. */
export async function takeLetterAct(post: LetterPost): Promise<Taken | null> {
  const isScan = /^multipart\/form-data/i.test(post.request.headers.get("content-type") ?? "") && (post.request.headers.get("content-length") ?? "") !== "";
  return isScan ? takeScan(post) : takeText(post, await readForm(post.request));
}

async function takeScan({ services, act, request }: LetterPost): Promise<Taken> {
  const read = await readFormWithFiles(services, request, SCAN_LIMITS);
  if (!read.ok) refuse(read.reason === "file_too_large" ? "too_large" : read.reason);
  const { form, files, discard } = read.value;
  try {
    const submission = parseWithZod(form, { schema: versionSchema });
    if (submission.status !== "success") refuse("invalid");
    return { intent: "scan", submission: null, outcome: await storeLetterScan(services, { ...act, version: submission.value.version, file: files[0] }), isGone: false };
  } finally {
    await discard();
  }
}

/** What is told at a number and a day that cannot be: the day is named that the other may not be before. */
function errorsOf(locale: Locale, intent: "send" | "sign", { from }: PaperDays) {
  const { reasons, letter } = messagesFor(locale).commendations;
  return zodErrors(locale, { ...reasons, date_too_early: letter.tooEarly[intent](formatsFor(locale).date(from)) });
}

async function takeText({ services, act, edition, locale }: LetterPost, form: FormData): Promise<Taken | null> {
  const error = zodErrors(locale);
  const daysAllowed = async () => (await daysOfLetter(services, { edition, ...act })) ?? refuse("not_found");
  switch (form.get("intent")) {
    case "words": {
      const submission = parseWithZod(form, { schema: letterSchema, error });
      return { intent: "words", submission, outcome: submission.status === "success" ? await changeLetter(services, { ...act, input: submission.value }) : null, isGone: false };
    }
    case "send": {
      const days = await daysAllowed();
      const submission = parseWithZod(form, { schema: sendSchema(days.send), error: errorsOf(locale, "send", days.send) });
      return { intent: "send", submission, outcome: submission.status === "success" ? await sendLetter(services, { ...act, input: submission.value }) : null, isGone: false };
    }
    case "sign": {
      const days = await daysAllowed();
      const submission = parseWithZod(form, { schema: signSchema(days.sign), error: errorsOf(locale, "sign", days.sign) });
      const outcome = submission.status === "success" ? await signLetter(services, { ...act, input: { ...submission.value, books: submission.value.books ?? {} } }) : null;
      return { intent: "sign", submission, outcome, isGone: false };
    }
    case "correct": {
      const days = await daysAllowed();
      const submission = parseWithZod(form, { schema: correctDecisionSchema(days.sign), error: errorsOf(locale, "sign", days.sign) });
      return { intent: "correct", submission, outcome: submission.status === "success" ? await correctDecision(services, { ...act, input: submission.value }) : null, isGone: false };
    }
    case "publish":
      return { intent: "publish", submission: null, outcome: await publishLetter(services, act), isGone: false };
    case "take-out": {
      const taken = await takeOutOfLetter(services, { ...act, input: { commendation: String(form.get("commendation") ?? "") } });
      return { intent: "take-out", submission: null, outcome: taken.ok ? { ok: true, value: null } : taken, isGone: taken.ok && taken.value.isGone };
    }
    default:
      return null;
  }
}
