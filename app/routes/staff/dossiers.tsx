import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { dossiersPage } from "~/features/documents/dossiers-zip.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, DescriptionList, EmptyState, LinkButton, Notice } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

/** Shows how far the download is; without it the browser's own list of downloads does. */
export const handle = { pageScripts: ["followed-download"] };

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).papers.zip.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "entry.inspect");
  const { slug, title } = edition;
  return { edition: { slug, title }, totals: await dossiersPage(args.context.services, edition, actor.userId), run: crypto.randomUUID() };
}

export default function Dossiers() {
  const { edition, totals, run } = useLoaderData<typeof loader>();
  const { papers, screening } = useMessages();
  const { integer, fileSize } = useFormats();
  const href = useHref();
  const { zip } = papers;
  const header = <PageHeader crumbs={[{ label: screening.title, href: href(paths.screening(edition.slug)) }, { label: zip.title }]} eyebrow={edition.title} title={zip.title} />;
  if (totals.entries === 0) {
    return (
      <>
        {header}
        <EmptyState title={zip.empty}>
          <p>{zip.emptyNext}</p>
        </EmptyState>
      </>
    );
  }
  return (
    <div className="mx-auto max-w-3xl space-y-5">
      {header}
      <p>{zip.lead}</p>
      <Card>
        <DescriptionList
          items={[
            { term: zip.entries, description: integer(totals.entries) },
            { term: zip.files, description: integer(totals.files) },
            { term: zip.bytes, description: fileSize(totals.bytes) },
            ...(totals.waiting > 0 ? [{ term: zip.waiting, description: integer(totals.waiting) }] : []),
          ]}
        />
        <Notice tone="warning">{zip.personal}</Notice>
        <div className="actions mt-3">
          <LinkButton kind="primary" href={`${paths.dossiersZip(edition.slug)}?lan=${run}`} data-progress={`${paths.dossiersProgress(edition.slug)}?lan=${run}`}>
            {zip.download}
          </LinkButton>
        </div>
        <p role="status" data-running={zip.progress("{done}", "{entries}")} data-done={zip.done} data-stopped={zip.stopped} />
        <p className="muted">{zip.again}</p>
      </Card>
      <Card title={zip.insideTitle} look="quiet">
        <ul className="list-disc space-y-1 pl-5">
          {zip.inside.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
