import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Button, ConfirmDisclosure, LinkButton, Notice, Table } from "~/ui/primitives";
import type { LetterView } from "../view.server";
import { StateBadge } from "./commendation-list";
import { CorrectDecisionForm, type LetterReply, ScanForm, SendForm, SignForm, WordsForm } from "./letter-forms";

interface Props {
  slug: string;
  view: LetterView;
  reply: LetterReply | undefined;
  /** under which the progress of a print is asked for */
  run: string;
}

/** A letter on its way: words and list, sent, signed, printed, published. */
export function LetterPage({ slug, view, reply, run }: Props) {
  const isSent = view.letter.number !== null;
  const isSigned = view.letter.decisionNumber !== null;
  const resultOf = (intent: LetterReply["intent"]) => (reply?.intent === intent ? reply.result : null);
  return (
    <>
      <Progress slug={slug} view={view} run={run} />
      <List slug={slug} view={view} />
      {view.mayManage && !isSent && <SendForm view={view} result={resultOf("send")} />}
      {view.mayManage && !isSent && <WordsForm view={view} result={resultOf("words")} />}
      {view.mayManage && isSent && !isSigned && <SignForm view={view} result={resultOf("sign")} />}
      {view.mayManage && isSigned && <CorrectDecisionForm view={view} result={resultOf("correct")} />}
      {view.mayManage && isSigned && <ScanForm slug={slug} view={view} problem={reply?.intent === "scan" ? reply.problem : null} />}
    </>
  );
}

function Progress({ slug, view, run }: Omit<Props, "reply">) {
  const texts = useMessages().commendations.letter;
  const { date, dateTime, integer } = useFormats();
  const href = useHref();
  const { id, number, date: day, decisionNumber, decisionDate } = view.letter;
  return (
    <>
      <Notice>
        {number === null || day === null ? <p>{texts.draft}</p> : <p>{texts.sent(number, date(day))}</p>}
        {decisionNumber !== null && decisionDate !== null && <p>{texts.signed(decisionNumber, date(decisionDate))}</p>}
        {view.corrections.map(({ at, number: given, date: of, reason }, index) => (
          <p key={index}>{texts.correct.done({ at: dateTime(at), number: given, day: date(of), reason: reason ?? texts.correct.erased })}</p>
        ))}
      </Notice>
      <div className="actions">
        <LinkButton kind="quiet" href={paths.commendationLetterPaper(slug, id, "pdf")}>
          {texts.preview.pdf}
        </LinkButton>
        <LinkButton kind="quiet" href={paths.commendationLetterPaper(slug, id, "docx")}>
          {texts.preview.docx}
        </LinkButton>
        {view.printable > 0 && (
          <LinkButton href={`${paths.commendationsPdf(slug)}?to-trinh=${id}&lan=${run}`} data-progress={`${paths.commendationsProgress(slug)}?lan=${run}`}>
            {texts.print(integer(view.printable))}
          </LinkButton>
        )}
        {view.publishable > 0 && view.mayPublish && <ConfirmDisclosure label={texts.publish} consequences={texts.publishWill(integer(view.publishable))} confirmLabel={texts.doPublish} intent="publish" />}
      </div>
      <p role="status" data-running={texts.progress("{done}", "{entries}")} data-done={texts.printed} data-stopped={texts.stopped} />
      {view.publishable > 0 && view.mayManage && !view.mayPublish && <p className="muted">{texts.publishLater}</p>}
      {view.rows.some(({ state }) => state === "PUBLISHED") && <a href={href(paths.publicCommendations())}>{texts.seePublic}</a>}
    </>
  );
}

function List({ slug, view }: Pick<Props, "slug" | "view">) {
  const messages = useMessages().commendations;
  const href = useHref();
  const mayTakeOut = view.mayManage && view.letter.number === null;
  return (
    <section aria-labelledby="danh-sach">
      <h2 id="danh-sach">{messages.letter.list}</h2>
      <Table
        caption={messages.letter.list}
        rows={view.rows}
        rowKey={({ id }) => id}
        columns={[
          { key: "name", header: messages.list.column.name, primary: true, cell: ({ id, recipientName }) => <a href={href(paths.commendation(slug, id))}>{recipientName}</a> },
          { key: "detail", header: messages.propose.detail, wide: true, cell: ({ recipientDetail }) => recipientDetail },
          { key: "grounds", header: messages.propose.grounds, cell: ({ grounds }) => grounds ?? messages.one.erased },
          { key: "kind", header: messages.list.column.kind, cell: ({ kind }) => messages.kind[kind] },
          { key: "state", header: messages.list.column.state, cell: ({ state }) => <StateBadge state={state} /> },
          { key: "book", header: messages.list.column.book, numeric: true, cell: ({ bookNumber }) => bookNumber ?? "–" },
          {
            key: "acts",
            header: "",
            cell: ({ id, state }) =>
              mayTakeOut && state === "PROPOSED" ? (
                <form method="post">
                  <input type="hidden" name="commendation" value={id} />
                  <Button small kind="quiet" name="intent" value="take-out">
                    {messages.letter.takeOut}
                  </Button>
                </form>
              ) : null,
          },
        ]}
      />
    </section>
  );
}
