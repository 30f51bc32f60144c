import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { EraseCard } from "~/features/retention/components/personal-data";
import { eraseAuthor } from "~/features/retention/erase-author.server";
import { heldAuthorPage } from "~/features/retention/personal-data.server";
import { erasureSchema } from "~/features/retention/schemas";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, DescriptionList, Notice } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).retention.personal.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor, phase } = await requireEdition(args, "person.erase");
  const { entry: entryId = "", author: authorKey = "" } = args.params;
  const held = await heldAuthorPage(args.context.services, { actor, edition, phase, entryId, authorKey, now: args.context.now });
  if (!held) refuse("not_found");
  return { held, slug: edition.slug };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "person.erase");
  const { services, now } = args.context;
  const locale = localeOfPath(new URL(args.request.url).pathname);
  const messages = messagesFor(locale);
  const { bars } = messages.retention.personal;
  const { entry: entryId = "", author: authorKey = "" } = args.params;
  const submission = parseWithZod(await readForm(args.request), { schema: erasureSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ text: submission.error?.sure ? bars.not_sure : null, result: submission.reply() }, { status: 400 });
  const done = await eraseAuthor(services, { actor, editionId: edition.id, entryId, authorKey, reason: submission.value.reason, now });
  if (done.ok) throw redirect(`${withLocale(paths.personalData(edition.slug), locale)}?da=xoa${done.value.namesakePlaces > 0 ? `&trung=${done.value.namesakePlaces}` : ""}`, 303);
  if (done.reason === "not_found" || done.reason === "forbidden") refuse(done.reason);
  return data({ text: reasonText(messages, done.reason, bars), result: submission.reply() }, { status: done.reason === "reason_names_person" ? 400 : 409 });
}

export default function HeldAuthor() {
  const { held, slug } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { personal } = useMessages().retention;
  const { author: texts } = personal;
  const { facts } = texts;
  const formats = useFormats();
  const href = useHref();
  const rows = [
    { term: facts.entry, description: <>{held.code} {held.title} · {personal.state[held.state]} · <a href={href(paths.screenEntry(slug, held.entryId))}>{texts.toEntry}</a></> },
    { term: facts.birthDate, description: held.birthDate ? formats.date(held.birthDate) : "" },
    { term: facts.phone, description: held.phone },
    { term: facts.email, description: held.email },
    { term: facts.address, description: held.address },
    { term: facts.guardian, description: [held.guardianName, held.guardianPhone].filter(Boolean).join(" · ") },
    { term: facts.account, description: held.userId === null ? texts.noAccount : held.mayEraseAccount ? <a href={href(paths.accountData(held.userId))}>{texts.whole}</a> : texts.hasAccount },
    { term: facts.versions, description: texts.versions(held.versions) },
    { term: facts.consents, description: held.consents > 0 ? texts.consents(held.consents, held.scans) : "" },
    { term: facts.files, description: held.files > 0 ? formats.integer(held.files) : "" },
    { term: facts.certificates, description: held.certificates > 0 ? formats.integer(held.certificates) : "" },
    { term: facts.award, description: held.award ?? "" },
  ].filter(({ description }) => description !== "");
  return (
    <div className="space-y-5">
      <PageHeader crumbs={[{ label: personal.title, href: href(paths.personalData(slug)) }, { label: held.name }]} eyebrow={texts.eyebrow} title={held.name} />
      {held.erasedAt && <Notice tone="info" title={personal.erased(formats.dateTime(held.erasedAt))} />}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card title={texts.held}>
          <DescriptionList items={rows} />
        </Card>
        {!held.erasedAt && <EraseCard bar={held.bar} namesakes={held.namesakes} consequences={personal.erase.author} answer={answer} />}
      </div>
    </div>
  );
}
