import type { CommitteePage } from "~/features/committee/page.server";
import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { EmptyState, Table } from "~/ui/primitives";

type Member = CommitteePage["members"][number];

/** A committee in the order in which it is printed. */
export function MemberTable({ page }: { page: CommitteePage }) {
  const { committee: texts } = useMessages();
  const formats = useFormats();
  const href = useHref();
  const { column } = texts;
  if (page.members.length === 0) return <EmptyState title={texts.empty}>{texts.emptyHelp}</EmptyState>;
  const term = ({ validFrom, validTo }: Member) => [validFrom && texts.from(formats.date(validFrom)), validTo && texts.until(formats.date(validTo))].filter(Boolean).join(" ") || texts.always;
  return (
    <Table
      caption={texts.names[page.committee]}
      rows={page.members}
      rowKey={({ id }) => id}
      rowCurrent={({ id }) => id === page.editing?.id}
      columns={[
        { key: "position", header: column.position, numeric: true, wide: true, cell: ({ position }) => formats.integer(position) },
        { key: "name", header: column.name, primary: true, cell: ({ name }) => name },
        { key: "post", header: column.post, cell: ({ post }) => post || "–" },
        { key: "role", header: column.role, cell: ({ role }) => role },
        { key: "term", header: column.term, cell: term },
        { key: "account", header: column.account, wide: true, cell: ({ userId }) => (userId === null ? "–" : texts.hasAccount) },
        { key: "act", header: column.act, cell: ({ id, name }) => <a href={`${href(paths.committee(page.slug, page.committeeSlug, id))}#thanh-phan`} aria-label={texts.form.change(name)}>{texts.edit}</a> },
      ]}
    />
  );
}
