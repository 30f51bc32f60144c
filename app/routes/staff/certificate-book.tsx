import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useLocation, useSearchParams } from "@remix-run/react";
import { BOOK_PAGE, bookView } from "~/features/certificates/book.server";
import { correctCertificate, issueCertificates, revokeCertificate } from "~/features/certificates/commands.server";
import { BookActs, type BookReply, CertificateActs, CertificateCode, CertificateState, SettleBook } from "~/features/certificates/components/book-page";
import { heldBackView } from "~/features/certificates/held-back.server";
import { settleCertificates } from "~/features/certificates/settle-correction.server";
import { correctSchema, revokeSchema } from "~/features/certificates/schemas";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { EmptyState, FilterBar, Notice, Pagination, Table } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const handle = { pageScripts: ["followed-download"] };

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).certificates.book.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "certificate.manage");
  const { searchParams } = new URL(args.request.url);
  const search = (searchParams.get("q") ?? "").slice(0, 200).replaceAll("\0", "").trim();
  const page = Number(/^[1-9]\d{0,5}$/.exec(searchParams.get("page") ?? "")?.[0] ?? "1");
  return { slug: edition.slug, search, page, pageSize: BOOK_PAGE, run: crypto.randomUUID(), held: await heldBackView(args.context.services, { editionId: edition.id, viewerId: actor.userId }), view: await bookView(args.context.services, { edition, search, page }) };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "certificate.manage");
  const { services, now } = args.context;
  const { pathname } = new URL(args.request.url);
  const messages = messagesFor(localeOfPath(pathname));
  const form = await readForm(args.request);
  const intent = String(form.get("intent"));
  const about = String(form.get("id") ?? "");
  const act = { actor, editionId: edition.id, now };
  if (intent === "issue") {
    const issued = await issueCertificates(services, act);
    if (issued.ok) throw redirect(`${pathname}?da=cap`, 303);
    return data<BookReply>({ intent, about: "", result: null, problem: reasonText(messages, issued.reason, messages.certificates.reasons) }, { status: statusOf(issued.reason) });
  }
  if (intent === "settle") {
    const settled = await settleCertificates(services, act);
    if (settled.ok) throw redirect(`${pathname}?da=dinh-chinh`, 303);
    return data<BookReply>({ intent, about: "", result: null, problem: reasonText(messages, settled.reason, messages.certificates.reasons) }, { status: statusOf(settled.reason) });
  }
  if (intent !== "correct" && intent !== "revoke") refuse("invalid");
  const error = zodErrors(localeOfPath(pathname));
  const correct = intent === "correct" ? parseWithZod(form, { schema: correctSchema, error }) : null;
  const revoke = intent === "revoke" ? parseWithZod(form, { schema: revokeSchema, error }) : null;
  const submission = correct ?? revoke;
  const done =
    correct?.status === "success"
      ? await correctCertificate(services, { ...act, input: correct.value })
      : revoke?.status === "success"
        ? await revokeCertificate(services, { ...act, input: revoke.value })
        : null;
  if (!submission || !done) return data<BookReply>({ intent, about, result: submission?.reply() ?? null, problem: null }, { status: 400 });
  if (done.ok) throw redirect(`${pathname}?da=ghi`, 303);
  if (done.reason === "not_found") refuse("not_found");
  const problem = reasonText(messages, done.reason, messages.certificates.reasons);
  return data<BookReply>({ intent, about, result: submission.reply({ formErrors: [problem] }), problem }, { status: statusOf(done.reason) });
}

export default function CertificateBook() {
  const { slug, view, held, search, page, pageSize, run } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { certificates, stages } = useMessages();
  const { book, check } = certificates;
  const { integer } = useFormats();
  const href = useHref();
  const done = useSearchParams()[0].get("da");
  return (
    <>
      <PageHeader title={book.title} lead={book.lead} />
      {done && !reply && (
        <Notice tone="success" live>
          {done === "cap" ? book.issued : done === "dinh-chinh" ? stages.certificates.done : book.done2}
        </Notice>
      )}
      {held && (
        <Notice tone="warning" title={stages.certificates.open}>
          <p>{held.codes.length > 0 ? stages.certificates.held(held.codes.join(", ")) : stages.certificates.heldSome}</p>
          <p>
            <a href={href(paths.correction(slug))}>{stages.correction.title}</a>
          </p>
        </Notice>
      )}
      <SettleBook view={view} />
      <BookActs slug={slug} view={view} run={run} reply={reply} />
      <FilterBar search={{ value: search, label: book.search }} {...(search ? { clearHref: href(paths.certificateBook(slug)) } : {})} />
      <Table
        caption={book.title}
        rows={view.rows}
        rowKey={({ id }) => id}
        empty={<EmptyState title={search ? book.noneFound : book.empty}>{!search && <p>{book.emptyHelp}</p>}</EmptyState>}
        columns={[
          { key: "book", header: book.column.book, numeric: true, cell: ({ bookNumber }) => integer(bookNumber) },
          { key: "name", header: book.column.name, primary: true, cell: ({ name }) => name },
          { key: "as", header: book.column.as, wide: true, cell: ({ kind }) => check.kind[kind] },
          { key: "entry", header: book.column.entry, cell: ({ entryCode, title }) => `${entryCode} – ${title}` },
          { key: "prize", header: book.column.prize, cell: ({ prize }) => prize },
          { key: "state", header: book.column.state, cell: (row) => <CertificateState slug={slug} row={row} /> },
          { key: "code", header: book.column.code, cell: (row) => <CertificateCode row={row} /> },
          { key: "acts", header: "", cell: (row) => <CertificateActs slug={slug} row={row} reply={reply} /> },
        ]}
      />
      <Pagination page={page} pageSize={pageSize} total={view.total} search={useLocation().search} />
    </>
  );
}
