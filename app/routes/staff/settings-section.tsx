import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { can } from "~/domain/access/can";
import { SettingsFrame } from "~/features/contests/components/settings/settings-frame";
import { SectionPage } from "~/features/contests/components/settings/section-page";
import { SECTION_SLUGS, sectionOf } from "~/features/contests/sections";
import { submitSection } from "~/features/contests/settings/section-forms.server";
import { settingsSection } from "~/features/contests/settings/settings-view.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { actorOrHeldForm, readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { editionById } from "~/features/contests/queries.server";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location, params }) => {
  const { settings } = messagesFor(localeOfPath(location.pathname)).editions;
  const section = sectionOf(params["section"] ?? "");
  return [{ title: section ? settings.section[section] : settings.title }];
};

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "edition.view");
  const section = sectionOf(args.params["section"] ?? "") ?? refuse("not_found");
  const view = await settingsSection(args.context.services, { actor, edition, section });
  return {
    ...view,
    section,
    slug: edition.slug,
    isAnnounced: edition.announcedAt !== null,
    canConfigure: can(actor, "edition.configure", { editionId: edition.id, phase }).allowed,
    stored: new URL(args.request.url).searchParams.has("da-luu"),
  };
}

export async function action(args: ActionFunctionArgs) {
  await actorOrHeldForm(await args.context.actor(), args.request);
  const { actor, edition } = await requireEdition(args, "edition.view");
  const { request, context } = args;
  const section = sectionOf(args.params["section"] ?? "") ?? refuse("not_found");
  const locale = localeOfPath(new URL(request.url).pathname);
  const answer = await submitSection[section](context.services, { actor, edition, form: await readForm(request), locale, now: context.now });
  if (answer.reason) return data(answer, { status: statusOf(answer.reason) });
  // The address itself may just have been changed.
  const changed = await editionById(context.services.db.prisma, edition.id);
  throw redirect(`${withLocale(paths.editionSettings(changed?.slug ?? edition.slug, SECTION_SLUGS[section]), locale)}?da-luu`);
}

export default function SettingsSection() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <SettingsFrame slug={view.slug} section={view.section} canConfigure={view.canConfigure} isAnnounced={view.isAnnounced} saved={view.stored && !answer}>
      <SectionPage view={view} answer={answer} />
    </SettingsFrame>
  );
}
