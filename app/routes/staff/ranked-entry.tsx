import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Derived } from "~/features/results/components/derivation";
import { derivationView } from "~/features/results/derivation-view.server";
import { entryScores, type EntryScores } from "~/features/results/entry-scores.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { refuse } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { EmptyState, Table } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).results.entry.sheets }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "ranking.view");
  const entryId = args.params["entry"] ?? "";
  const found = await entryScores(args.context.services, { actor, editionId: edition.id, entryId });
  if (!found.ok) refuse(found.reason);
  const derived = await derivationView(args.context.services, { actor, edition, code: found.value.code });
  return { slug: edition.slug, entry: found.value, derived };
}

type Sheet = EntryScores["sheets"][number];

export default function RankedEntry() {
  const { slug, entry, derived } = useLoaderData<typeof loader>();
  const { results } = useMessages();
  const href = useHref();
  const rounds = [...new Map(entry.criteria.map(({ round, roundName }) => [round, roundName]))];
  return (
    <>
      <PageHeader
        eyebrow={entry.code}
        title={entry.title || entry.code}
        crumbs={[{ label: results.ranking.title, href: href(paths.ranking(slug)) }, { label: results.entry.title(entry.code) }]}
      />
      {derived && <Derived view={derived} />}
      {rounds.map(([round, name]) => (
        <RoundSheets key={round} name={name} criteria={entry.criteria.filter((criterion) => criterion.round === round)} sheets={entry.sheets.filter((sheet) => sheet.round === round)} />
      ))}
    </>
  );
}

function RoundSheets({ name, criteria, sheets }: { name: string; criteria: EntryScores["criteria"]; sheets: Sheet[] }) {
  const { results } = useMessages();
  const { entry } = results;
  const formats = useFormats();
  const standing = (sheet: Sheet) => (sheet.state === "LOCKED" && sheet.lockedAt ? entry.locked(formats.dateTime(sheet.lockedAt)) : sheet.state === "DRAFT" ? entry.draft : entry.notBegun);
  const score = (sheet: Sheet, code: string) => {
    const value = sheet.scores?.[code];
    return value === undefined ? "–" : formats.score(value);
  };
  return (
    <section>
      <h2>{name}</h2>
      <Table
        caption={`${entry.sheets} – ${name}`}
        rows={sheets}
        rowKey={({ assignmentId }) => assignmentId}
        empty={<EmptyState title={entry.none} />}
        columns={[
          { key: "judge", header: entry.judge, primary: true, cell: ({ judge }) => judge },
          ...criteria.map(({ code, label, max }) => ({ key: code, header: `${label} (${formats.score(max)})`, numeric: true, cell: (sheet: Sheet) => score(sheet, code) })),
          { key: "total", header: entry.total, numeric: true, cell: (sheet: Sheet) => (sheet.total === null ? (sheet.scores ? "–" : entry.hidden) : formats.score(sheet.total)) },
          { key: "state", header: entry.state, cell: standing },
          { key: "remark", header: entry.remark, wide: true, cell: ({ remark }) => remark },
        ]}
      />
    </section>
  );
}
