import type { SubmissionResult } from "@conform-to/react";
import { paths } from "~/paths";
import { ErrorSummary, plainForm, TextArea, TextField } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, ConfirmDisclosure, LinkButton, Mono, Notice } from "~/ui/primitives";
import type { BookView } from "../book.server";
import { correctConstraint, REASON_LENGTH, revokeConstraint } from "../schemas";

export interface BookReply {
  intent: string;
  /** id of the certificate it was about */
  about: string;
  result: SubmissionResult<string[]> | null;
  problem: string | null;
}

interface ActsProps {
  slug: string;
  view: Pick<BookView, "isSigned" | "missing" | "revoked" | "valid" | "about">;
  run: string;
  reply: BookReply | undefined;
}

/** Issuing and printing, with what is still missing. */
export function BookActs({ slug, view, run, reply }: ActsProps) {
  const { book } = useMessages().certificates;
  const { integer } = useFormats();
  const href = useHref();
  if (!view.isSigned && view.valid === 0) {
    return (
      <Notice title={book.notSigned}>
        <p>{book.notSignedHelp}</p>
        <LinkButton href={href(paths.decision(slug))}>{book.toDecision}</LinkButton>
      </Notice>
    );
  }
  return (
    <>
      {reply?.problem && reply.about === "" && (
        <Notice tone="danger" live>
          {reply.problem}
        </Notice>
      )}
      {view.missing > 0 && <p className="mb-3">{book.missing(integer(view.missing))}</p>}
      {view.revoked > 0 && <p className="mb-3">{book.without(integer(view.revoked))}</p>}
      {view.missing + view.revoked === 0 && <p className="mb-3">{book.complete}</p>}
      <div className="actions">
        {view.missing > 0 && (
          <ConfirmDisclosure
            label={book.issue}
            consequences={[
              book.issueWill(integer(view.missing), view.about.decisionNumber ?? ""),
              view.about.signerName === "" ? book.noSigner : book.signedBy(view.about.signerName),
              ...(view.about.hasSignature ? [] : [book.noSignature]),
              <a key="sample" href={`${paths.certificatesPdf(slug)}?mau=1`}>
                {book.seeSample}
              </a>,
            ]}
            confirmLabel={book.doIssue(integer(view.missing))}
            intent="issue"
          />
        )}
        {view.valid > 0 && (
          <LinkButton href={`${paths.certificatesPdf(slug)}?lan=${run}`} data-progress={`${paths.certificatesProgress(slug)}?lan=${run}`}>
            {book.print(integer(view.valid))}
          </LinkButton>
        )}
        <LinkButton kind="quiet" href={href(paths.certificateTemplate(slug))}>
          {book.template}
        </LinkButton>
      </div>
      <p role="status" data-running={book.progress("{done}", "{entries}")} data-done={book.done} data-stopped={book.stopped} />
    </>
  );
}

/** After a correction: what has to be revoked, issued anew and issued first, and the one act that does it. */
export function SettleBook({ view }: { view: Pick<BookView, "settle" | "about"> }) {
  const { certificates } = useMessages().stages;
  const { integer } = useFormats();
  const { settle } = view;
  if (!settle) return null;
  return (
    <Notice tone="warning" title={certificates.title}>
      <p>{certificates.lead(view.about.decisionNumber ?? "")}</p>
      <SettleLines title={certificates.revoke} lines={settle.revoke} />
      <SettleLines title={certificates.reissue} lines={settle.reissue} />
      {settle.issue > 0 && <p>{certificates.issue(integer(settle.issue))}</p>}
      <ConfirmDisclosure label={certificates.act} consequences={certificates.will} confirmLabel={certificates.act} intent="settle" irreversible />
    </Notice>
  );
}

function SettleLines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <p className="strong">{title}</p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

type Row = BookView["rows"][number];

/** Whether it holds, why not, and which one stands in its place: the link finds that one in the book. */
export function CertificateState({ slug, row }: { slug: string; row: Row }) {
  const { book } = useMessages().certificates;
  const { integer } = useFormats();
  const href = useHref();
  return (
    <>
      <Badge tone={row.state === "VALID" ? "success" : "neutral"}>{book.state[row.state]}</Badge>
      {row.replacedBy && (
        <p>
          <a href={`${href(paths.certificateBook(slug))}?q=${row.replacedBy.code}`}>{book.replacedBy(integer(row.replacedBy.bookNumber))}</a>
        </p>
      )}
      {row.reason && <p className="muted">{book.because(row.reason)}</p>}
    </>
  );
}

/** Printing one, issuing it anew, revoking it. */
export function CertificateActs({ slug, row, reply }: { slug: string; row: Row; reply: BookReply | undefined }) {
  const { book } = useMessages().certificates;
  if (row.replacedById !== null) return null;
  const isValid = row.state === "VALID";
  const mine = reply?.about === row.id ? reply : undefined;
  const correct = plainForm({ id: `sua-${row.id}`, result: mine?.intent === "correct" ? mine.result : null, values: { name: row.name }, constraint: correctConstraint });
  const revoke = plainForm({ id: `thu-${row.id}`, result: mine?.intent === "revoke" ? mine.result : null, constraint: revokeConstraint });
  return (
    <div className="grid gap-2">
      {isValid && (
        <LinkButton kind="quiet" href={`${paths.certificatesPdf(slug)}?giay=${row.id}`}>
          {book.printOne}
        </LinkButton>
      )}
      <ConfirmDisclosure small label={isValid ? book.correct : book.reissue} consequences={isValid ? book.correctWill : book.reissueWill} confirmLabel={book.doCorrect} intent="correct" fields={{ id: row.id, newId: row.newId }} open={mine?.intent === "correct"}>
        <ErrorSummary form={correct} labels={{ name: book.newName, reason: book.reason }} />
        <TextField field={correct.field("name")} label={book.newName} />
        <TextArea field={correct.field("reason")} label={book.reason} max={REASON_LENGTH} rows={2} />
      </ConfirmDisclosure>
      {isValid && (
        <ConfirmDisclosure small danger irreversible label={book.revoke} consequences={book.revokeWill} confirmLabel={book.doRevoke} intent="revoke" fields={{ id: row.id }} open={mine?.intent === "revoke"}>
          <ErrorSummary form={revoke} labels={{ reason: book.reason }} />
          <TextArea field={revoke.field("reason")} label={book.reason} max={REASON_LENGTH} rows={2} />
        </ConfirmDisclosure>
      )}
    </div>
  );
}

export function CertificateCode({ row }: { row: Row }) {
  const href = useHref();
  return (
    <a href={href(paths.certificate(row.code))}>
      <Mono>{row.code}</Mono>
    </a>
  );
}
