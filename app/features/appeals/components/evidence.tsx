import type { Evidence as EvidenceView, EvidenceSheet } from "~/domain/results/evidence";
import { useFormats, useMessages } from "~/ui/locale";
import { EmptyState, Mono, Table } from "~/ui/primitives";

/** The numbers behind the result of one entry; judges stand by letters. Only those parts that are there are shown. */
export function Evidence({ evidence, level = 3 }: { evidence: EvidenceView; level?: 3 | 4 }) {
  const { evidence: texts } = useMessages().appeals;
  const Heading = level === 3 ? "h3" : "h4";
  const { means, sheets, rescores, record } = evidence;
  return (
    <div className="space-y-4">
      {means && (
        <section>
          <Heading>{texts.kinds.means}</Heading>
          <Means means={means} />
        </section>
      )}
      {sheets && (
        <section>
          <Heading>{texts.kinds.sheets}</Heading>
          {sheets.length === 0 && <p>{texts.none}</p>}
          {[...new Set(sheets.map(({ round }) => round))].map((round) => (
            <Sheets key={round} round={round} sheets={sheets.filter((sheet) => sheet.round === round)} />
          ))}
        </section>
      )}
      {rescores && (
        <section>
          <Heading>{texts.kinds.rescores}</Heading>
          <Rescores rescores={rescores} />
        </section>
      )}
      {record && (
        <section>
          <Heading>{texts.kinds.record}</Heading>
          <Record record={record} />
        </section>
      )}
    </div>
  );
}

function Means({ means }: { means: NonNullable<EvidenceView["means"]> }) {
  const { evidence: texts } = useMessages().appeals;
  const { decimal, integer } = useFormats();
  return (
    <>
      <p className="strong">
        {means.rank === null ? texts.none : texts.rank(integer(means.rank))}
        {means.mean !== null && ` · ${texts.mean(decimal(means.mean))}`}
      </p>
      {means.criteria.length > 0 && (
        <Table
          caption={texts.kinds.means}
          rows={means.criteria}
          rowKey={({ label }) => label}
          empty={<EmptyState title={texts.none} />}
          columns={[
            { key: "criterion", header: texts.criterion, primary: true, cell: ({ label }) => label },
            { key: "mean", header: texts.average, numeric: true, cell: ({ mean }) => decimal(mean) },
          ]}
        />
      )}
    </>
  );
}

function Sheets({ round, sheets }: { round: string; sheets: readonly EvidenceSheet[] }) {
  const { evidence: texts } = useMessages().appeals;
  const { decimal } = useFormats();
  const lines = sheets[0]?.scores ?? [];
  return (
    <Table
      caption={round}
      rows={[...sheets]}
      rowKey={({ judge }) => judge}
      empty={<EmptyState title={texts.none} />}
      columns={[
        { key: "judge", header: round, primary: true, cell: ({ judge }) => texts.sheet(judge) },
        ...lines.map(({ label, max }, index) => ({ key: `${index}`, header: `${label} (${decimal(max)})`, numeric: true, cell: (sheet: EvidenceSheet) => decimal(sheet.scores[index]?.value ?? "0") })),
        { key: "total", header: texts.total, numeric: true, cell: ({ total }) => decimal(total) },
      ]}
    />
  );
}

function Rescores({ rescores }: { rescores: NonNullable<EvidenceView["rescores"]> }) {
  const { evidence: texts } = useMessages().appeals;
  const { decimal, dateTime } = useFormats();
  if (rescores.length === 0) return <p>{texts.none}</p>;
  const outcomes: Readonly<Record<string, string>> = texts.outcome;
  return (
    <ul>
      {rescores.map(({ round, openedAt, outcome, before, after }) => (
        <li key={openedAt}>
          {texts.meeting(round, dateTime(openedAt), outcomes[outcome] ?? "")}
          <br />
          {texts.before}: {before.map((total) => decimal(total)).join("; ")}. {texts.after}: {after.map((total) => decimal(total)).join("; ")}.
        </li>
      ))}
    </ul>
  );
}

function Record({ record }: { record: NonNullable<EvidenceView["record"]> }) {
  const { evidence: texts } = useMessages().appeals;
  const { dateTime, integer } = useFormats();
  const events: Readonly<Record<string, string>> = texts.event;
  return (
    <>
      <ul>
        {record.events.map(({ seq, type, at, hash }) => (
          <li key={seq}>
            {integer(seq)}. {events[type] ?? ""}, {dateTime(at)}: <Mono>{hash}</Mono>
          </li>
        ))}
      </ul>
      <p>
        {texts.head}: <Mono>{record.head}</Mono>
      </p>
    </>
  );
}
