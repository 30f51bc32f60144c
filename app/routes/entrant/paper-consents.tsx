import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PaperConsentForm } from "~/features/entries/components/paper-consent-form";
import { SCAN_LIMITS, storeScan } from "~/features/entries/store-scan.server";
import { consentDeskPage, recordPaperConsent } from "~/features/entries/paper-consents.server";
import { paperConsentSchema, tickedPurposes } from "~/features/entries/schemas";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { readFormWithFiles } from "~/platform/http/read-form-with-files.server";
import { refuse, requireActor, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useMessages } from "~/ui/locale";
import { Card, EmptyState, Notice } from "~/ui/primitives";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).paperConsent.title }, { name: "robots", content: "noindex" }];

const tokenOf = (url: URL) => url.searchParams.get("ma");

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const url = new URL(request.url);
  const page = await consentDeskPage(context.services, { actor, entryId: params["id"] ?? "", token: tokenOf(url), now: context.now });
  if (!page.ok) refuse(page.reason);
  const done = url.searchParams.get("xong");
  return { ...page.value, done: done === "1" ? ("done" as const) : done === "0" ? ("doneNothing" as const) : null };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { services, now } = context;
  const actor = requireActor(await context.actor(), request);
  const url = new URL(request.url);
  const locale = localeOfPath(url.pathname);
  const messages = messagesFor(locale);
  const entryId = params["id"] ?? "";
  const desk = await consentDeskPage(services, { actor, entryId, token: tokenOf(url), now });
  if (!desk.ok) refuse(desk.reason);
  const read = await readFormWithFiles(services, request, SCAN_LIMITS);
  if (!read.ok) refuse(read.reason === "file_too_large" ? "too_large" : read.reason);
  const { form, files, discard } = read.value;
  try {
    const submission = parseWithZod(form, { schema: paperConsentSchema, error: zodErrors(locale) });
    const [scan] = files;
    const words = messages.paperConsent.reasons;
    if (submission.status !== "success" || !scan) {
      const missing = scan ? {} : { fieldErrors: { scan: [words.scan_missing] } };
      return data(submission.reply(missing as never), { status: 400 });
    }
    const stored = await storeScan(services, { actorId: actor.userId, editionId: desk.value.entry.editionId, file: scan, now });
    if (!stored.ok) return data(submission.reply({ fieldErrors: { scan: [reasonText(messages, stored.reason, messages.fileContent.reasons)] } as never }), { status: 400 });
    const { authorKey, party, personName, relation, day, textVersion } = submission.value;
    const input = { entryId, authorKey, party, personName, relation, day, textVersion, purposes: tickedPurposes(submission.value), scanFileId: stored.value.fileId };
    const recorded = await recordPaperConsent(services, { actor, input, token: tokenOf(url), now });
    if (!recorded.ok) return data(submission.reply({ formErrors: [reasonText(messages, recorded.reason, words)] }), { status: statusOf(recorded.reason) });
    url.searchParams.set("xong", recorded.value.changed > 0 ? "1" : "0");
    throw redirect(url.pathname + url.search, 303);
  } finally {
    await discard();
  }
}

/** Where the secretary, or the school that filed, keys in a consent that was signed on paper. */
export default function PaperConsents() {
  const view = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>() ?? null;
  const { paperConsent: texts } = useMessages();
  return (
    <div className="mx-auto max-w-3xl space-y-5">
      <PageHeader eyebrow={view.edition.title} title={texts.title} lead={texts.lead} />
      {view.done && !result && <Notice tone="success" live title={texts[view.done]} />}
      {view.authors.length === 0 ? (
        <EmptyState title={texts.noAuthors} />
      ) : (
        <Card>
          <PaperConsentForm authors={view.authors} result={result} />
        </Card>
      )}
    </div>
  );
}
