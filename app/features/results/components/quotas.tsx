import type { RankingView } from "~/features/results/ranking-view.server";
import { useFormats, useMessages } from "~/ui/locale";
import { Table } from "~/ui/primitives";

/** How many prizes of each tier are given and left. */
export function Quotas({ prizes }: { prizes: RankingView["prizes"] }) {
  const { results } = useMessages();
  const formats = useFormats();
  const { quotas } = results;
  const perField = prizes.some(({ field }) => field !== null);
  return (
    <Table
      caption={quotas.title}
      showCaption
      rows={prizes}
      rowKey={({ tier, field }) => `${tier} ${field ?? ""}`}
      columns={[
        { key: "tier", header: quotas.tier, primary: true, cell: ({ label }) => label },
        ...(perField ? [{ key: "field", header: quotas.field, cell: ({ field }: RankingView["prizes"][number]) => field }] : []),
        { key: "quota", header: quotas.quota, numeric: true, cell: ({ quota }) => formats.integer(quota) },
        { key: "awarded", header: quotas.awarded, numeric: true, cell: ({ awarded }) => formats.integer(awarded) },
        { key: "left", header: quotas.left, numeric: true, cell: ({ left }) => formats.integer(left) },
      ]}
    />
  );
}
