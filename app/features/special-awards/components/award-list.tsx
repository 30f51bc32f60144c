import { SPECIAL_AWARD_RULES } from "~/domain/special-awards/rules";
import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Button, Card, EmptyState, Money, Table } from "~/ui/primitives";
import type { SpecialAwardsView } from "../view.server";

/** The awards an edition states, who has them, and what is left to decide. */
export function AwardList({ slug, view }: { slug: string; view: SpecialAwardsView }) {
  const texts = useMessages().specialAwards;
  const formats = useFormats();
  const href = useHref();
  return (
    <>
      <Table
        caption={texts.title}
        rows={view.rows}
        rowKey={({ id }) => id}
        empty={<EmptyState title={texts.empty}>{view.mayDefine && <p>{texts.emptyHelp}</p>}</EmptyState>}
        columns={[
          { key: "award", header: texts.column.award, primary: true, cell: ({ id, label }) => <a href={href(paths.specialAward(slug, id))}>{label}</a> },
          { key: "how", header: texts.column.how, cell: ({ rule, money }) => <How rule={texts.rules[rule]} money={money} /> },
          { key: "given", header: texts.column.given, cell: ({ given }) => (given.length === 0 ? <span className="muted">{texts.none}</span> : given.map(({ name, entryCode }) => (entryCode === null ? name : `${name} (${entryCode})`)).join("; ")) },
          {
            key: "left",
            header: texts.column.left,
            numeric: true,
            cell: ({ left, quota, tied }) => (
              <>
                {formats.integer(left)}/{formats.integer(quota)} {tied && <Badge tone="warning">{texts.tied}</Badge>}
              </>
            ),
          },
        ]}
      />
      {view.money > 0 && <p>{texts.total(formats.money(view.money))}</p>}
      {view.mayDefine && <AddAward newId={view.newId} />}
    </>
  );
}

function How({ rule, money }: { rule: string; money: number }) {
  return (
    <>
      {rule}
      {money > 0 && (
        <>
          {" · "}
          <Money dong={money} />
        </>
      )}
    </>
  );
}

function AddAward({ newId }: { newId: string }) {
  const texts = useMessages().specialAwards;
  return (
    <Card title={texts.add} look="quiet">
      <p className="muted">{texts.addHelp}</p>
      <form method="post" className="actions">
        <input type="hidden" name="intent" value="add" />
        <input type="hidden" name="newId" value={newId} />
        {SPECIAL_AWARD_RULES.map((rule) => (
          <Button key={rule} kind="secondary" name="rule" value={rule}>
            {texts.addOne(texts.presets[rule].label)}
          </Button>
        ))}
      </form>
    </Card>
  );
}
