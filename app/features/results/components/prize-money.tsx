import type { PrizeMoney } from "~/domain/results/money";
import { useFormats, useMessages } from "~/ui/locale";
import { Table } from "~/ui/primitives";

/** What the prizes cost by tier and in total, and at most. */
export function PrizeMoneyTable({ money }: { money: PrizeMoney }) {
  const { results } = useMessages();
  const formats = useFormats();
  const texts = results.money;
  const total = { tier: "", label: texts.total, each: null, awarded: money.tiers.reduce((sum, { awarded }) => sum + awarded, 0), cost: money.total, most: money.most };
  return (
    <Table
      caption={texts.title}
      showCaption
      rows={[...money.tiers, total]}
      rowKey={({ tier }) => tier}
      columns={[
        { key: "tier", header: texts.tier, primary: true, cell: ({ label, tier }) => (tier === "" ? <strong>{label}</strong> : label) },
        { key: "each", header: texts.each, numeric: true, cell: ({ each }) => (each === null ? "" : formats.money(each)) },
        { key: "awarded", header: texts.awarded, numeric: true, cell: ({ awarded }) => formats.integer(awarded) },
        { key: "cost", header: texts.cost, numeric: true, cell: ({ cost }) => <span className="strong">{formats.money(cost)}</span> },
        { key: "most", header: texts.most, numeric: true, cell: ({ most }) => formats.money(most) },
      ]}
    />
  );
}
