import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { relocateThing, returnThing } from "~/features/things/commands.server";
import { ThingPage } from "~/features/things/components/thing-page";
import { thingView } from "~/features/things/queries.server";
import { moveSchema, returnSchema } from "~/features/things/schemas";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction<typeof loader> = ({ data: view, location }) => [{ title: view?.thing.code ?? messagesFor(localeOfPath(location.pathname)).things.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "thing.manage");
  const thing = await thingView(args.context.services, { editionId: edition.id, viewerId: actor.userId }, args.params["thing"] ?? "");
  if (!thing) refuse("not_found");
  return { slug: edition.slug, thing };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "thing.manage");
  const { request, context, params } = args;
  const locale = localeOfPath(new URL(request.url).pathname);
  const thingId = params["thing"] ?? "";
  const act = { actor, editionId: edition.id, now: context.now };
  const form = await readForm(request);
  const intent = form.get("intent") === "return" ? "return" : "move";
  const parsed =
    intent === "move"
      ? { submission: parseWithZod(form, { schema: moveSchema, error: zodErrors(locale) }), intent }
      : { submission: parseWithZod(form, { schema: returnSchema, error: zodErrors(locale) }), intent };
  if (parsed.submission.status !== "success") return data({ intent, text: null, result: parsed.submission.reply() }, { status: 400 });
  const input = { ...parsed.submission.value, thingId };
  const done = "place" in input ? await relocateThing(context.services, { ...act, input }) : await returnThing(context.services, { ...act, input });
  if (done.ok) throw redirect(`${withLocale(paths.thing(edition.slug, thingId), locale)}?da=${intent === "move" ? "chuyen" : "tra"}`, 303);
  if (done.reason === "not_found") refuse("not_found");
  const messages = messagesFor(locale);
  return data({ intent, text: reasonText(messages, done.reason, messages.things.reasons), result: parsed.submission.reply() }, { status: statusOf(done.reason) });
}

export default function Thing() {
  const { slug, thing } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  return <ThingPage slug={slug} thing={thing} answer={answer} done={search.get("da")} />;
}
