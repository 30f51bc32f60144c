import { paths } from "~/paths";
import { SubmitButton, TextArea, TextField } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, ConfirmDisclosure, CopyText, Disclosure, EmptyState, FilterBar, LinkButton, Notice, Pagination } from "~/ui/primitives";
import { LONGEST_LETTER } from "../held-mail-form";
import type { HeldLetter } from "../held-mail.server";

type SentLetter = Omit<HeldLetter, "createdAt"> & { createdAt: Date | string };

/** What came back of a text that could not be stored: nothing typed is lost. */
export interface RefusedText {
  id: string;
  subject: string;
  body: string;
  errors: Readonly<Partial<Record<"subject" | "body", string[]>>>;
}

interface HeldMailPageProps {
  slug: string;
  rows: readonly SentLetter[];
  total: number;
  page: number;
  pageSize: number;
  /** words that were searched for */
  search: string;
  /** query of the address */
  query: string;
  news: string | null;
  refusal: string | null;
  typed: RefusedText | null;
}

/** Letters that wait for approval: each to be read, rewritten, let go, told otherwise or discarded; or all of the page at once. */
export function HeldMailPage({ slug, rows, total, page, pageSize, search, query, news, refusal, typed }: HeldMailPageProps) {
  const { heldMail } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  return (
    <div className="space-y-5">
      <PageHeader title={heldMail.title} lead={heldMail.lead} meta={total > 0 && search === "" && <Badge tone="warning">{heldMail.count(integer(total))}</Badge>} />
      {refusal && <Notice tone="danger" live>{refusal}</Notice>}
      {!refusal && news && <Notice tone="success" live>{news}</Notice>}
      {(total > 0 || search !== "") && <FilterBar search={{ label: heldMail.search, value: search }} {...(search === "" ? {} : { clearHref: "?" })} />}
      {rows.length === 0 && search !== "" ? (
        <EmptyState title={heldMail.noneFound} />
      ) : rows.length === 0 ? (
        <EmptyState title={heldMail.empty} actions={<LinkButton href={href(paths.progress(slug))}>{heldMail.toProgress}</LinkButton>}>
          {heldMail.emptyHelp}
        </EmptyState>
      ) : (
        <>
          {rows.length > 1 && (
            <ConfirmDisclosure label={heldMail.approveAll(integer(rows.length))} confirmLabel={heldMail.approve} consequences={[heldMail.approveAllConsequence]} intent="approve">
              {rows.map(({ id, mark }) => (
                <input key={id} type="hidden" name="letter" value={`${id} ${mark}`} />
              ))}
            </ConfirmDisclosure>
          )}
          {rows.map((row) => (
            <Letter key={row.id} letter={row} typed={typed?.id === row.id ? typed : null} />
          ))}
        </>
      )}
      <Pagination page={page} pageSize={pageSize} total={total} search={withoutNews(query)} />
    </div>
  );
}

/** Another page is not told again what was done on this one. */
function withoutNews(query: string): string {
  const kept = new URLSearchParams(query);
  for (const name of ["xong", "n", "soan"]) kept.delete(name);
  return `?${kept.toString()}`;
}

function Letter({ letter, typed }: { letter: SentLetter; typed: RefusedText | null }) {
  const { heldMail } = useMessages();
  const { dateTime } = useFormats();
  const which = `${letter.id} ${letter.mark}`;
  return (
    <Card title={letter.subject}>
      <p>
        {heldMail.to(letter.recipientName, letter.recipient)}{" "}
        <span className="muted">
          ({letter.channel === "MAIL" ? heldMail.byMail : heldMail.byHand}, {heldMail.waitingSince(dateTime(letter.createdAt))})
        </span>
      </p>
      <p className="whitespace-pre-wrap break-words">{letter.body}</p>
      <div className="actions items-start">
        <form method="post">
          <input type="hidden" name="letter" value={which} />
          <SubmitButton intent="approve">{heldMail.approve}</SubmitButton>
        </form>
        <ConfirmDisclosure label={heldMail.discard} confirmLabel={heldMail.discard} consequences={[heldMail.discardConsequence]} intent="discard" fields={{ letter: which }} />
      </div>
      <Disclosure summary={heldMail.edit} open={typed !== null}>
        <form method="post" noValidate>
          <input type="hidden" name="letter" value={which} />
          <TextField name="subject" id={`tieu-de-${letter.id}`} label={heldMail.subject} value={typed?.subject ?? letter.subject} errors={typed?.errors.subject ?? []} />
          <TextArea name="body" id={`noi-dung-${letter.id}`} label={heldMail.body} help={heldMail.bodyHelp} value={typed?.body ?? letter.body} errors={typed?.errors.body ?? []} rows={10} max={LONGEST_LETTER} />
          <SubmitButton intent="rewrite" kind="secondary">
            {heldMail.save}
          </SubmitButton>
        </form>
      </Disclosure>
      <ToldOtherwise letter={letter} which={which} />
    </Card>
  );
}

/** The same text for a call or a message, and the note that it was told so. */
function ToldOtherwise({ letter, which }: { letter: SentLetter; which: string }) {
  const { heldMail } = useMessages();
  const phone = letter.phone ?? (letter.channel === "HAND_OVER" ? letter.recipient : "");
  const dialled = phone.replaceAll(/[^\d+]/g, "");
  return (
    <Disclosure summary={heldMail.otherwise}>
      <p className="muted">{heldMail.otherwiseHelp}</p>
      <div className="whitespace-pre-wrap">
        <CopyText label={heldMail.body} text={letter.body} />
      </div>
      <div className="actions mt-3">
        {dialled !== "" && (
          <>
            <LinkButton href={`tel:${dialled}`}>{heldMail.call(phone)}</LinkButton>
            <LinkButton href={`sms:${dialled}`}>{heldMail.text}</LinkButton>
          </>
        )}
        <form method="post">
          <input type="hidden" name="letter" value={which} />
          <SubmitButton intent="told" kind="secondary">
            {heldMail.told}
          </SubmitButton>
        </form>
      </div>
    </Disclosure>
  );
}
