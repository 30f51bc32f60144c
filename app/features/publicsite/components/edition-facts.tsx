import { bandRange, type Band } from "~/domain/contest/bands";
import { tierName } from "~/i18n/known-names";
import { useFormats, useLocale, useMessages } from "~/ui/locale";
import { Disclosure, Money, Table } from "~/ui/primitives";
import { Original } from "./original";

interface Eligibility {
  birthDateFrom: string | null;
  birthDateTo: string | null;
  createdSinceYear: number | null;
  maxAuthors: number | null;
  /** age from which an author decides alone */
  selfConsentFrom: number;
}

/** Age window, year of creation, number of authors: who may enter, in sentences. */
export function WhoMayEnter({ edition }: { edition: Eligibility }) {
  const texts = useMessages().publicsite.edition;
  const formats = useFormats();
  const { birthDateFrom: from, birthDateTo: to, createdSinceYear, maxAuthors } = edition;
  const born = from && to ? texts.born(formats.date(from), formats.date(to)) : from ? texts.bornFrom(formats.date(from)) : to ? texts.bornTo(formats.date(to)) : null;
  return (
    <ul>
      {born && <li>{born}</li>}
      {born && <li>{texts.outside}</li>}
      {createdSinceYear !== null && <li>{texts.createdSince(createdSinceYear)}</li>}
      {!born && createdSinceYear === null && <li>{texts.anyone}</li>}
      {maxAuthors !== null && <li>{texts.maxAuthors(maxAuthors)}</li>}
      <li>{texts.minors(edition.selfConsentFrom)}</li>
    </ul>
  );
}

interface Tier {
  code: string;
  label: string;
  quota: number;
  minScore: number | null;
  money: number;
}

export function PrizeTable({ tiers, perField }: { tiers: readonly Tier[]; perField: boolean }) {
  const texts = useMessages().publicsite.edition;
  const formats = useFormats();
  const locale = useLocale();
  const hasMinimum = tiers.some(({ minScore }) => minScore !== null);
  return (
    <>
      {perField && <p>{texts.prizesPerField}</p>}
      <Table
        caption={texts.prizes}
        rows={tiers}
        rowKey={({ code }) => code}
        columns={[
          { key: "tier", header: texts.prize, primary: true, cell: (tier) => tierName(locale, tier) },
          { key: "quota", header: texts.quota, numeric: true, cell: ({ quota }) => formats.integer(quota) },
          { key: "money", header: texts.money, numeric: true, cell: ({ money }) => (money > 0 ? <Money dong={money} /> : "–") },
          ...(hasMinimum
            ? [{ key: "min", header: texts.minScore, numeric: true, cell: ({ minScore }: Tier) => (minScore === null ? "–" : formats.score(minScore)) }]
            : []),
        ]}
      />
    </>
  );
}

interface Rubric {
  field: string | null;
  total: number;
  criteria: readonly { label: string; max: number; bands: readonly Band[] }[];
}

interface Criteria {
  same: boolean;
  rounds: readonly { name: string; weight: number; rubrics: readonly Rubric[] }[];
}

/** A criterion with what its scores mean, folded. */
function CriterionCell({ label, bands }: { label: string; bands: readonly Band[] }) {
  const { heading } = useMessages().rounds.bands;
  const mark = useLocale() === "en" ? "." : ",";
  return (
    <>
      <Original>{label}</Original>
      {bands.length > 0 && (
        <Disclosure summary={heading}>
          <ul>
            {bands.map((band) => (
              <li key={band.from}>
                {bandRange(band, mark)}: <Original>{band.text}</Original>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  );
}

function RubricTable({ rubric, caption }: { rubric: Rubric; caption: string }) {
  const texts = useMessages().publicsite.edition;
  const formats = useFormats();
  const rows = [...rubric.criteria, { label: texts.total, max: rubric.total, bands: [] }];
  return (
    <Table
      caption={rubric.field === null ? caption : texts.criteriaFor(rubric.field)}
      showCaption={rubric.field !== null}
      rows={rows}
      rowKey={({ label }) => label}
      columns={[
        { key: "label", header: texts.criterion, primary: true, cell: (row) => (row === rows.at(-1) ? <strong>{row.label}</strong> : <CriterionCell {...row} />) },
        { key: "max", header: texts.points, numeric: true, cell: ({ max }) => formats.score(max) },
      ]}
    />
  );
}

/** What is judged in each round; said once where all rounds judge alike. */
export function CriteriaTables({ criteria }: { criteria: Criteria }) {
  const texts = useMessages().publicsite.edition;
  const formats = useFormats();
  const { onlyDecides } = useMessages().rounds.settings;
  const nameOf = ({ name, weight }: { name: string; weight: number }) =>
    weight === 0 ? `${name} (${onlyDecides})` : texts.criteriaOf(name, formats.percent(weight, 10_000));
  const shown = criteria.same ? criteria.rounds.slice(0, 1) : criteria.rounds;
  return (
    <>
      {criteria.same && (
        <p>
          {texts.sameCriteria} {formats.list(criteria.rounds.map(nameOf))}.
        </p>
      )}
      {shown.map((round) => (
        <div key={round.name} className="round-criteria">
          {!criteria.same && <h3>{criteria.rounds.length > 1 ? nameOf(round) : round.name}</h3>}
          {round.rubrics.map((rubric) => (
            <RubricTable key={rubric.field ?? ""} rubric={rubric} caption={nameOf(round)} />
          ))}
        </div>
      ))}
    </>
  );
}
