import type { SubmissionResult } from "@conform-to/react";
import { getZodConstraint } from "@conform-to/zod/v4";
import { AWARD_DECISION } from "~/domain/documents/paper-kinds";
import { paths } from "~/paths";
import { DateField, ErrorSummary, plainForm, TextArea, TextField } from "~/ui/forms";
import { useHref, useMessages } from "~/ui/locale";
import { Button, ConfirmDisclosure, Disclosure, LinkButton } from "~/ui/primitives";
import type { KindView, ShownIssue, ShownPaper } from "../official/desk.server";
import { issueSchema, REASON_LENGTH, revokePaperSchema } from "../official/schemas";

export interface PaperReply {
  intent: string;
  /** name or id of the paper it was about; empty: the words */
  about: string;
  result: SubmissionResult<string[]> | null;
}

interface ActProps {
  slug: string;
  view: Pick<KindView, "key" | "sign" | "isPublished" | "entered">;
  reply: PaperReply | undefined;
}

const resultOf = (reply: PaperReply | undefined, intent: string, about: string) => (reply?.intent === intent && reply.about === about ? reply.result : null);

const ISSUE_CONSTRAINT = getZodConstraint(issueSchema);
const REVOKE_CONSTRAINT = getZodConstraint(revokePaperSchema);

/** Issuing a draft with number and day. */
export function IssueAct({ view, paper, newId, today, reply }: ActProps & { paper: ShownPaper; newId: string; today: string }) {
  const { issue } = useMessages().paperDesk;
  const result = resultOf(reply, "issue", paper.name);
  const form = plainForm({ id: `ban-hanh-${newId}`, result, values: view.entered ?? { date: today }, constraint: ISSUE_CONSTRAINT });
  return (
    <ConfirmDisclosure
      label={issue.act}
      consequences={[...issue.will, ...(view.key === AWARD_DECISION ? [issue.award, view.isPublished ? issue.awardPublic : issue.awardBefore] : [])]}
      confirmLabel={issue.confirm}
      intent="issue"
      fields={{ id: newId, name: paper.name, draft: paper.draft ?? "" }}
      open={result !== null}
    >
      <ErrorSummary form={form} labels={{ number: issue.number, date: issue.date }} />
      {view.sign !== null && <TextField field={form.field("number")} label={issue.number} help={issue.numberHelp(view.sign)} size={16} autoComplete="off" required />}
      <DateField field={form.field("date")} label={issue.date} />
    </ConfirmDisclosure>
  );
}

export function RevokeAct({ issued, reply }: ActProps & { issued: ShownIssue }) {
  const { revoke } = useMessages().paperDesk;
  const result = resultOf(reply, "revoke", issued.id);
  const form = plainForm({ id: `thu-hoi-${issued.id}`, result, constraint: REVOKE_CONSTRAINT });
  return (
    <ConfirmDisclosure small danger label={revoke.act} consequences={revoke.will} confirmLabel={revoke.confirm} intent="revoke" fields={{ id: issued.id, version: String(issued.version) }} open={result !== null}>
      <ErrorSummary form={form} labels={{ reason: revoke.reason }} />
      <TextArea field={form.field("reason")} label={revoke.reason} max={REASON_LENGTH} rows={2} />
    </ConfirmDisclosure>
  );
}

/** The scan of the stamped paper: seen, added, replaced. */
export function ScanAct({ slug, view, issued, reply, mayAct }: ActProps & { issued: ShownIssue; mayAct: boolean }) {
  const { scan } = useMessages().paperDesk;
  const href = useHref();
  const result = resultOf(reply, "scan", issued.id);
  const form = plainForm({ id: `quet-${issued.id}`, result });
  const fileErrors = form.allErrors["file"] ?? [];
  const fileId = `quet-${issued.id}-file`;
  return (
    <>
      {issued.hasScan && (
        <LinkButton kind="quiet" href={href(paths.paperScan(slug, view.key, issued.id))}>
          {scan.see}
        </LinkButton>
      )}
      {mayAct && (
        <Disclosure summary={issued.hasScan ? scan.replace : scan.add} open={result !== null}>
          <form id={form.id} method="post" encType="multipart/form-data" noValidate className="grid gap-3">
            <ErrorSummary form={form} labels={{ file: scan.file, reason: scan.reason }} />
            <p>{scan.will}</p>
            <input type="hidden" name="id" value={issued.id} />
            <input type="hidden" name="version" value={issued.version} />
            <div className="field">
              <label htmlFor={fileId}>{scan.file}</label>
              <div id={`${fileId}-help`} className="help">
                {scan.fileHelp}
              </div>
              <input id={fileId} type="file" name="file" accept="application/pdf,image/jpeg,image/png" aria-describedby={`${fileId}-help`} aria-invalid={fileErrors.length > 0 || undefined} className="input" />
              {fileErrors.map((text) => (
                <p key={text} className="field-error">
                  {text}
                </p>
              ))}
            </div>
            {issued.hasScan && <TextArea field={form.field("reason")} label={scan.reason} help={view.isPublished ? scan.reasonHelp : undefined} max={REASON_LENGTH} rows={2} />}
            <div className="form-actions">
              <Button type="submit" name="intent" value="scan">
                {scan.save}
              </Button>
            </div>
          </form>
        </Disclosure>
      )}
    </>
  );
}
