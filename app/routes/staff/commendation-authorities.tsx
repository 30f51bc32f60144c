import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { storeAuthority } from "~/features/commendations/authority.server";
import { AuthorityForms, type AuthorityReply } from "~/features/commendations/components/authority-forms";
import { authoritySchema } from "~/features/commendations/schemas";
import { authoritiesView } from "~/features/commendations/view.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).commendations.authority.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireEdition(args, "commendation.manage");
  return { slug: edition.slug, ...(await authoritiesView(args.context.services)) };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "commendation.manage");
  const { services, now } = args.context;
  const { pathname } = new URL(args.request.url);
  const locale = localeOfPath(pathname);
  const messages = messagesFor(locale);
  const form = await readForm(args.request);
  const about = String(form.get("id") ?? "");
  const submission = parseWithZod(form, { schema: authoritySchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data<AuthorityReply>({ about, result: submission.reply() }, { status: 400 });
  const stored = await storeAuthority(services, { actor, editionId: edition.id, now, input: submission.value });
  if (stored.ok) throw redirect(`${pathname}?da=luu`, 303);
  return data<AuthorityReply>({ about, result: submission.reply({ formErrors: [reasonText(messages, stored.reason, messages.commendations.reasons)] }) }, { status: statusOf(stored.reason) });
}

export default function CommendationAuthorities() {
  const { slug, authorities, newId } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const texts = useMessages().commendations;
  const href = useHref();
  const isSaved = useSearchParams()[0].has("da") && !reply;
  return (
    <>
      <PageHeader title={texts.authority.title} lead={texts.authority.lead} crumbs={[{ label: texts.title, href: href(paths.commendations(slug)) }, { label: texts.authority.title }]} />
      {isSaved && (
        <Notice tone="success" live>
          {texts.authority.saved}
        </Notice>
      )}
      <AuthorityForms authorities={authorities} newId={newId} reply={reply} />
    </>
  );
}
