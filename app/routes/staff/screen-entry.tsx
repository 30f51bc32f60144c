import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { StaffEntryPapers } from "~/features/documents/components/entry-papers";
import { FilesByPart } from "~/features/files/components/files-by-part";
import { shownFiles } from "~/features/files/shown-files.server";
import { Checks } from "~/features/screening/components/checks";
import { Decide } from "~/features/screening/components/decide";
import { Dossier, People } from "~/features/screening/components/dossier";
import { EntryFacts, EntryHead } from "~/features/screening/components/entry-head";
import { EntryKeys } from "~/features/screening/components/entry-keys";
import { ActHistory, Versions } from "~/features/screening/components/history";
import { SupplementReview } from "~/features/screening/components/supplement-review";
import { AwaitedForStaff } from "~/features/files/components/awaited-for-staff";
import { screenedEntryPage } from "~/features/screening/entry-page.server";
import { DONE_MARK, filterQuery, readFilter } from "~/features/screening/list-filter";
import { ThingsOfEntry } from "~/features/things/components/things-of-entry";
import { thingsBeside } from "~/features/things/queries.server";
import { EntryOrigin } from "~/features/upward/components/entry-origin";
import { originOfEntry } from "~/features/upward/origin.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { readForm } from "~/platform/http/read-form.server";
import { refuse } from "~/platform/http/responses.server";
import { TwoPane } from "~/ui/layout";
import { useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import { takeScreeningAct } from "./screening-act.server";
import { requireEdition } from "./staff-access.server";

/** For the keys; everything else works without. */
export const handle = { scripts: true };

export const meta: MetaFunction<typeof loader> = ({ data: page, location }) => {
  const { screening } = messagesFor(localeOfPath(location.pathname));
  return [{ title: page ? `${page.view.entry.code ?? screening.state.DRAFT} · ${screening.title}` : screening.title }];
};

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "entry.inspect");
  const query = new URL(args.request.url).searchParams;
  const filter = readFilter(query);
  const { services, now } = args.context;
  const view = await screenedEntryPage(services, { actor, edition, phase, entryId: args.params["entry"] ?? "", filter, now });
  if (!view) refuse("not_found");
  const files = view.shown ? await shownFiles(services, { entryId: view.entry.id, version: "SUBMITTED", viewer: "staff" }) : [];
  const things = view.shown ? await thingsBeside(services, view.entry.id) : [];
  const origin = view.shown ? await originOfEntry(services, view.entry.id) : null;
  return { view, files, things, origin, filter, slug: edition.slug, isDone: query.has(DONE_MARK) };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "entry.inspect");
  const { request, context, params } = args;
  const url = new URL(request.url);
  const form = await readForm(request);
  const taken = await takeScreeningAct({ services: context.services, actor, editionId: edition.id, entryId: params["entry"] ?? "", form, locale: localeOfPath(url.pathname), now: context.now });
  if (taken.done) {
    const query = filterQuery(readFilter(url.searchParams));
    throw redirect(`${url.pathname.replace(/\.data$/, "")}${query === "" ? "?" : `${query}&`}${DONE_MARK}=1`);
  }
  return data(taken.refused, { status: taken.status });
}

export default function ScreenEntry() {
  const { view, files, things, origin, filter, slug, isDone } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  const { screening } = useMessages();
  if (!view.shown) {
    return (
      <>
        <EntryHead view={view} filter={filter} slug={slug} />
        <EntryFacts view={view} />
      </>
    );
  }
  return (
    <>
      <EntryHead view={view} filter={filter} slug={slug} />
      {isDone && !refused && <Notice tone="success" title={screening.acts.done} live />}
      <AwaitedForStaff files={view.files} mayDecide={view.barred === null} />
      <EntryOrigin origin={origin} />
      <Checks view={view} slug={slug} />
      <TwoPane
        aside={
          <>
            <Decide view={view} refused={refused} />
            <EntryKeys />
            <EntryFacts view={view} />
            <ThingsOfEntry things={things} desk={{ slug, entryCode: view.entry.code, mayReceive: true }} />
            <StaffEntryPapers slug={slug} entryId={view.entry.id} />
            <ActHistory acts={view.acts} parts={view.parts} />
          </>
        }
      >
        <SupplementReview view={view} />
        <Dossier view={view} />
        <FilesByPart parts={view.parts} files={files} />
        <People view={view} />
        <Versions view={view} />
      </TwoPane>
    </>
  );
}
