import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Imported } from "~/features/imports/components/imported";
import { ImportPage } from "~/features/imports/components/import-page";
import { accessImport } from "~/features/imports/import-access.server";
import { MOST_UPLOAD_BYTES } from "~/features/imports/upload.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { refuse, requireActor } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { takeImport } from "./import-action.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).imports.title }];

async function accessed({ request, params, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const access = await accessImport(context.services, { actor, slug: params["edition"] ?? "", now: context.now });
  if (!access.ok) refuse(access.reason);
  return { actor, ...access.value };
}

export async function loader(args: LoaderFunctionArgs) {
  const { edition, isSchool } = await accessed(args);
  const query = new URL(args.request.url).searchParams;
  const count = (name: string) => Math.min(1_000_000, Math.trunc(Number(query.get(name)))) || 0;
  const imported = { entries: count("bai"), authors: count("tac-gia") };
  return { slug: edition.slug, title: edition.title, isSchool, mostBytes: MOST_UPLOAD_BYTES, imported: imported.entries > 0 ? imported : null };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await accessed(args);
  const { request, context } = args;
  const { pathname } = new URL(request.url);
  const taken = await takeImport({ services: context.services, actor, slug: edition.slug, request, locale: localeOfPath(pathname), now: context.now });
  if (taken.imported) throw redirect(`${pathname.replace(/\.data$/, "")}?bai=${taken.imported.entries}&tac-gia=${taken.imported.authors}`);
  return data(taken.outcome, { status: taken.status });
}

export default function ImportEntries() {
  const { slug, title, isSchool, mostBytes, imported } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>() ?? null;
  const { imports, screening } = useMessages();
  const href = useHref();
  const crumbs = isSchool ? [] : [{ label: screening.title, href: href(paths.screening(slug)) }, { label: imports.title }];
  return (
    <>
      <PageHeader crumbs={crumbs} eyebrow={title} title={imports.title} lead={imports.lead} />
      {imported && !outcome && <Imported {...imported} slug={slug} isSchool={isSchool} />}
      <ImportPage slug={slug} outcome={outcome} mostBytes={mostBytes} />
    </>
  );
}
