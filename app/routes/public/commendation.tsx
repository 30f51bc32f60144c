import { parseWithZod } from "@conform-to/zod/v4";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CodeForm, CompareForm, UnknownCode } from "~/features/certificates/components/check-forms";
import { checkNameSchema } from "~/features/certificates/schemas";
import { checkCommendation, compareCommended } from "~/features/commendations/check.server";
import { CommendationFacts } from "~/features/commendations/components/check-facts";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { zodErrors } from "~/i18n/zod-messages";
import { clientAddress } from "~/platform/http/client-address.server";
import { readForm } from "~/platform/http/read-form.server";
import { PageHeader } from "~/ui/layout";
import { useMessages } from "~/ui/locale";

export const meta: MetaFunction = ({ location }) => {
  const { commendationCheck, common } = messagesFor(localeOfPath(location.pathname));
  return [{ title: `${commendationCheck.title} · ${common.appName}` }, { name: "robots", content: "noindex" }];
};

const STATUS = { not_found: 404, too_many_tries: 429 } as const;
const HEADERS = { "Cache-Control": "no-store" };

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const typed = params["code"] ?? "";
  const checked = await checkCommendation(context.services, { code: typed, address: clientAddress(request), now: context.now });
  if (checked.ok) return data({ typed, commendation: checked.value, reason: null }, { headers: HEADERS });
  return data({ typed, commendation: null, reason: checked.reason }, { status: STATUS[checked.reason], headers: HEADERS });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname);
  const submission = parseWithZod(await readForm(request), { schema: checkNameSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ result: submission.reply(), answer: null }, { status: 400 });
  const { name } = submission.value;
  const compared = await compareCommended(context.services, { code: params["code"] ?? "", address: clientAddress(request), now: context.now, name });
  const result = submission.reply();
  if (compared.ok) return data({ result, answer: { name, isSame: compared.value.isSameName } });
  const { certificates, commendationCheck } = messagesFor(locale);
  const text = compared.reason === "too_many_tries" ? certificates.check.tooMany : commendationCheck.unknown;
  return data({ result: submission.reply({ formErrors: [text] }), answer: null }, { status: STATUS[compared.reason] });
}

export default function CommendationCheckPage() {
  const { typed, commendation, reason } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { commendationCheck } = useMessages();
  return (
    <>
      <PageHeader title={commendationCheck.title} />
      {commendation ? (
        <>
          <CommendationFacts commendation={{ ...commendation, decisionDate: new Date(commendation.decisionDate) }} />
          {commendation.name === null && !commendation.isErased && <CompareForm result={reply?.result ?? null} answer={reply?.answer ?? null} />}
        </>
      ) : (
        <>
          <UnknownCode tooMany={reason === "too_many_tries"} about={commendationCheck} />
          <CodeForm typed={typed} />
        </>
      )}
    </>
  );
}
