import { paths } from "~/paths";
import { ErrorSummary, plainForm, TextArea } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, ConfirmDisclosure, EmptyState, Notice, Table } from "~/ui/primitives";
import { REASON_LENGTH } from "../schemas";
import type { SpecialAwardView } from "../view.server";
import type { AwardReply } from "./award-reply";

/** How everybody stands by the rule of an award, with how each number came about and whom it can be given to. */
export function StandingTable({ view, reply, mayMatch }: { view: SpecialAwardView; reply: AwardReply | undefined; mayMatch: boolean }) {
  const texts = useMessages().specialAwards.page;
  const { integer } = useFormats();
  const href = useHref();
  const isUnits = view.award.rule === "UNIT_POINTS" || view.award.rule === "MOST_ENTRIES_UNIT";
  return (
    <section aria-labelledby="theo-quy-dinh">
      <h2 id="theo-quy-dinh">{texts.standing}</h2>
      <p className="muted">{texts.standingHelp[view.award.rule]}</p>
      {view.tieLeft > 0 && view.left > 0 && <Notice tone="warning" title={texts.tie(integer(view.tieLeft))} />}
      {view.uncounted > 0 && (
        <p>
          {isUnits ? texts.uncountedUnits(integer(view.uncounted)) : texts.uncountedAuthors(integer(view.uncounted))} {isUnits && mayMatch && <a href={href(paths.unmatchedUnits())}>{texts.toUnmatched}</a>}
        </p>
      )}
      <Table
        caption={texts.standing}
        rows={view.rows}
        rowKey={({ id }) => id}
        empty={<EmptyState title={texts.noStanding}><p>{texts.noStandingHelp}</p></EmptyState>}
        columns={[
          { key: "place", header: texts.column.place, numeric: true, cell: ({ place }) => integer(place) },
          { key: "name", header: texts.column.name, primary: true, cell: (row) => <Name row={row} /> },
          { key: "how", header: texts.column.how, cell: (row) => <Counted row={row} isPoints={view.award.rule === "UNIT_POINTS"} /> },
          { key: "outcome", header: texts.column.outcome, cell: ({ outcome, isGiven }) => (isGiven ? <Badge tone="success">{texts.isGiven}</Badge> : <Outcome outcome={outcome} />) },
          { key: "acts", header: texts.column.acts, cell: (row) => <GiveAct view={view} row={row} reply={reply} /> },
        ]}
      />
      {view.isCut && <p className="muted">{texts.cut(integer(view.rows.length))}</p>}
    </section>
  );
}

type Row = SpecialAwardView["rows"][number];

function Outcome({ outcome }: { outcome: Row["outcome"] }) {
  const texts = useMessages().specialAwards.page.outcome;
  return outcome === "GETS" || outcome === "TIED" ? <Badge tone={outcome === "GETS" ? "info" : "warning"}>{texts[outcome]}</Badge> : <span className="muted">{texts[outcome]}</span>;
}

function Name({ row }: { row: Row }) {
  const texts = useMessages().specialAwards.page;
  return (
    <>
      {row.name} {row.author && <span className="muted">({texts.ofEntry(row.entries.join(", "))})</span>}
    </>
  );
}

function Counted({ row, isPoints }: { row: Row; isPoints: boolean }) {
  const texts = useMessages().specialAwards.page;
  const { integer } = useFormats();
  if (row.value === null) return null;
  const name = (part: Row["parts"][number]) => (part.of === "submitted" || part.of === "qualified" ? texts.of[part.of] : texts.prize(part.label));
  return (
    <>
      <strong>{isPoints ? texts.points(integer(row.value)) : texts.entries(integer(row.value))}</strong>
      {isPoints && row.parts.length > 0 && <span className="muted"> = {row.parts.map((part) => texts.part(integer(part.count), name(part), integer(part.each))).join(" + ")}</span>}
    </>
  );
}

function GiveAct({ view, row, reply }: { view: SpecialAwardView; row: Row; reply: AwardReply | undefined }) {
  const texts = useMessages().specialAwards.page;
  const isPossible = view.mayGive && !view.isCorrected && view.left > 0 && !row.isGiven && (row.outcome === "GETS" || row.outcome === "TIED");
  if (!isPossible) return null;
  const mine = reply?.intent === "give" && reply.about === row.id ? reply : undefined;
  const form = plainForm({ id: `trao-${row.id.replace(/[^\w-]/g, "-")}`, result: mine?.result ?? null });
  const isReasonNeeded = (row.outcome === "TIED" || view.isLater) && !view.hasVote;
  const to: Record<string, string> = row.unitId === null ? { entry: row.author?.entry ?? "", author: row.author?.key ?? "" } : { unit: row.unitId };
  return (
    <ConfirmDisclosure small label={texts.give} consequences={[texts.giveWill(row.name)]} confirmLabel={texts.doGive(row.name)} intent="give" fields={{ id: mine?.id ?? row.newId, about: row.id, ...to }} open={mine !== undefined}>
      <ErrorSummary form={form} labels={{ reason: texts.reason }} />
      <TextArea field={form.field("reason")} label={texts.reason} help={isReasonNeeded ? texts.reasonHelp : texts.reasonOptional} required={isReasonNeeded} max={REASON_LENGTH} rows={2} />
    </ConfirmDisclosure>
  );
}
