import { paths } from "~/paths";
import { NumberField } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Disclosure, Mono, Table } from "~/ui/primitives";
import type { PlanView } from "../queries-plan.server";

/** The cap on chances, what it is for and what it costs; folded away where none was asked for. */
export function DrawOption({ value, errors }: { value: string; errors: string[] }) {
  const { option } = useMessages().drawing;
  return (
    <div className="my-4 max-w-[42rem]">
      <Disclosure summary={option.title} open={value !== "" || errors.length > 0}>
        <NumberField name="maxChance" label={option.label} value={value} errors={errors} suffix={option.unit} help={option.help} />
        <p className="muted">{option.cost}</p>
      </Disclosure>
    </div>
  );
}

/** How the plan at hand was drawn, and what it can be drawn again from. */
export function DrawOfPlan({ slug, roundId, draw }: { slug: string; roundId: string; draw: NonNullable<NonNullable<PlanView["plan"]>["draw"]> }) {
  const { plan, percent } = useMessages().drawing;
  const { integer } = useFormats();
  const href = useHref();
  return (
    <>
      <ul className="list-disc pl-5">
        <li>{plan.cap(percent(draw.maxChance))}</li>
        <li>{plan.highest(percent(draw.highest))}</li>
        <li>{plan.seed(String(draw.seed))}</li>
        <li>{plan.draws(integer(draw.draws))}</li>
      </ul>
      <p>
        {plan.repeat} <a href={href(paths.assignmentDraw(slug, roundId))}>{plan.file}</a>
      </p>
    </>
  );
}

/** How often the round was drawn, and every draw as the ledger has it, also those that were not applied. */
export function PastDraws({ slug, count, draws }: { slug: string; count: number; draws: PlanView["pastDraws"] }) {
  const { plan, past, percent } = useMessages().drawing;
  const { integer, dateTime } = useFormats();
  const href = useHref();
  return (
    <>
      <p>{plan.counted(integer(count))}</p>
      <Disclosure summary={past.title}>
        <p className="muted">{past.interest}</p>
        <Table
          caption={past.title}
          rows={draws}
          rowKey={(row) => row.id}
          columns={[
            { key: "draws", header: past.draws, primary: true, cell: (row) => integer(row.draws) },
            { key: "at", header: past.at, cell: (row) => dateTime(row.at) },
            { key: "applied", header: past.applied, cell: (row) => (row.appliedAt ? dateTime(row.appliedAt) : past.notApplied) },
            { key: "cap", header: past.cap, cell: (row) => percent(row.maxChance) },
            { key: "seed", header: past.seed, cell: (row) => <Mono>{row.seed}</Mono> },
            { key: "file", header: past.file, cell: (row) => (row.hasFile ? <a href={href(paths.assignmentDraw(slug, row.id))}>{past.download}</a> : past.erased) },
          ]}
        />
      </Disclosure>
    </>
  );
}
