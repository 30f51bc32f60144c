import type { SubmissionResult } from "@conform-to/react";
import { DATA_REQUESTS } from "~/domain/people/data-request";
import type { ConsentParty, ConsentPurpose } from "~/domain/entry/consent";
import { WithdrawConsent } from "~/features/entries/components/consent-form";
import { paths } from "~/paths";
import { ErrorSummary, plainForm, RadioGroup, SelectField, SubmitButton, TextArea } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, LinkButton } from "~/ui/primitives";

interface MyConsentView {
  entryId: string;
  title: string;
  code: string | null;
  authorKey: string;
  authorName: string;
  party: ConsentParty;
  standing: readonly { purpose: ConsentPurpose; givenAt: Date }[];
}

/** Everything that stands agreed to with this account, each with the way to take it back. */
export function MyConsents({ consents, more }: { consents: readonly MyConsentView[]; more: number }) {
  const { myData, consent, entries } = useMessages();
  const formats = useFormats();
  const href = useHref();
  const texts = myData.consents;
  return (
    <Card title={texts.title}>
      {consents.length === 0 && <p>{texts.none}</p>}
      {consents.map((one) => (
        <section key={one.entryId + one.authorKey + one.party} className="space-y-2 border-t border-line pt-4">
          <h3>{[one.code, one.title || entries.myEntries.untitled].filter(Boolean).join(" · ")}</h3>
          <p className="muted">{texts.as[one.party](one.authorName)}</p>
          <ul className="list-disc pl-5">
            {one.standing.map(({ purpose, givenAt }) => (
              <li key={purpose}>
                {consent.purpose[purpose]} <span className="muted">({formats.dateTime(givenAt)})</span>
              </li>
            ))}
          </ul>
          <WithdrawConsent standing={one.standing.map(({ purpose }) => purpose)} fields={{ entryId: one.entryId, authorKey: one.authorKey, party: one.party }} />
          <p>
            <a href={href(paths.entryConsents(one.entryId))}>{texts.open}</a>
          </p>
        </section>
      ))}
      {more > 0 && <p className="muted">{texts.more(more)}</p>}
    </Card>
  );
}

/** The copy of everything kept about the person. */
export function DataCopy() {
  const { export: texts } = useMessages().myData;
  const href = useHref();
  return (
    <Card title={texts.title}>
      <p>{texts.text}</p>
      <LinkButton href={href(paths.myDataFile())}>{texts.download}</LinkButton>
    </Card>
  );
}

/** A request to whoever keeps the data. */
export function DataRequestForm({ editions, result }: { editions: readonly { slug: string; title: string }[]; result: SubmissionResult<string[]> | null }) {
  const { request: texts } = useMessages().myData;
  const form = plainForm({ id: "yeu-cau", result });
  const recipients = [...editions.map(({ slug, title }) => ({ value: slug, label: title })), { value: "", label: texts.administrators }];
  return (
    <Card title={texts.title}>
      <p>{texts.text}</p>
      <form id={form.id} method="post" noValidate>
        <ErrorSummary form={form} labels={{ kind: texts.kind, text: texts.about, to: texts.to }} />
        <RadioGroup field={form.field("kind")} label={texts.kind} required options={DATA_REQUESTS.map((kind) => ({ value: kind, label: texts.kinds[kind] }))} />
        <SelectField field={form.field("to")} label={texts.to} placeholder={null} options={recipients} />
        <TextArea field={form.field("text")} label={texts.about} help={texts.aboutHelp} required rows={5} max={2000} />
        <SubmitButton intent="request">{texts.send}</SubmitButton>
      </form>
    </Card>
  );
}
