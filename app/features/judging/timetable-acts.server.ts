import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import type { Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { zodErrors } from "~/i18n/zod-messages";
import { addSession, arrangeRound, changeSession, dropSession, moveTurn } from "./commands-timetable.server";
import type { EditionAct } from "./locked-edition.server";
import { publishTimetable } from "./publish-timetable.server";
import { breaksOn, sessionSchema } from "./schemas-timetable";

/** What came of a form of the timetable's page. */
export type TimetableOutcome =
  | { kind: "done"; query: string }
  | { kind: "form"; result: SubmissionResult<string[]> }
  | { kind: "refused"; reason: string; result: SubmissionResult<string[]> | null };

interface Sent extends EditionAct {
  roundId: string;
  form: FormData;
  locale: Locale;
}

/** Does what a form of the timetable's page asks for. */
export async function performOnTimetable(services: Pick<Services, "db" | "config">, { form, locale, ...act }: Sent): Promise<TimetableOutcome> {
  const text = (name: string) => String(form.get(name) ?? "");
  const intent = text("intent");
  const version = /^\d{1,9}$/.test(text("version")) ? Number(text("version")) : -1;
  const [sessionId, entryId, target] = [text("sessionId"), text("entryId"), text("target")];
  switch (intent) {
    case "add":
    case "change":
      return isUuid(sessionId) ? saveSession(services, { form, locale, ...act }, { sessionId, version: intent === "add" ? null : version }) : missing();
    case "remove":
      return told(await dropSession(services, { ...act, sessionId, version }), () => "");
    case "arrange":
      return told(await arrangeRound(services, { ...act, by: text("by") === "lot" ? "lot" : "field" }), ({ seed }) => (seed === null ? "&da=xep" : `&tham=${seed}`));
    case "up":
    case "down":
    case "out":
      return told(await moveTurn(services, { ...act, input: { roundId: act.roundId, entryId, from: { sessionId, version }, to: intent } }), () => `#b-${sessionId}`);
    case "place":
      return told(await moveTurn(services, { ...act, input: { roundId: act.roundId, entryId, from: null, to: { sessionId: target } } }), () => "");
    case "publish":
      return told(await publishTimetable(services, { ...act, state: text("state") }), ({ letters }) => `&thu=${letters}`);
    default:
      return missing();
  }
}

const missing = (): TimetableOutcome => ({ kind: "refused", reason: "not_found", result: null });

function told<T>(done: { ok: true; value: T } | { ok: false; reason: string }, query: (value: T) => string): TimetableOutcome {
  return done.ok ? { kind: "done", query: query(done.value) } : { kind: "refused", reason: done.reason, result: null };
}

async function saveSession(services: Pick<Services, "db">, { form, locale, ...act }: Sent, { sessionId, version }: { sessionId: string; version: number | null }): Promise<TimetableOutcome> {
  const submission = parseWithZod(form, { schema: sessionSchema, error: zodErrors(locale, { breaks: messagesFor(locale).timetable.session.breaksFault }) });
  if (submission.status !== "success") return { kind: "form", result: submission.reply() };
  const { breaks, ...rest } = submission.value;
  const input = { ...rest, breaks: breaksOn(rest.startsAt, breaks) };
  const done = await (version === null
    ? addSession(services, { ...act, input: { ...input, id: sessionId, roundId: act.roundId } })
    : changeSession(services, { ...act, sessionId, version, input }));
  return done.ok ? { kind: "done", query: `#b-${sessionId}` } : { kind: "refused", reason: done.reason, result: submission.reply() };
}
