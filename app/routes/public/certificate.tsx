import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { checkCertificate, compareName } from "~/features/certificates/check.server";
import { CertificateFacts, CodeForm, CompareForm, OfflineCheck, UnknownCode } from "~/features/certificates/components/check-forms";
import { checkNameSchema } from "~/features/certificates/schemas";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { clientAddress } from "~/platform/http/client-address.server";
import { readForm } from "~/platform/http/read-form.server";
import { PageHeader } from "~/ui/layout";
import { useMessages } from "~/ui/locale";

export const meta: MetaFunction = ({ location }) => {
  const { certificates, common } = messagesFor(localeOfPath(location.pathname));
  return [{ title: `${certificates.check.title} · ${common.appName}` }, { name: "robots", content: "noindex" }];
};

const STATUS = { not_found: 404, too_many_tries: 429 } as const;
const HEADERS = { "Cache-Control": "no-store" };

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const typed = params["code"] ?? "";
  const checked = await checkCertificate(context.services, { code: typed, address: clientAddress(request), now: context.now });
  if (checked.ok) return data({ typed, certificate: checked.value, reason: null }, { headers: HEADERS });
  if (checked.reason === "is_commendation") throw redirect(withLocale(paths.publicCommendation(checked.code ?? typed), localeOfPath(new URL(request.url).pathname)), { status: 303, headers: HEADERS });
  return data({ typed, certificate: null, reason: checked.reason }, { status: STATUS[checked.reason], headers: HEADERS });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname);
  const submission = parseWithZod(await readForm(request), { schema: checkNameSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ result: submission.reply(), answer: null }, { status: 400 });
  const { name } = submission.value;
  const compared = await compareName(context.services, { code: params["code"] ?? "", address: clientAddress(request), now: context.now, name });
  const result = submission.reply();
  if (compared.ok) return data({ result, answer: { name, isSame: compared.value.isSameName } });
  const { tooMany, unknown } = messagesFor(locale).certificates.check;
  const text = compared.reason === "too_many_tries" ? tooMany : unknown;
  return data({ result: submission.reply({ formErrors: [text] }), answer: null }, { status: STATUS[compared.reason] });
}

export default function CertificatePage() {
  const { typed, certificate, reason } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { check } = useMessages().certificates;
  return (
    <>
      <PageHeader title={check.title} />
      {certificate ? (
        <>
          <CertificateFacts certificate={certificate} />
          {certificate.name === null && !certificate.isErased && <CompareForm result={reply?.result ?? null} answer={reply?.answer ?? null} />}
        </>
      ) : (
        <UnknownCode tooMany={reason === "too_many_tries"} />
      )}
      <CodeForm typed={certificate ? "" : typed} />
      <OfflineCheck />
    </>
  );
}
