import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { beginEntry } from "~/features/entries/begin-entry.server";
import { beginPage } from "~/features/entries/queries.server";
import { beginSchema } from "~/features/entries/schemas";
import { stepPath } from "~/features/entries/steps";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, requireActor } from "~/platform/http/responses.server";
import { ErrorSummary, FormActions, plainForm, RadioGroup, SubmitButton } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, LinkButton, Notice } from "~/ui/primitives";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).entries.begin.title }, { name: "robots", content: "noindex" }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const page = await beginPage(context.services, { actor, slug: params.edition ?? "", now: context.now });
  if (!page) refuse("not_found");
  return { ...page, id: crypto.randomUUID(), authorKey: crypto.randomUUID(), now: context.now };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const locale = localeOfPath(new URL(request.url).pathname);
  const submission = parseWithZod(await readForm(request), { schema: beginSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const begun = await beginEntry(context.services, { actor, input: { ...submission.value, editionSlug: params.edition ?? "" }, now: context.now });
  if (!begun.ok) refuse(begun.reason);
  throw redirect(withLocale(stepPath(begun.value.entryId, "basics"), locale), 303);
}

export default function NewEntry() {
  const view = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const { entries, assisted } = useMessages();
  const formats = useFormats();
  const href = useHref();
  const { begin } = entries;
  const form = plainForm({ id: "bat-dau", result, values: { as: view.unitName === null ? undefined : "helper" } });
  const header = (
    <PageHeader crumbs={[{ label: entries.myEntries.title, href: href(paths.myEntries()) }, { label: begin.title }]} title={begin.title} lead={begin.lead(view.edition.title)} />
  );
  if (view.phase !== "OPEN") return <NotOpen view={view} header={header} />;
  return (
    <div className="mx-auto max-w-3xl space-y-5">
      {header}
      <Card title={begin.how} look="quiet">
        <ol className="list-decimal space-y-2 pl-5">
          {begin.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p className="strong">{begin.deadline(formats.dateTime(view.edition.closesAt), formats.remaining(view.edition.closesAt, view.now))}</p>
      </Card>
      <form id={form.id} method="post" noValidate>
        <ErrorSummary form={form} labels={{ as: begin.whoQuestion }} />
        <input type="hidden" name="id" value={view.id} />
        <input type="hidden" name="authorKey" value={view.authorKey} />
        {view.unitName === null ? (
          <RadioGroup
            field={form.field("as")}
            required
            label={begin.whoQuestion}
            options={[
              ...(["author", "guardian", "helper"] as const).map((who) => ({ value: who, label: begin.who[who], hint: begin.whoHint[who] })),
              ...(view.mayAssist ? [{ value: "secretary", label: assisted.begin.who, hint: assisted.begin.hint }] : []),
            ]}
          />
        ) : (
          <>
            <input type="hidden" name="as" value="helper" />
            <p>{begin.forUnit(view.unitName)}</p>
          </>
        )}
        <FormActions>
          <SubmitButton>{begin.start}</SubmitButton>
        </FormActions>
      </form>
    </div>
  );
}

function NotOpen({ view, header }: { view: { phase: string; edition: { opensAt: Date; closesAt: Date } }; header: React.ReactNode }) {
  const { begin } = useMessages().entries;
  const formats = useFormats();
  const href = useHref();
  const isEarly = view.phase === "ANNOUNCED";
  return (
    <div className="mx-auto max-w-3xl space-y-5">
      {header}
      <Notice tone="warning" title={isEarly ? begin.notOpen : begin.closed}>
        <p>{isEarly ? begin.notOpenText(formats.dateTime(view.edition.opensAt)) : begin.closedText(formats.dateTime(view.edition.closesAt))}</p>
      </Notice>
      <LinkButton href={href(paths.myEntries())}>{begin.toMyEntries}</LinkButton>
    </div>
  );
}
