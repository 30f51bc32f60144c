import { ageOn } from "~/domain/entry/ages";
import { CONSENT_PURPOSES, isAgreed } from "~/domain/entry/consent";
import { authorLines, basicsLines, type ContentContext, type ContentLine, readParts, summaryLine, supervisorLines } from "~/features/entries/content-lines";
import { AffirmedCommitment } from "~/features/entries/components/commitment";
import { PartContent } from "~/features/entries/components/part-content";
import { ConfirmationLines } from "~/features/entries/components/confirmations";
import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, DescriptionList } from "~/ui/primitives";
import type { ScreenedEntryView } from "../entry-page.server";

type View = Pick<ScreenedEntryView, "shown" | "fields" | "parts" | "entry" | "consents" | "mayRecordConsents" | "confirmations" | "waiting" | "rules">;

export function useContentContext({ fields, parts }: Pick<View, "fields" | "parts">): ContentContext {
  return { messages: useMessages(), formats: useFormats(), fields, parts };
}

const items = (lines: readonly ContentLine[], empty: string) =>
  lines.map(({ label, value, isLong }) => ({ term: label, description: isLong ? <span className="whitespace-pre-line">{value || empty}</span> : value || empty }));

const partItems = (parts: View["parts"], values: Readonly<Record<string, string>>) =>
  readParts(parts, values).map((part) => ({ term: part.label, description: <PartContent part={part} text={values[part.key] ?? ""} /> }));

/** The dossier as it was submitted, in the order of the form. */
export function Dossier({ view }: { view: View }) {
  const { screening } = useMessages();
  const context = useContentContext(view);
  const { shown } = view;
  if (!shown) return null;
  const { emptyValue } = screening.entry;
  return (
    <>
      <Card title={screening.entry.dossier}>
        <DescriptionList items={[...items([...basicsLines(context, shown), summaryLine(context, shown)], emptyValue), ...partItems(view.parts, shown.parts)]} />
      </Card>
      <AffirmedCommitment commitment={shown.commitment} />
    </>
  );
}

/** Authors and supervisor with all that is known of them, and what was agreed to. */
export function People({ view }: { view: View }) {
  const { screening, assisted, paperConsent } = useMessages();
  const href = useHref();
  const context = useContentContext(view);
  const { shown, rules, confirmations } = view;
  if (!shown) return null;
  const texts = screening.entry;
  const supervisor = supervisorLines(context, shown);
  return (
    <Card title={texts.authors}>
      <p className="muted">{texts.accessNote}</p>
      {view.mayRecordConsents && (
        <p>
          <a href={href(paths.paperConsents(view.entry.id))}>{paperConsent.toDesk}</a>
        </p>
      )}
      {shown.authors.map((author) => (
        <section key={author.key}>
          <h3>
            {author.fullName} {author.isChief && <Badge tone="info">{texts.chief}</Badge>}
          </h3>
          <DescriptionList
            items={[
              ...items(authorLines(context, author, shown.unreadable), texts.emptyValue).map((item, index) =>
                index === 0 && author.birthDate !== null ? { ...item, description: `${String(item.description)} (${texts.age(ageOn(author.birthDate, rules.day))})` } : item,
              ),
              { term: texts.consents, description: <Consents view={view} authorKey={author.key} birthDate={author.birthDate} /> },
              ...[confirmations?.[author.key]].flatMap((one) => (one ? [{ term: assisted.title, description: <ConfirmationLines confirmation={one} /> }] : [])),
            ]}
          />
        </section>
      ))}
      {supervisor.length > 0 && (
        <section>
          <h3>{texts.supervisor}</h3>
          <DescriptionList items={items(supervisor, texts.emptyValue)} />
        </section>
      )}
    </Card>
  );
}

function Consents({ view, authorKey, birthDate }: { view: View; authorKey: string; birthDate: string | null }) {
  const { screening, entries, paperConsent } = useMessages();
  const href = useHref();
  const { dateTime, list } = useFormats();
  const texts = screening.entry;
  const own = view.consents.filter((consent) => consent.authorKey === authorKey);
  const waiting = view.waiting[authorKey] ?? [];
  return (
    <ul>
      {CONSENT_PURPOSES.map((purpose) => {
        const given = own.filter((consent) => consent.purpose === purpose);
        const lines = given.map(({ party, personName, givenAt, withdrawnAt }) => {
          const who = `${personName} (${entries.party[party]})`;
          return withdrawnAt ? texts.consentWithdrawn(who, dateTime(withdrawnAt)) : texts.consentGiven(who, dateTime(givenAt));
        });
        const isComplete = isAgreed(birthDate, purpose, given, view.rules.selfFrom);
        const rest = isComplete ? [] : [purpose === "TAKE_PART" && waiting.length > 0 ? texts.consentMissing(list(waiting.map((party) => entries.party[party]))) : texts.purposeNone];
        return (
          <li key={purpose}>
            {texts.purpose[purpose]}: {[...lines, ...rest].join("; ")}{" "}
            {given.map(({ id, scanFileId }) => scanFileId !== null && <a key={id} href={href(paths.consentScan(id))}>{paperConsent.open}</a>)}
          </li>
        );
      })}
    </ul>
  );
}
