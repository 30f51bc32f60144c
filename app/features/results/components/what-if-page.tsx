import { paths } from "~/paths";
import { DecimalField, FieldSet, FormActions, NumberField, SelectField } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Button, EmptyState, LinkButton, Notice, Table } from "~/ui/primitives";
import { OVER_ALL, PER_FIELD, TIE_BREAKS, WHAT_IF } from "../what-if-form";
import type { PrizeShown, WhatIfRow, WhatIfView } from "../what-if-view.server";

/** Other rules as a form whose answer is a page with its own address. */
export function WhatIfForm({ view, slug }: { view: WhatIfView; slug: string }) {
  const { whatIf } = useMessages();
  const { typedDecimal } = useFormats();
  const href = useHref();
  const field = (name: string) => ({ name, value: typedDecimal(view.values[name] ?? ""), errors: name in view.faults ? [whatIf.faults[view.faults[name] ?? "choice"]] : [] });
  const criteria = view.criteria.filter(({ mayBreakTies }) => mayBreakTies).map(({ code, label }) => ({ value: code, label }));
  return (
    <form method="get" noValidate>
      {view.rounds.length > 1 && (
        <FieldSet legend={whatIf.rounds} help={whatIf.roundsHelp}>
          <Row>{view.rounds.map(({ code, name }) => <DecimalField key={code} {...field(WHAT_IF.round(code))} label={name} />)}</Row>
        </FieldSet>
      )}
      <FieldSet legend={whatIf.criteria} help={whatIf.criteriaHelp}>
        <Row>{view.criteria.map(({ code, label }) => <NumberField key={code} {...field(WHAT_IF.criterion(code))} label={label} />)}</Row>
      </FieldSet>
      <FieldSet legend={whatIf.tieBreak}>
        <Row>
          {Array.from({ length: TIE_BREAKS }, (_, index) => (
            <SelectField key={index} {...field(WHAT_IF.tieBreak(index + 1))} label={whatIf.tieBreakNth(index + 1)} options={criteria} placeholder={whatIf.noTieBreak} />
          ))}
        </Row>
      </FieldSet>
      <FieldSet legend={whatIf.prizes}>
        <Row>
          <NumberField {...field(WHAT_IF.decimals)} label={whatIf.decimals} />
          <SelectField {...field(WHAT_IF.perField)} label={whatIf.perField} placeholder={null} options={[{ value: OVER_ALL, label: whatIf.overAll }, { value: PER_FIELD, label: whatIf.inFields }]} />
        </Row>
        <div className="grid gap-x-6 sm:grid-cols-2">
          {view.tiers.flatMap(({ code, label }) => [
            <NumberField key={`${code} q`} {...field(WHAT_IF.quota(code))} label={whatIf.quota(label)} />,
            <DecimalField key={`${code} m`} {...field(WHAT_IF.minScore(code))} label={whatIf.minScore(label)} markOptional />,
          ])}
        </div>
      </FieldSet>
      <FormActions>
        <Button kind="primary">{whatIf.submit}</Button>
        <LinkButton href={href(paths.whatIf(slug))} kind="secondary">
          {whatIf.reset}
        </LinkButton>
      </FormActions>
      <p className="muted">{whatIf.share}</p>
    </form>
  );
}

function Row({ children }: { children: React.ReactNode }) {
  return <div className="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">{children}</div>;
}

function usePrizeText() {
  const { whatIf } = useMessages();
  return (prize: PrizeShown | null) => (prize === null ? whatIf.none : prize.isTie ? whatIf.tie(prize.label) : prize.label);
}

/** Who gains and loses what, in words. */
export function WhatIfChanges({ compared }: { compared: NonNullable<WhatIfView["compared"]> }) {
  const { whatIf } = useMessages();
  const { integer, money } = useFormats();
  const prizeText = usePrizeText();
  const { prizes, ranks } = compared;
  const isSame = prizes.length + ranks.changed + ranks.gained + ranks.lost === 0;
  const change = ({ prize: { from, to } }: WhatIfRow) => {
    if (from === null && to) return whatIf.gains(prizeText(to));
    return to === null && from ? whatIf.loses(prizeText(from)) : whatIf.moves(prizeText(from), prizeText(to));
  };
  return (
    <section aria-labelledby="thay-doi">
      <h2 id="thay-doi">{whatIf.result}</h2>
      <Notice tone={isSame ? "success" : "info"}>
        <p>{isSame ? whatIf.same : whatIf.summary({ changed: integer(ranks.changed), gained: integer(ranks.gained), lost: integer(ranks.lost), prizes: integer(prizes.length) })}</p>
        <p>{whatIf.money(money(compared.money.from), money(compared.money.to))}</p>
      </Notice>
      {prizes.length > 0 && (
        <>
          <h3>{whatIf.prizeChanges}</h3>
          <ul className="grid gap-1">
            {prizes.map((row) => (
              <li key={row.code}>
                {row.code} – {row.title}: <span className="strong">{change(row)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Both rankings beside each other, in the order of the other rules. */
export function WhatIfTable({ rows, slug }: { rows: readonly WhatIfRow[]; slug: string }) {
  const { whatIf } = useMessages();
  const { integer, decimal } = useFormats();
  const href = useHref();
  const prizeText = usePrizeText();
  const { table } = whatIf;
  const number = (value: number | null) => (value === null ? "–" : integer(value));
  const mean = (value: string | null) => (value === null ? "–" : decimal(value));
  const moved = ({ rank: { from, to } }: WhatIfRow) => {
    if (from === null || to === null || from === to) return null;
    return <Badge tone={to < from ? "success" : "warning"}>{to < from ? table.up(integer(from - to)) : table.down(integer(to - from))}</Badge>;
  };
  return (
    <Table
      caption={table.caption}
      rows={rows}
      rowKey={({ code }) => code}
      rowCurrent={({ isChanged }) => isChanged}
      empty={<EmptyState title={table.empty} />}
      columns={[
        { key: "rank", header: table.rank, numeric: true, cell: (row) => <>{moved(row)} {number(row.rank.to)}</> },
        { key: "officialRank", header: table.officialRank, numeric: true, cell: (row) => number(row.rank.from) },
        {
          key: "entry",
          header: table.entry,
          primary: true,
          cell: (row) => (
            <>
              <a href={href(paths.rankedEntry(slug, row.entryId))}>{row.title || row.code}</a>
              <span className="block muted">{row.code}</span>
            </>
          ),
        },
        { key: "mean", header: table.mean, numeric: true, cell: (row) => mean(row.mean.to) },
        { key: "officialMean", header: table.officialMean, numeric: true, cell: (row) => mean(row.mean.from) },
        { key: "prize", header: table.prize, cell: (row) => (row.prize.to ? prizeText(row.prize.to) : "–") },
        { key: "officialPrize", header: table.officialPrize, cell: (row) => (row.prize.from ? prizeText(row.prize.from) : "–") },
      ]}
    />
  );
}
