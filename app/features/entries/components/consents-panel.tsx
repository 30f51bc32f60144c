import type { SubmissionResult } from "@conform-to/react";
import { CONSENT_PURPOSES, type ConsentParty, type ConsentPurpose } from "~/domain/entry/consent";
import { paths } from "~/paths";
import { SubmitButton } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, CopyText, Disclosure, EmptyState, LinkButton, Notice, QrPanel } from "~/ui/primitives";
import { keptWording } from "../consent-texts";
import { stepPath } from "../steps";
import { ConfirmationLines, type ConfirmationView, ConfirmForm } from "./confirmations";
import { ConsentForm, WithdrawConsent } from "./consent-form";

interface Given {
  purpose: ConsentPurpose;
  personName: string;
  at: Date;
  method: "ONLINE" | "LINK" | "PAPER" | "PACKAGE";
}

interface Kept extends Given {
  textVersion: string;
  /** the consent whose signed paper was kept as scan */
  scanOf: string | null;
}

interface PartyView {
  party: ConsentParty;
  expectedName: string;
  isMe: boolean;
  standing: readonly Kept[];
  withdrawn: readonly Kept[];
  /** what was said no to, where nothing was agreed to since */
  declined: readonly Given[];
}

export interface AuthorConsentsView {
  key: string;
  name: string;
  hasBirthDate: boolean;
  purposes: readonly { purpose: ConsentPurpose; isAgreed: boolean; missing: readonly ConsentParty[] }[];
  parties: readonly PartyView[];
  /** of entries that were filed for their authors */
  confirmation: ConfirmationView | null;
}

/** What the page answers after a form on it: a link to hand over, a form to mend, or a refusal. */
export type ConsentAnswer =
  | { kind: "link"; authorKey: string; party: ConsentParty; link: string; svg: string; message: string; sent: boolean }
  | { kind: "confirm"; authorKey: string; party: ConsentParty; result: SubmissionResult<string[]> }
  | { kind: "form"; authorKey: string; party: ConsentParty; result: SubmissionResult<string[]> }
  | { kind: "refused"; text: string };

interface PanelProps {
  entryId: string;
  authors: readonly AuthorConsentsView[];
  mayEdit: boolean;
  /** age from which authors decide alone */
  selfFrom: number;
  /** names what authors are asked to confirm; null where they filed themselves */
  seen: string | null;
  /** may key in what was signed on paper */
  mayRecord: boolean;
  answer: ConsentAnswer | undefined;
}

/** Everybody's consent, author by author: who has agreed to what, who is still waited for, and how to ask them. */
export function ConsentsPanel({ entryId, authors, mayEdit, selfFrom, seen, mayRecord, answer }: PanelProps) {
  const { consent, assisted, paperConsent } = useMessages();
  const href = useHref();
  if (authors.length === 0) {
    return <EmptyState title={consent.noAuthors} actions={mayEdit && <LinkButton href={href(stepPath(entryId, "authors"))}>{consent.toAuthors}</LinkButton>} />;
  }
  return (
    <>
      <p className="help">{consent.lead(selfFrom)}</p>
      {seen !== null && <p className="help">{assisted.lead}</p>}
      {answer?.kind === "refused" && <Notice tone="danger" live title={answer.text} />}
      {authors.map((author) => (
        <AuthorConsents key={author.key} {...{ entryId, author, mayEdit, seen, answer }} />
      ))}
      {mayRecord && (
        <div className="actions">
          <LinkButton href={href(paths.paperConsents(entryId))}>{paperConsent.toDesk}</LinkButton>
        </div>
      )}
    </>
  );
}

function AuthorConsents({ entryId, author, mayEdit, seen, answer }: Omit<PanelProps, "authors" | "selfFrom" | "mayRecord"> & { author: AuthorConsentsView }) {
  const { consent, entries, paperConsent } = useMessages();
  const formats = useFormats();
  const href = useHref();
  return (
    <Card title={consent.author(author.name)}>
      <ul id={`consent-${author.key}`} className="space-y-1" tabIndex={-1}>
        {author.purposes.map(({ purpose, isAgreed, missing }) => (
          <li key={purpose}>
            {consent.purpose[purpose]}: <Badge tone={isAgreed ? "success" : purpose === "TAKE_PART" ? "warning" : "neutral"}>{isAgreed ? consent.agreed : consent.notAgreed}</Badge>{" "}
            {!isAgreed && author.hasBirthDate && <span className="muted">{consent.waitingFor(formats.list(missing.map((party) => entries.party[party])))}</span>}
          </li>
        ))}
      </ul>
      {author.confirmation && <ConfirmationLines confirmation={author.confirmation} />}
      {author.hasBirthDate ? (
        <>
          {author.parties.map((view) => (
            <Party key={view.party} {...{ entryId, author, view, seen, answer }} />
          ))}
          {author.purposes.some(({ isAgreed }) => !isAgreed) && (
            <form method="post" action={href(paths.printConsent(entryId))} className="border-t border-line pt-4">
              <input type="hidden" name="authorKey" value={author.key} />
              <p className="help">{paperConsent.printHelp}</p>
              <SubmitButton kind="quiet">{paperConsent.print}</SubmitButton>
            </form>
          )}
        </>
      ) : (
        <Notice tone="info">
          <p>{consent.birthDateFirst}</p>
          {mayEdit && <a href={href(`${stepPath(entryId, "authors")}?kiem=1#author-${author.key}-birthDate`)}>{consent.toAuthors}</a>}
        </Notice>
      )}
    </Card>
  );
}

interface PartyProps {
  entryId: string;
  author: AuthorConsentsView;
  view: PartyView;
  seen: string | null;
  answer: ConsentAnswer | undefined;
}

function Party({ entryId, author, view, seen, answer }: PartyProps) {
  const { consent, assisted } = useMessages();
  const href = useHref();
  const fields = { authorKey: author.key, party: view.party };
  const isAnswered = answer && answer.kind !== "refused" && answer.authorKey === author.key && answer.party === view.party ? answer : null;
  const standing = view.standing.map((given) => given.purpose);
  const asked = CONSENT_PURPOSES.filter((purpose) => !standing.includes(purpose));
  return (
    <section className="space-y-3 border-t border-line pt-4">
      <h3>
        {consent.party[view.party]}
        {view.expectedName && <span className="muted"> – {view.expectedName}</span>}
      </h3>
      <GivenLines view={view} />
      {isAnswered?.kind === "link" && <MadeLink answer={isAnswered} />}
      {view.isMe && asked.length > 0 && (
        <ConsentForm id={`dong-y-${view.party}-${author.key}`} party={view.party} asked={asked} fields={fields} result={isAnswered?.kind === "form" ? isAnswered.result : null} />
      )}
      {view.isMe && standing.length > 0 && <WithdrawConsent standing={standing} fields={fields} />}
      {view.isMe && seen !== null && author.confirmation?.state !== "confirmed" && (
        <>
          <p className="strong">{assisted.form.heading}</p>
          <p>
            <a href={href(paths.entry(entryId))}>{assisted.form.read}</a>
          </p>
          <ConfirmForm id={`xac-nhan-${view.party}-${author.key}`} seen={seen} fields={fields} result={isAnswered?.kind === "confirm" ? isAnswered.result : null} />
        </>
      )}
      {!view.isMe && (asked.length > 0 || (seen !== null && author.confirmation?.state !== "confirmed")) && (
        <form method="post" className="actions">
          <input type="hidden" name="authorKey" value={author.key} />
          <input type="hidden" name="party" value={view.party} />
          <SubmitButton intent="link" kind="secondary">
            {asked.length > 0 ? consent.link.make[view.party] : assisted.make[view.party]}
          </SubmitButton>
          <SubmitButton intent="send" kind="quiet">
            {consent.link.send[view.party]}
          </SubmitButton>
        </form>
      )}
    </section>
  );
}

function GivenLines({ view }: { view: PartyView }) {
  const messages = useMessages();
  const { consent, paperConsent } = messages;
  const href = useHref();
  const formats = useFormats();
  const line = (given: Given, text: (name: string, moment: string) => string) =>
    `${consent.purpose[given.purpose]}: ${text(given.personName, formats.dateTime(given.at))} (${consent.method[given.method]})`;
  if (view.standing.length + view.withdrawn.length + view.declined.length === 0) return null;
  const words = view.standing.flatMap(({ purpose, method, textVersion }) => keptWording(messages, textVersion, method === "PACKAGE" ? "PASS_ON" : purpose, view.party) ?? []);
  return (
    <>
    <ul className="muted space-y-1">
      {view.standing.map((given) => (
        <li key={given.purpose}>
          ✓ {line(given, consent.given)} {given.scanOf && <a href={href(paths.consentScan(given.scanOf))}>{paperConsent.open}</a>}
        </li>
      ))}
      {view.withdrawn.map((given) => (
        <li key={given.purpose + String(given.at)}>{line(given, consent.withdrawnAt)}</li>
      ))}
      {view.declined.map((no) => (
        <li key={`${no.purpose}-no`}>✗ {line(no, consent.declined)}</li>
      ))}
    </ul>
    {words.length > 0 && (
      <Disclosure summary={consent.wording}>
        <ul className="list-disc space-y-2 pl-5">
          {words.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </Disclosure>
    )}
    </>
  );
}

function MadeLink({ answer }: { answer: Extract<ConsentAnswer, { kind: "link" }> }) {
  const { consent } = useMessages();
  return (
    <Notice tone="success" live title={consent.link.ready[answer.party]}>
      <p>{consent.link.readyText}</p>
      <QrPanel text={answer.link} svg={answer.svg} />
      <div className="my-3">
        <CopyText label={consent.link.message} text={answer.message} />
      </div>
      {answer.sent && <p>{consent.link.sent}</p>}
      <p>{consent.link.valid}</p>
      <div className="actions mt-3">
        <LinkButton href={answer.link}>{consent.link.openHere}</LinkButton>
      </div>
    </Notice>
  );
}
