import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { saveSheets } from "~/features/judging/commands-sheet.server";
import { readSaves } from "~/features/judging/read-save";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { paths } from "~/paths";
import { readJson } from "~/platform/http/read-json.server";

/** Two hundred whole sheets with long remarks are about half of it. */
const MOST_BYTES = 8_000_000;

const refusal = (reason: string, status: number) => Response.json({ reason }, { status, headers: { "Cache-Control": "no-store" } });

/** Nothing to read here by hand. */
export function loader({ request }: LoaderFunctionArgs) {
  throw redirect(withLocale(paths.judging(), localeOfPath(new URL(request.url).pathname)));
}

/** Saves sheets a judge's device sends, as JSON; see `SheetSaves`. Whoever isn't signed in, or no longer as the same person, gets 401: nothing is lost. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  if (request.method !== "POST") return refusal("not_found", 405);
  const actor = await context.actor();
  if (!actor) return refusal("unauthenticated", 401);
  const body = await readJson(request, MOST_BYTES);
  if (!body.ok) return refusal(body.fault, body.fault === "too_large" ? 413 : 400);
  const sent = readSaves(body.value);
  if (!sent.ok) return refusal(sent.reason, 400);
  if (sent.value.by !== undefined && sent.value.by !== actor.userId) return refusal("other_writer", 401);
  const answers = await saveSheets(context.services, { actor, saves: sent.value.saves, now: context.now });
  return Response.json({ answers }, { headers: { "Cache-Control": "no-store" } });
}
