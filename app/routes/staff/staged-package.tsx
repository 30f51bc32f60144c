import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ImportLost, ImportUnderWay, refreshWhileImporting } from "~/features/upward/components/import-progress";
import { ImportForm, MappingForm, PackageFacts, PlannedEntries, SenderTrust } from "~/features/upward/components/plan-page";
import { beginImport, importProgress } from "~/features/upward/import-job.server";
import { mappingOfForm, planView, queryOfMapping } from "~/features/upward/plan-view.server";
import { trustSchema } from "~/features/upward/schemas";
import { trustSender } from "~/features/upward/senders.server";
import { stagedOf } from "~/features/upward/stage-package.server";
import { type Locale, localeOfPath, withLocale } from "~/i18n/locale";
import { type Messages, messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction<typeof loader> = ({ data: page, location }) => [
  { title: messagesFor(localeOfPath(location.pathname)).upward.plan.title },
  ...refreshWhileImporting(page?.importing),
];

const NO_REPLY = { heard: "", name: null as string | null, heardProblem: null as string | null, problem: null as string | null };

async function staged(args: LoaderFunctionArgs) {
  const access = await requireEdition(args, "entry.list");
  const { services, now } = args.context;
  return { ...access, services, now, locale: localeOfPath(new URL(args.request.url).pathname), staged: await stagedOf(services, { ...access, id: args.params["package"] ?? "", now }) };
}

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, services, now, locale, staged: found } = await staged(args);
  const { plan } = messagesFor(locale).upward;
  const importing = await importProgress(services, edition, args.params["package"] ?? "");
  const about = { slug: edition.slug, title: edition.title, importing };
  if (importing?.state === "running") return { ...about, packageId: "", view: null, fault: null };
  if (!found && importing?.state === "done") throw redirect(inPage(edition.slug, locale, importing.packageId));
  if (!found) refuse("not_found");
  const mapping = mappingOfForm(new URL(args.request.url).searchParams);
  const view = await planView(services, { actor, edition, opened: found.opened, mapping, now });
  const messages = messagesFor(locale);
  const said = (reason: string, file: string | undefined) => faultText(plan, reasonText(messages, reason, plan.reasons), file);
  const failed = importing?.problem ? said(importing.problem.reason, importing.problem.file) : null;
  const { packageId } = found.opened.manifest;
  return view.ok ? { ...about, packageId, view: view.value, fault: failed } : { ...about, packageId, view: null, fault: said(view.reason, view.file) };
}

const faultText = ({ faultAt }: Messages["upward"]["plan"], text: string, file: string | undefined) => (file === undefined ? text : faultAt(text, file));
const inPage = (slug: string, locale: Locale, packageId: string) => `${withLocale(paths.packagesFromBelow(slug), locale)}?nhap=${packageId}`;

export async function action(args: ActionFunctionArgs) {
  const { actor, edition, services, now, locale, staged: found } = await staged(args);
  const messages = messagesFor(locale);
  const { reasons } = messages.upward.plan;
  const form = await readForm(args.request);
  const { pathname, search } = new URL(args.request.url);
  if (form.get("intent") === "trust") {
    if (!found) refuse("not_found");
    const typed = { heard: String(form.get("heard") ?? ""), name: String(form.get("name") ?? "") };
    const read = trustSchema.safeParse(typed);
    const trusted = read.success ? await trustSender(services, { actor, edition, input: { ...read.data, publicKey: found.opened.manifest.publicKey }, now }) : null;
    if (trusted?.ok) throw redirect(pathname + search, 303);
    const reason = trusted?.reason ?? "fingerprint_differs";
    if (reason === "forbidden") refuse("forbidden");
    return data({ ...NO_REPLY, ...typed, heardProblem: reasonText(messages, reason, reasons) }, { status: 400 });
  }
  if (form.get("intent") !== "import") refuse("invalid");
  const mapping = mappingOfForm(form);
  const imported = await beginImport(services, { actor, edition, staged: found, packageId: String(form.get("package") ?? ""), mapping, now });
  if (imported.ok) throw redirect(imported.value.packageId === null ? pathname + queryOfMapping(mapping) : inPage(edition.slug, locale, imported.value.packageId), 303);
  if (imported.reason === "not_found") refuse("not_found");
  const known = statusOf(imported.reason);
  return data({ ...NO_REPLY, problem: faultText(messages.upward.plan, reasonText(messages, imported.reason, reasons), imported.file) }, { status: known >= 500 ? 409 : known });
}

export default function StagedPackage() {
  const { slug, title, importing, view, fault, packageId } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() ?? NO_REPLY;
  const { incoming, plan } = useMessages().upward;
  const href = useHref();
  const problem = reply.problem ?? fault;
  return (
    <div className="space-y-5">
      <PageHeader crumbs={[{ label: incoming.title, href: href(paths.packagesFromBelow(slug)) }, { label: plan.title }]} eyebrow={title} title={plan.title} />
      {problem && (
        <Notice tone="danger" title={incoming.fault} live>
          <p>{problem}</p>
        </Notice>
      )}
      {importing?.state === "running" && <ImportUnderWay progress={importing} />}
      {importing?.state === "lost" && !reply.problem && <ImportLost progress={importing} />}
      {view && (
        <>
          <PackageFacts view={view} />
          <SenderTrust view={view.sender} problem={reply.heardProblem} heard={reply.heard} name={reply.name} />
          <section>
            <h2>{plan.entriesTitle}</h2>
            <PlannedEntries view={view} />
          </section>
          <MappingForm view={view} />
          <ImportForm view={view} packageFields={{ package: packageId }} />
        </>
      )}
    </div>
  );
}
