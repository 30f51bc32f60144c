import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AllPapers, PaperDeskTable } from "~/features/documents/components/paper-desk-page";
import { paperDesk } from "~/features/documents/official/desk.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Card } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const handle = { pageScripts: ["followed-download"] };

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).paperDesk.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "paper.view");
  return { slug: edition.slug, title: edition.title, run: crypto.randomUUID(), rows: await paperDesk(args.context.services, { actor, edition, phase }) };
}

export default function Papers() {
  const { slug, title, run, rows } = useLoaderData<typeof loader>();
  const { paperDesk } = useMessages();
  const href = useHref();
  const { otherList } = paperDesk;
  const others = [
    { label: otherList.dossiers, to: paths.dossiers(slug) },
    { label: otherList.progress, to: paths.progress(slug) },
    { label: otherList.sheets, to: paths.paperSheets(slug) },
    { label: otherList.certificates, to: paths.certificateBook(slug) },
  ];
  return (
    <div className="space-y-5">
      <PageHeader eyebrow={title} title={paperDesk.title} lead={paperDesk.lead} />
      <PaperDeskTable slug={slug} rows={rows} />
      <AllPapers slug={slug} run={run} />
      <Card title={paperDesk.others} look="quiet">
        <ul className="list-disc space-y-1 pl-5">
          {others.map(({ label, to }) => (
            <li key={to}>
              <a href={href(to)}>{label}</a>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
