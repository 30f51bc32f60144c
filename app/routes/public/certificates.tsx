import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { CodeForm, OfflineCheck } from "~/features/certificates/components/check-forms";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useMessages } from "~/ui/locale";

export const meta: MetaFunction = ({ location }) => {
  const { certificates, common } = messagesFor(localeOfPath(location.pathname));
  return [{ title: `${certificates.check.title} · ${common.appName}` }];
};

/** A typed code leads to its page. */
export function loader({ request }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url);
  const typed = (searchParams.get("ma") ?? "").replaceAll("\0", "").trim().slice(0, 60);
  if (typed !== "") throw redirect(withLocale(paths.certificate(encodeURIComponent(typed)), localeOfPath(pathname)), 303);
  return null;
}

export default function CertificatesPage() {
  const { check } = useMessages().certificates;
  return (
    <>
      <PageHeader title={check.title} lead={check.lead} />
      <CodeForm />
      <OfflineCheck />
    </>
  );
}
