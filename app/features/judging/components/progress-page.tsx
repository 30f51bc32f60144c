import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, EmptyState, FilterBar, FilterSelect, LinkButton, Notice, Pagination, StatTile } from "~/ui/primitives";
import type { ProgressView } from "../queries-progress.server";
import { FollowedPrint, PrintState } from "./followed-print";
import { JuryTabs, type JuryTab } from "./jury-tabs";
import { ProgressEntries } from "./progress-entries";
import { ProgressJudges } from "./progress-judges";
import { RoundTabs } from "./round-tabs";

interface ProgressPageProps {
  view: ProgressView & { slug: string; mayRemind: boolean; mayPrint: boolean; mayMeet: boolean; mayAssign: boolean; admitTo: string | null; runs: { blank: string; filled: string }; tabs: readonly JuryTab[] };
  refusal: string | null;
  search: URLSearchParams;
}

/** Who has locked how much, who has begun, which entries wait, and what the chair should look at; and one button that reminds. */
export function ProgressPage({ view, refusal, search }: ProgressPageProps) {
  const { judging, progress, scoreSheet } = useMessages();
  const { dateTime } = useFormats();
  const href = useHref();
  const { mine } = scoreSheet;
  const { round } = view;
  const reminded = search.get("nhac");
  const rest = new URLSearchParams(search);
  rest.delete("nhac");
  return (
    <>
      <PageHeader
        title={progress.title}
        eyebrow={round.name}
        lead={progress.lead}
        actions={view.admitTo !== null && <LinkButton href={href(paths.admission(view.slug, view.admitTo))}>{judging.assignments.admit}</LinkButton>}
        meta={<Badge tone={round.isOver ? "neutral" : "warning"}>{round.isOver ? mine.over(dateTime(round.endsAt)) : mine.until(dateTime(round.endsAt))}</Badge>}
      />
      <JuryTabs slug={view.slug} current="progress" shown={view.tabs} />
      <RoundTabs rounds={view.rounds} current={round.code} path={(code) => paths.progress(view.slug, code)} />
      {refusal && <Notice tone="danger" live>{refusal}</Notice>}
      {!refusal && reminded !== null && /^\d{1,5}$/.test(reminded) && <Notice tone="success" live>{progress.reminded(Number(reminded))}</Notice>}
      <Marks view={view} />
      {view.judgeTotal === 0 && view.overall.locked + view.overall.draft + view.overall.todo === 0 ? (
        <NothingAssigned slug={view.slug} round={round.code} mayAssign={view.mayAssign} />
      ) : (
        <ProgressJudges view={view} search={rest} />
      )}
      <h2 className="mt-8 mb-3">{progress.byEntry}</h2>
      <EntryFilters view={view} search={search} />
      <ProgressEntries view={view} />
      <Pagination page={view.page} pageSize={50} total={view.total} search={`?${rest.toString()}`} />
      {view.mayPrint && <Papers view={view} />}
      <p className="muted mt-4">{progress.conflictNote}</p>
    </>
  );
}

/** What asks for a look, each a link to its list. */
function Marks({ view: { marks, round, slug } }: Pick<ProgressPageProps, "view">) {
  const { progress } = useMessages();
  const { integer, dateTime } = useFormats();
  const href = useHref();
  const list = (only: string) => `${href(paths.progress(slug, round.code))}&chi=${only}#bai`;
  const tiles = [
    { count: marks.thin, label: progress.thinCount, href: list("thieu"), note: round.isOver ? undefined : progress.thinSoon(dateTime(round.endsAt)), tone: "warning" as const },
    { count: marks.spread, label: progress.spreadCount, href: list("lech"), tone: "warning" as const },
    { count: marks.meetings, label: progress.meetingCount, href: href(paths.rescores(slug)), tone: "info" as const },
    { count: marks.late, label: progress.lateCount, href: href(paths.lateSheets(slug)), tone: "warning" as const },
    { count: marks.keyedOnce, label: progress.keyedCount, href: href(paths.paperSheets(slug, round.code)), tone: "info" as const },
  ].filter(({ count }) => count > 0);
  if (marks.entries === 0) return null;
  return (
    <section aria-label={progress.needLook} className="mb-6">
      <h2 className="mb-3">{progress.needLook}</h2>
      {tiles.length === 0 ? (
        <p className="muted">{progress.nothingToSee}</p>
      ) : (
        <div className="grid grid-cols-2 gap-3 md:grid-cols-5">
          {tiles.map((tile) => (
            <StatTile key={tile.label} label={tile.label} value={integer(tile.count)} href={tile.href} note={tile.note} tone={tile.tone} />
          ))}
        </div>
      )}
    </section>
  );
}

function EntryFilters({ view, search }: Pick<ProgressPageProps, "view" | "search">) {
  const { judging, progress } = useMessages();
  const only = { con: progress.openOnly, thieu: progress.thinOnly, lech: progress.spreadOnly, hop: progress.meetingOnly, muon: progress.lateOnly };
  return (
    <div id="bai">
      <FilterBar keep={{ vong: view.round.code }} search={{ label: progress.search, value: search.get("q") ?? "" }}>
        <FilterSelect name="linh-vuc" label={judging.assignments.field} all={judging.assignments.allFields} value={search.get("linh-vuc")} options={view.fields.map(({ id, name }) => ({ value: id, label: name }))} />
        <FilterSelect name="chi" label={progress.open} all={progress.all} value={search.get("chi")} options={Object.entries(only).map(([value, label]) => ({ value, label }))} />
        <FilterSelect
          name="xep"
          label={progress.sort}
          all={progress.sorts.ma}
          value={search.get("xep")}
          options={(["thieu", "lech"] as const).map((value) => ({ value, label: progress.sorts[value] }))}
        />
      </FilterBar>
    </div>
  );
}

function NothingAssigned({ slug, round, mayAssign }: { slug: string; round: string; mayAssign: boolean }) {
  const { judging, progress } = useMessages();
  const href = useHref();
  return (
    <EmptyState title={progress.none} actions={mayAssign && <LinkButton href={href(paths.assignments(slug, round))}>{judging.assignments.title}</LinkButton>}>
      {progress.noneHelp}
    </EmptyState>
  );
}

function Papers({ view: { slug, round, runs } }: Pick<ProgressPageProps, "view">) {
  const { progress } = useMessages();
  const href = useHref();
  const papers = [
    ["phieu-cham-trong", progress.blankSheets, runs.blank],
    ["phieu-cham", progress.filledSheets, runs.filled],
    ["bang-tong-hop-diem", progress.summary, null],
  ] as const;
  return (
    <Card title={progress.papers} className="mt-8">
      <p className="muted">{progress.papersLead}</p>
      <ul className="grid gap-2">
        {papers.map(([file, label, run]) => (
          <li key={file} className="actions">
            {run === null ? (
              <LinkButton small icon="print" href={href(paths.juryPaper(slug, `${file}.pdf`, { vong: round.code }))}>
                {label} (PDF)
              </LinkButton>
            ) : (
              <FollowedPrint small slug={slug} file={file} round={round.code} run={run}>
                {label} (PDF)
              </FollowedPrint>
            )}
            <LinkButton small href={href(paths.juryPaper(slug, `${file}.docx`, { vong: round.code }))}>
              DOCX
            </LinkButton>
          </li>
        ))}
      </ul>
      <PrintState />
    </Card>
  );
}
