import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Button, Card, DescriptionList, EmptyState, LinkButton, Mono, Notice } from "~/ui/primitives";
import type { CompleteSheet } from "../queries-own.server";

export interface LockRefusal {
  code: string;
  reason: string;
}

interface LockManyPageProps {
  sheets: readonly CompleteSheet[];
  matching: number;
  /** of the act before, where some could not be locked */
  refusals: readonly LockRefusal[];
  locked: number;
}

/** What is stored of all complete sheets, read back; one button locks them as they stand here. */
export function LockManyPage({ sheets, matching, refusals, locked }: LockManyPageProps) {
  const messages = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const { lockMany, mine } = messages.scoreSheet;
  return (
    <>
      <PageHeader title={lockMany.title} lead={sheets.length > 0 ? lockMany.lead : undefined} crumbs={[{ label: mine.title, href: href(paths.judging()) }, { label: lockMany.title }]} />
      {locked > 0 && <Notice tone="success" live>{lockMany.locked(integer(locked))}</Notice>}
      {refusals.length > 0 && (
        <Notice tone="danger" title={lockMany.refusedTitle} live>
          <ul className="list-disc pl-5">
            {refusals.map(({ code, reason }) => (
              <li key={code}>{lockMany.refused(code, reasonText(messages, reason === "version_conflict" ? "sheet_stale" : reason, messages.judging.reasons))}</li>
            ))}
          </ul>
        </Notice>
      )}
      {sheets.length === 0 ? (
        <EmptyState title={lockMany.none}>
          <p>{lockMany.noneHelp}</p>
          <p>
            <LinkButton href={href(paths.judging())}>{mine.title}</LinkButton>
          </p>
        </EmptyState>
      ) : (
        <form method="post" className="grid gap-4">
          {sheets.map((sheet) => (
            <ReadBack key={sheet.id} sheet={sheet} />
          ))}
          {matching > sheets.length && <p>{lockMany.more(integer(matching - sheets.length))}</p>}
          <div className="form-actions is-sticky">
            <div className="actions">
              <Button kind="primary" icon="lock" name="intent" value="lock">
                {lockMany.button(integer(sheets.length))}
              </Button>
              <LinkButton href={href(paths.judging())}>{messages.scoreSheet.sheet.keepEditing}</LinkButton>
            </div>
          </div>
        </form>
      )}
    </>
  );
}

function ReadBack({ sheet }: { sheet: CompleteSheet }) {
  const { scoreSheet } = useMessages();
  const { decimal, dateTime } = useFormats();
  const href = useHref();
  const { lockMany } = scoreSheet;
  const items = sheet.scores.map(({ label, value, max }) => ({ term: label, description: scoreSheet.sheet.totalOf(decimal(value), decimal(max)) }));
  return (
    <Card
      eyebrow={`${sheet.edition} · ${sheet.round}`}
      title={
        <>
          <Mono>{sheet.code}</Mono> {sheet.title}
        </>
      }
      aside={
        <strong className="num sheet-total">
          {lockMany.total} {decimal(sheet.total)}
        </strong>
      }
    >
      <input type="hidden" name="phieu" value={`${sheet.id}:${sheet.version}`} />
      <DescriptionList items={items} />
      {sheet.remark && (
        <p>
          <strong>{lockMany.remark}:</strong> <span className="whitespace-pre-line">{sheet.remark}</span>
        </p>
      )}
      <p className="muted text-sm">
        {lockMany.savedAt} {dateTime(sheet.savedAt)} · <a href={href(paths.scoreSheet(sheet.id))}>{lockMany.edit}</a>
      </p>
    </Card>
  );
}
