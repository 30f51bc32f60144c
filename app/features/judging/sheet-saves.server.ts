import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from "express";
import type { Actor } from "~/domain/access/roles";
import type { Services } from "~/features/services";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { paths } from "~/paths";
import { saveSheets } from "./commands-sheet.server";
import { readSaves } from "./read-save";

/** Where a judge's device sends what it saved, in both languages. */
export const SHEET_SAVES = ["/cham-thi/luu", "/en/cham-thi/luu"];

/** Two hundred whole sheets with long remarks are about half of it. */
const MOST_BYTES = 8_000_000;

const refuse = (response: Response, reason: string, status: number) => void response.status(status).json({ reason });

/**
 * Saves sheets a judge's device sends, as JSON; see `SheetSaves`. Whoever isn't signed in, or no longer as the same person, gets 401:
 * nothing is lost. A hot path, so it stands in front of Remix: matching its routes alone costs as much as a save.
 */
export function receiveSheetSaves(services: Pick<Services, "db" | "log" | "clock">, actorOf: (request: Request) => Promise<Actor | null>): (RequestHandler | ErrorRequestHandler)[] {
  const answer = async (request: Request, response: Response): Promise<void> => {
    response.set("Cache-Control", "no-store");
    if (request.method === "GET" || request.method === "HEAD") return response.redirect(withLocale(paths.judging(), localeOfPath(request.path)));
    if (request.method !== "POST") return refuse(response.set("Allow", "GET, HEAD, POST"), "not_found", 405);
    const now = services.clock.now();
    const actor = await actorOf(request);
    if (!actor) return refuse(response, "unauthenticated", 401);
    const sent = readSaves(request.body);
    if (!sent.ok) return refuse(response, sent.reason, 400);
    const { by, saves } = sent.value;
    if (by !== undefined && by !== actor.userId) return refuse(response, "other_writer", 401);
    response.json({ answers: await saveSheets(services, { actor, saves, now }) });
  };
  const unreadable: ErrorRequestHandler = (error: { status?: number }, _request, response, next) => {
    if (response.headersSent || error.status === undefined || error.status >= 500) return next(error);
    response.set("Cache-Control", "no-store");
    refuse(response, error.status === 413 ? "too_large" : "malformed", error.status === 413 ? 413 : 400);
  };
  const failed: ErrorRequestHandler = (error: unknown, _request, response, next) => {
    services.log.error("Score sheets could not be saved", { error });
    if (response.headersSent) return next(error);
    refuse(response, "server_error", 500);
  };
  const save: RequestHandler = (request, response, next) => void answer(request, response).catch(next);
  return [express.json({ limit: MOST_BYTES, strict: false }), save, unreadable, failed];
}
