import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { can } from "~/domain/access/can";
import { RubricForm } from "~/features/contests/components/settings/rubric-form";
import { CopyRubric } from "~/features/contests/components/settings/copy-rubric";
import { SheetPreview } from "~/features/contests/components/settings/rubric-preview";
import { RubricTotal } from "~/features/contests/components/settings/rubrics";
import { SettingsFrame } from "~/features/contests/components/settings/settings-frame";
import { SECTION_SLUGS } from "~/features/contests/sections";
import { submitRubric } from "~/features/contests/settings/section-forms.server";
import { settingsRubric } from "~/features/contests/settings/settings-view.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { actorOrHeldForm, readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { useMessages } from "~/ui/locale";
import { Card } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).editions.settings.rounds.rubrics }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "edition.view");
  const view = (await settingsRubric(args.context.services, { actor, edition, rubricId: args.params["rubric"] ?? "" })) ?? refuse("not_found");
  return {
    ...view,
    slug: edition.slug,
    isAnnounced: edition.announcedAt !== null,
    canConfigure: !view.sealed && can(actor, "edition.configure", { editionId: edition.id, phase }).allowed,
    stored: new URL(args.request.url).searchParams.has("da-luu"),
  };
}

export async function action(args: ActionFunctionArgs) {
  await actorOrHeldForm(await args.context.actor(), args.request);
  const { actor, edition } = await requireEdition(args, "edition.view");
  const { request, context } = args;
  const locale = localeOfPath(new URL(request.url).pathname);
  const rubricId = args.params["rubric"] ?? "";
  const form = await readForm(request);
  const answer = await submitRubric(context.services, { actor, edition, form, rubricId, locale, now: context.now });
  if (answer.reason) return data(answer, { status: statusOf(answer.reason) });
  const isGone = form.get("intent") === "remove-rubric";
  const next = isGone ? paths.editionSettings(edition.slug, SECTION_SLUGS.rounds) : paths.rubric(edition.slug, rubricId);
  throw redirect(`${withLocale(next, locale)}?da-luu`);
}

export default function SettingsRubric() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { editions, rounds } = useMessages();
  const { settings } = editions;
  const isCopy = answer?.result?.initialValue?.["intent"] === "copy-rubric";
  const { slug, canConfigure, isAnnounced, values, version, parts, frozen, fieldName, criteria, held, sources } = view;
  const title = `${settings.rounds.rubricOf(view.roundName)} – ${fieldName === null ? settings.rounds.forAll : settings.rounds.forField(fieldName)}`;
  return (
    <SettingsFrame {...{ slug, canConfigure, isAnnounced }} section="rounds" below={title} saved={view.stored && !answer}>
      <RubricForm {...{ values, version, canConfigure, parts, frozen, fieldName, held }} saved={view.saved} answer={isCopy ? undefined : answer} />
      {canConfigure && !frozen && <CopyRubric {...{ sources, version }} saved={view.saved} result={isCopy ? answer.result : null} />}
      <Card title={rounds.preview.title} aside={<RubricTotal criteria={criteria} />}>
        <p className="muted">{rounds.preview.lead}</p>
        <SheetPreview criteria={criteria} partLabels={Object.fromEntries(parts.map(({ key, label }) => [key, label]))} />
      </Card>
    </SettingsFrame>
  );
}
