import type { SubmissionResult } from "@conform-to/react";
import { CONTACT_KINDS } from "~/domain/people/contact";
import type { PersonContactsView } from "~/features/people/contacts.server";
import { FormActions, plainForm, SelectField, SubmitButton, TextField } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useMessages } from "~/ui/locale";
import { Card, ConfirmDisclosure, DateTime, Mono, Notice, Table } from "~/ui/primitives";

interface PersonContactsPageProps {
  view: PersonContactsView;
  mayManage: boolean;
  membersHref: string;
  /** what was done before this page came up */
  done: string | null;
  answer: { text: string; result: SubmissionResult<string[]> } | undefined;
}

/** Other ways to reach a person, by which conflicts of interest are found, and accounts that are or may be the same person. */
export function PersonContactsPage({ view, mayManage, membersHref, done, answer }: PersonContactsPageProps) {
  const { contacts: texts } = useMessages().conflictRules;
  const { person, isOwn } = view;
  const news: Record<string, string> = { ghi: texts.added, xoa: texts.removed };
  const said = done === null ? undefined : news[done];
  return (
    <div className="space-y-5">
      <PageHeader title={`${texts.title}: ${person.name}`} lead={texts.lead} />
      {answer && <Notice tone="danger" live>{answer.text}</Notice>}
      {!answer && said && <Notice tone="success" live>{said}</Notice>}
      {isOwn && <Notice tone="info">{texts.own}</Notice>}
      <ContactList view={view} mayChange={mayManage && !isOwn} />
      {mayManage && !isOwn && <AddForm result={answer?.result ?? null} />}
      <Accounts title={texts.accounts} help={view.accounts.length > 1 ? texts.accountsHelp : null} rows={view.accounts} />
      {view.namesakes.length > 0 && (
        <Notice tone="warning" title={texts.namesakes}>
          <p>{texts.namesakesHelp}</p>
          <ul className="list-disc pl-5">
            {view.namesakes.map(({ userId, name, signInName }) => (
              <li key={userId} className="break-words">
                {name} (<Mono>{signInName}</Mono>)
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <p>
        <a href={membersHref}>{texts.backToMembers}</a>
      </p>
    </div>
  );
}

function ContactList({ view, mayChange }: { view: PersonContactsView; mayChange: boolean }) {
  const { contacts: texts } = useMessages().conflictRules;
  return (
    <Card title={texts.list}>
      <Table
        caption={texts.list}
        rows={view.contacts}
        rowKey={(row) => row.id}
        empty={<p className="muted">{texts.none}</p>}
        columns={[
          { key: "value", header: texts.value, primary: true, cell: (row) => <span className="break-words">{row.value}</span> },
          { key: "kind", header: texts.kindLabel, cell: (row) => texts.kind[row.kind] },
          { key: "since", header: texts.since, cell: (row) => <DateTime at={row.createdAt} /> },
          ...(mayChange
            ? [
                {
                  key: "act",
                  header: texts.remove,
                  cell: (row: PersonContactsView["contacts"][number]) => (
                    <ConfirmDisclosure label={texts.remove} confirmLabel={texts.removeConfirm} intent="remove" consequences={[texts.removeWill(row.value)]} fields={{ contactId: row.id }} danger small />
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

function AddForm({ result }: { result: SubmissionResult<string[]> | null }) {
  const { contacts: texts } = useMessages().conflictRules;
  const form = plainForm({ id: "lien-he", result });
  return (
    <Card title={texts.addTitle}>
      <form id={form.id} method="post" noValidate className="grid gap-3">
        <SelectField field={form.field("kind")} label={texts.kindLabel} options={CONTACT_KINDS.map((kind) => ({ value: kind, label: texts.kind[kind] }))} required />
        <TextField field={form.field("value")} label={texts.value} help={texts.valueHelp} required autoCapitalize="none" autoComplete="off" />
        <FormActions>
          <SubmitButton>{texts.add}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}

function Accounts({ title, help, rows }: { title: string; help: string | null; rows: PersonContactsView["accounts"] }) {
  return (
    <Card title={title}>
      {help && <p className="help">{help}</p>}
      <ul>
        {rows.map(({ userId, name, signInName }) => (
          <li key={userId} className="break-words">
            {name} (<Mono>{signInName}</Mono>)
          </li>
        ))}
      </ul>
    </Card>
  );
}
