import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { MergeCard, UnitUses } from "~/features/units/components/unit-card";
import { UnitFields, unitLabels } from "~/features/units/components/unit-fields";
import { submitMerge, submitUnit } from "~/features/units/forms.server";
import { unitChoices, unitPage } from "~/features/units/queries.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { isUuid } from "~/platform/http/list-query.server";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { ErrorSummary, FormActions, plainForm, SubmitButton } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Badge, Card, Notice } from "~/ui/primitives";
import { requireSystem } from "./units-access.server";

const CREATED = { created: "created", saved: "saved" } as const;

export const meta: MetaFunction<typeof loader> = ({ data: page, location }) => [
  { title: page?.unit.name ?? messagesFor(localeOfPath(location.pathname)).units.title },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { userId } = await requireSystem({ request, context }, "unit.manage");
  const [unit, choices] = isUuid(params["id"]) ? await Promise.all([unitPage(context.services, params["id"], userId), unitChoices(context.services)]) : [null, []];
  if (!unit) refuse("not_found");
  return { unit, choices, news: new URL(request.url).searchParams.get("xong") };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireSystem({ request, context }, "unit.manage");
  if (!isUuid(params["id"])) refuse("not_found");
  const locale = localeOfPath(new URL(request.url).pathname);
  const act = { actor, form: await readForm(request), locale, now: context.now };
  const intent = act.form.get("intent") === "merge" ? ("merge" as const) : ("save" as const);
  const answer = intent === "merge" ? await submitMerge(context.services, params["id"], act) : await submitUnit(context.services, params["id"], act);
  if (answer.savedId) throw redirect(`${withLocale(paths.unit(answer.savedId), locale)}?xong=${intent === "merge" ? "merged" : "saved"}`);
  if (answer.reason === "not_found") refuse("not_found");
  const isLate = answer.reason === "same_name" || answer.reason === "merged";
  return data({ ...answer, intent }, { status: isLate ? 409 : statusOf(answer.reason ?? "invalid") });
}

export default function UnitPage() {
  const { unit, choices, news } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { units } = useMessages();
  const href = useHref();
  const { mergedInto } = unit;
  const done = news === "merged" ? units.merge.done : news && Object.hasOwn(CREATED, news) ? units.form[news as keyof typeof CREATED] : null;
  const crumbs = [{ label: units.title, href: href(paths.units()) }, { label: unit.name }];
  if (mergedInto) {
    return (
      <>
        <PageHeader title={unit.name} crumbs={crumbs} meta={<Badge>{units.page.mergedTitle}</Badge>} />
        <p>
          {units.page.merged} <a href={href(paths.unit(mergedInto.id))}>{mergedInto.name}</a>
        </p>
      </>
    );
  }
  const stored = { ...unit, parentId: unit.parent?.id, otherNames: unit.otherNames.join("\n") };
  const form = plainForm({ id: "don-vi", result: answer?.intent === "save" ? answer.result : null, values: stored });
  const merge = plainForm({ id: "gop", result: answer?.intent === "merge" ? answer.result : null });
  return (
    <div className="space-y-5">
      <PageHeader title={unit.name} crumbs={crumbs} meta={<Badge>{units.kind[unit.kind]}</Badge>} />
      {done && !answer && (
        <Notice tone="success" live>
          <p>{done}</p>
        </Notice>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-3">
        <Card className="lg:col-span-2">
          <form id={form.id} method="post" noValidate>
            <ErrorSummary form={answer?.intent === "merge" ? merge : form} labels={{ ...unitLabels(units), intoId: units.merge.into }} />
            {answer?.reason === "version_conflict" && (
              <Notice title={units.stale}>
                <p>
                  {[unit.name, units.kind[unit.kind], unit.parent?.name, ...unit.otherNames].filter(Boolean).join(" · ")}
                </p>
              </Notice>
            )}
            <input type="hidden" name="version" value={unit.version} />
            <UnitFields form={form} choices={choices} without={unit.id} namesakes={answer?.namesakes ?? []} />
            <FormActions>
              <SubmitButton intent="save">{units.form.save}</SubmitButton>
            </FormActions>
          </form>
        </Card>
        <div className="space-y-5">
          <UnitUses unit={unit} />
          <MergeCard unit={unit} choices={choices} form={merge} />
        </div>
      </div>
    </div>
  );
}
