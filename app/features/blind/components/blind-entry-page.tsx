import { paths } from "~/paths";
import { PageHeader, TwoPane } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Button, Card, Disclosure, LinkButton, Mono, Notice } from "~/ui/primitives";
import type { BlindEntryView } from "../entry-page.server";
import { BlindFiles } from "./blind-files";
import { BlindPartCard } from "./blind-part";

/** What a refused act hands back: where it was done, why not, and what was typed. */
export interface BlindRefusalShown {
  /** key of the part or file; "" for acts on the whole entry */
  place: string;
  text: string;
  typed: Readonly<Record<string, string>>;
}

/** One entry: what was found part by part, files, and letting judges see it. */
export function BlindEntryPage({ view, slug, isDone, refusal }: { view: BlindEntryView; slug: string; isDone: boolean; refusal: BlindRefusalShown | null }) {
  const { blind } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const texts = blind.entry;
  const found = view.parts.filter(({ findings, isRedacted }) => findings.length > 0 || isRedacted);
  const others = view.parts.filter((part) => !found.includes(part));
  return (
    <div className="space-y-5">
      <PageHeader
        crumbs={[{ label: blind.title, href: href(paths.blindEntries(slug)) }, { label: view.code }]}
        title={
          <>
            <Mono>{view.code}</Mono> {view.title}
          </>
        }
        meta={<Badge tone={view.open > 0 ? "warning" : "success"}>{view.open > 0 ? texts.openCount(integer(view.open)) : texts.noneOpen}</Badge>}
        lead={
          <p className="muted">
            {texts.lead} {texts.accessNote}
          </p>
        }
        actions={<LinkButton href={href(paths.screenEntry(slug, view.entryId))}>{texts.openEntry}</LinkButton>}
      />
      {isDone && !refusal && <Notice tone="success" title={texts.done} live />}
      {refusal && <Refusal refusal={refusal} />}
      <TwoPane aside={<Confirm view={view} />}>
        {found.map((part) => (
          <BlindPartCard key={part.partKey} part={part} versionId={view.versionId} />
        ))}
        <BlindFiles view={view} />
        {others.length > 0 && (
          <Card title={texts.otherParts}>
            <p className="muted">{texts.otherHelp}</p>
            {others.map((part) => (
              <Disclosure key={part.partKey} summary={part.label}>
                <BlindPartCard part={part} versionId={view.versionId} isBare />
              </Disclosure>
            ))}
          </Card>
        )}
      </TwoPane>
    </div>
  );
}

function Refusal({ refusal: { text, typed } }: { refusal: BlindRefusalShown }) {
  const { entry } = useMessages().blind;
  const pieces = Object.entries(typed);
  return (
    <Notice tone="danger" title={text} live>
      {pieces.length > 0 && (
        <>
          <p>{entry.typed}</p>
          {pieces.map(([key, piece]) => (
            <blockquote key={key} className="whitespace-pre-line break-words">
              {piece}
            </blockquote>
          ))}
        </>
      )}
    </Notice>
  );
}

/** Whether judges see the entry, and the step that lets them. */
function Confirm({ view }: { view: BlindEntryView }) {
  const { blind } = useMessages();
  const { dateTime, integer } = useFormats();
  const texts = blind.entry;
  const { check, open, waiting, versionId } = view;
  if (check) {
    return (
      <Card title={texts.confirmTitle}>
        <p>{texts.confirmed(check.byName ?? texts.system, dateTime(check.at))}</p>
      </Card>
    );
  }
  return (
    <Card title={texts.confirmTitle}>
      <p>{open > 0 ? blind.reasons.findings_open : waiting > 0 ? texts.filesProcessing(integer(waiting)) : texts.confirmHelp}</p>
      {open === 0 && waiting === 0 && (
        <form method="post">
          <input type="hidden" name="versionId" value={versionId} />
          <Button kind="primary" name="intent" value="confirm">
            {texts.confirm}
          </Button>
        </form>
      )}
    </Card>
  );
}
