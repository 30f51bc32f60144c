import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { printConsentPaper } from "~/features/documents/print-consent-paper.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { paths } from "~/paths";
import { download } from "~/platform/http/download.server";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, requireActor } from "~/platform/http/responses.server";

/** The button stands on the page of the consents; opening this address by hand leads there. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  requireActor(await context.actor(), request);
  throw redirect(withLocale(paths.entryConsents(params["id"] ?? ""), localeOfPath(new URL(request.url).pathname)));
}

/** The form to sign, with fresh links on it: made when it is asked for, and never by following a link. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const form = await readForm(request);
  const input = { entryId: params["id"] ?? "", authorKey: String(form.get("authorKey") ?? "") };
  const paper = await printConsentPaper(context.services, { actor, input, locale: localeOfPath(new URL(request.url).pathname), now: context.now });
  if (!paper.ok) refuse(paper.reason === "birth_date_missing" ? "invalid" : paper.reason);
  return download(paper.value);
}
