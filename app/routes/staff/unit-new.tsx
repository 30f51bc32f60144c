import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { UnitFields, unitLabels } from "~/features/units/components/unit-fields";
import { submitNewUnit } from "~/features/units/forms.server";
import { newUnitPage } from "~/features/units/queries.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { statusOf } from "~/platform/http/responses.server";
import { ErrorSummary, FormActions, plainForm, RequiredLegend, SubmitButton } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Card } from "~/ui/primitives";
import { requireSystem } from "./units-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).units.form.newTitle }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireSystem({ request, context }, "unit.manage");
  return newUnitPage(context.services);
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = await requireSystem({ request, context }, "unit.manage");
  const locale = localeOfPath(new URL(request.url).pathname);
  const answer = await submitNewUnit(context.services, { actor, form: await readForm(request), locale, now: context.now });
  if (answer.savedId) throw redirect(`${withLocale(paths.unit(answer.savedId), locale)}?xong=created`);
  return data(answer, { status: answer.reason === "same_name" ? 409 : statusOf(answer.reason ?? "invalid") });
}

export default function NewUnit() {
  const { choices, newId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { units } = useMessages();
  const href = useHref();
  const form = plainForm({ id: "don-vi", result: answer?.result, values: { id: newId } });
  return (
    <div className="max-w-2xl">
      <PageHeader title={units.form.newTitle} crumbs={[{ label: units.title, href: href(paths.units()) }, { label: units.form.newTitle }]} />
      <Card>
        <form id={form.id} method="post" noValidate>
          <ErrorSummary form={form} labels={unitLabels(units)} />
          <RequiredLegend />
          <input type="hidden" name="id" value={String(form.field("id").initialValue ?? newId)} />
          <UnitFields form={form} choices={choices} namesakes={answer?.namesakes ?? []} />
          <FormActions>
            <SubmitButton>{units.form.save}</SubmitButton>
          </FormActions>
        </form>
      </Card>
    </div>
  );
}
