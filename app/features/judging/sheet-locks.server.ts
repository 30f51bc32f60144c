import type { Request, RequestHandler, Response } from "express";
import type { Actor } from "~/domain/access/roles";
import { readPostedSheet } from "~/domain/judging/sheet-fields";
import type { Services } from "~/features/services";
import { peekForm } from "~/platform/http/peek-form.server";
import { marksOf } from "~/platform/http/security.server";
import { actOnSheet, placeAfter } from "./sheet-acts.server";

/** The page of one score sheet, in both languages; its form is posted to the page's own address. */
export const SHEET_FORMS = /^(?:\/en)?\/cham-thi\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * Locks a score sheet for the plain form that asks for it, and leads on as the page's action does. Whatever is no plain success (another
 * button, nobody signed in, a refusal, a failure) is left to that action, which reads the same form and decides by the same command:
 * a refused lock has changed nothing, and one that was made is only found again. Only a form that breaks off goes nowhere: a page would wait
 * for the rest of it. A hot path, so it stands in front of Remix, which
 * alone costs as much as the lock.
 */
export function lockPostedSheets(services: Pick<Services, "db" | "clock" | "log">, actorOf: (request: Request) => Promise<Actor | null>): RequestHandler {
  const lock = async (request: Request, response: Response): Promise<boolean> => {
    const form = await peekForm(request);
    if (form === "broken_off") return true;
    const posted = form && readPostedSheet(form);
    const actor = posted?.intent === "lock" ? await actorOf(request) : null;
    if (!posted || !actor) return false;
    const assignmentId = request.params[0] ?? "";
    const done = await actOnSheet(services, { actor, assignmentId, posted, now: services.clock.now() });
    if (!done.ok) return false;
    response.status(303).set({ Location: placeAfter(request.path, { assignmentId, intent: "lock", ...done.value }), "Cache-Control": "no-store" }).end();
    return true;
  };
  return (request, response, next) => {
    lock(request, response).then(
      (isDone) => (isDone ? undefined : next()),
      (error: unknown) => {
        services.log.error("score sheet could not be locked", { reference: marksOf(response).reference, path: request.path, error });
        next();
      },
    );
  };
}
