import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { can } from "~/domain/access/can";
import { PersonContactsPage } from "~/features/people/components/person-contacts-page";
import { addContact, type ContactRefusal, personContactsView, removeContact } from "~/features/people/contacts.server";
import { contactSchema } from "~/features/people/schemas";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { useLocale } from "~/ui/locale";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).conflictRules.contacts.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor, phase } = await requireEdition(args, "member.manage");
  const view = await personContactsView(args.context.services, { actor, editionId: edition.id, userId: args.params["person"] ?? "" });
  if (!view) refuse("not_found");
  const mayManage = can(actor, "contact.manage", { editionId: edition.id, phase }).allowed;
  return { view, mayManage, slug: edition.slug, done: new URL(args.request.url).searchParams.get("da") };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "contact.manage");
  const { services, now } = args.context;
  const locale = localeOfPath(new URL(args.request.url).pathname);
  const messages = messagesFor(locale);
  const form = await readForm(args.request);
  const userId = args.params["person"] ?? "";
  const act = { actor, editionId: edition.id, userId, now };
  const here = withLocale(paths.personContacts(edition.slug, userId), locale);
  const textOf = (reason: ContactRefusal) => reasonText(messages, reason, messages.conflictRules.reasons);

  const isRemoval = form.get("intent") === "remove";
  const submission = parseWithZod(form, { schema: contactSchema, error: zodErrors(locale) });
  if (isRemoval) {
    const removed = await removeContact(services, { ...act, contactId: String(form.get("contactId") ?? "") });
    if (removed.ok) throw redirect(`${here}?da=xoa`, 303);
    if (removed.reason === "not_found") refuse("not_found");
    return data({ text: textOf(removed.reason), result: submission.reply() }, { status: statusOf(removed.reason) });
  }
  if (submission.status !== "success") return data({ text: textOf("contact_unreadable"), result: submission.reply() }, { status: 400 });
  const added = await addContact(services, { ...act, input: submission.value });
  if (added.ok) throw redirect(`${here}?da=ghi`, 303);
  if (added.reason === "not_found") refuse("not_found");
  const text = textOf(added.reason);
  return data({ text, result: submission.reply({ fieldErrors: { value: [text] } }) }, { status: added.reason === "contact_unreadable" ? 400 : statusOf(added.reason) });
}

export default function PersonContacts() {
  const { view, mayManage, slug, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <PersonContactsPage view={view} mayManage={mayManage} membersHref={withLocale(paths.members(slug), useLocale())} done={done} answer={answer} />;
}
