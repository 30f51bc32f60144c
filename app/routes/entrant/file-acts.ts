import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { fileReasonText } from "~/features/files/file-texts";
import { stepPath } from "~/features/entries/steps";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { readForm } from "~/platform/http/read-form.server";
import { requireActor, statusOf } from "~/platform/http/responses.server";
import { actOnFiles } from "./files-route.server";

/** For the script of the files only; opening this address by hand leads to the page. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  requireActor(await context.actor(), request);
  throw redirect(withLocale(stepPath(params.id ?? "", "files"), localeOfPath(new URL(request.url).pathname)));
}

/** Declares a file before its bytes are sent, and the other acts of the step, answered in JSON. */
export async function action(args: ActionFunctionArgs) {
  const actor = await args.context.actor();
  const messages = messagesFor(localeOfPath(new URL(args.request.url).pathname));
  const refusal = (reason: string) =>
    Response.json({ ok: false, reason, text: fileReasonText(messages, reason) }, { status: statusOf(reason) });
  if (!actor) return refusal("unauthenticated");
  const form = await readForm(args.request);
  const acted = await actOnFiles(args, actor, form);
  return acted.ok ? Response.json({ ok: true, key: acted.value.key ?? null }) : refusal(acted.reason);
}
