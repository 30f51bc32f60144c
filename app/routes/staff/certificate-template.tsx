import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { TemplateForm, type TemplateReply } from "~/features/certificates/components/template-form";
import { templateSchema } from "~/features/certificates/schemas";
import { PICTURE_LIMITS, storeCertificateTemplate } from "~/features/certificates/store-template.server";
import { wordsInForce } from "~/features/certificates/words-in-force.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readFormWithFiles } from "~/platform/http/read-form-with-files.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).certificates.template.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireEdition(args, "certificate.manage");
  return { slug: edition.slug, template: await wordsInForce(args.context.services.db.prisma, edition) };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "certificate.manage");
  const { services, now } = args.context;
  const { pathname } = new URL(args.request.url);
  const locale = localeOfPath(pathname);
  const messages = messagesFor(locale);
  const read = await readFormWithFiles(services, args.request, PICTURE_LIMITS);
  if (!read.ok) refuse(read.reason === "file_too_large" ? "too_large" : read.reason);
  const { form, files, discard } = read.value;
  try {
    const submission = parseWithZod(form, { schema: templateSchema, error: zodErrors(locale) });
    if (submission.status !== "success") return data<TemplateReply>({ result: submission.reply(), pictures: {} }, { status: 400 });
    const remove = { emblem: form.get("emblem-remove") !== null, signature: form.get("signature-remove") !== null };
    const stored = await storeCertificateTemplate(services, { actor, edition, words: submission.value, files, remove, now });
    if (stored.ok) throw redirect(`${pathname}?da=luu`, 303);
    const text = reasonText(messages, stored.reason, messages.certificates.reasons, messages.fileContent.reasons);
    const { picture } = stored;
    const reply: TemplateReply = picture ? { result: submission.reply(), pictures: { [picture]: text } } : { result: submission.reply({ formErrors: [text] }), pictures: {} };
    return data<TemplateReply>(reply, { status: picture ? 400 : statusOf(stored.reason) });
  } finally {
    await discard();
  }
}

export default function CertificateTemplate() {
  const { slug, template } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { certificates } = useMessages();
  const href = useHref();
  const isDone = useSearchParams()[0].has("da") && !reply;
  return (
    <>
      <PageHeader title={certificates.template.title} lead={certificates.template.lead} crumbs={[{ label: certificates.book.title, href: href(paths.certificateBook(slug)) }, { label: certificates.template.title }]} />
      {isDone && (
        <Notice tone="success" live>
          {certificates.template.saved}
        </Notice>
      )}
      <TemplateForm slug={slug} template={template} reply={reply} />
    </>
  );
}
