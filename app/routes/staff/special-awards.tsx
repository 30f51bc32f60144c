import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AwardList } from "~/features/special-awards/components/award-list";
import { addSpecialAward } from "~/features/special-awards/define.server";
import { addAwardSchema } from "~/features/special-awards/schemas";
import { specialAwardsView } from "~/features/special-awards/view.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).specialAwards.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "special_award.view");
  return { slug: edition.slug, view: await specialAwardsView(args.context.services, { actor, edition, phase }) };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "special_award.view");
  const { services, now } = args.context;
  const locale = localeOfPath(new URL(args.request.url).pathname);
  const submission = parseWithZod(await readForm(args.request), { schema: addAwardSchema });
  if (submission.status !== "success") refuse("invalid");
  const added = await addSpecialAward(services, { actor, editionId: edition.id, now, input: submission.value });
  if (added.ok) throw redirect(withLocale(paths.specialAward(edition.slug, added.value.id), locale), 303);
  const messages = messagesFor(locale);
  return data({ problem: reasonText(messages, added.reason, messages.specialAwards.reasons) }, { status: statusOf(added.reason) });
}

export default function SpecialAwards() {
  const { slug, view } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const texts = useMessages().specialAwards;
  return (
    <>
      <PageHeader title={texts.title} lead={texts.lead} />
      {reply && (
        <Notice tone="danger" live>
          {reply.problem}
        </Notice>
      )}
      <AwardList slug={slug} view={view} />
    </>
  );
}
