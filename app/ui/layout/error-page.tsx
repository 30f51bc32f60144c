import { useLocation } from "@remix-run/react";
import { reasonText, statusText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { useHref, useMessages } from "../locale";
import { Button, LinkButton } from "../primitives/button";
import { CheckboxField, TextField } from "../forms";
import { SkipLink } from "./frame";
import { HeldFields } from "./held-fields";

interface ErrorPageProps {
  status: number;
  /** A reason code; its text replaces that of the status. */
  reason?: string;
  /** Number of an unknown error, as it stands in the log. */
  reference?: string;
  /** Already written in the reader's language, such as the planned date of results. */
  detail?: string;
  /** A form that was sent after the session had ended: names and texts, kept here to be sent again. */
  held?: readonly (readonly [name: string, text: string])[];
}

/** Asks to sign in, and sends the very same form again; the texts can also be read and copied. */
function HeldForm({ held }: { held: NonNullable<ErrorPageProps["held"]> }) {
  const { errors, auth, saving } = useMessages();
  const href = useHref();
  const { pathname, search } = useLocation();
  const texts = held.filter(([, text]) => text.length > MOST_OF_A_CODE);
  const field = (name: string, label: string) => ({ name, id: `dang-nhap-${name}`, label });
  return (
    <form method="post" action={href(paths.signIn(pathname + search))} className="card" noValidate>
      <h2>{saving.held.title}</h2>
      <HeldFields held={held} />
      <TextField {...field("signInName", auth.field.signInName)} autoComplete="username" autoCapitalize="none" spellCheck={false} required />
      <TextField {...field("password", auth.field.password)} type="password" autoComplete="current-password" required />
      <CheckboxField {...field("shared", saving.shared.tick)} help={saving.shared.tickHelp} />
      <div className="actions">
        <Button kind="primary" type="submit">
          {saving.held.submit}
        </Button>
      </div>
      {texts.length > 0 && (
        <details className="more">
          <summary>{errors.held.show}</summary>
          {texts.map(([, text], index) => (
            <p key={index} className="whitespace-pre-line break-words">
              {text}
            </p>
          ))}
        </details>
      )}
    </form>
  );
}

/** Ids and tokens of a form are no longer than this; people's texts may be, and only those are worth reading. */
const MOST_OF_A_CODE = 36;

/** What went wrong in words, and where to go; stands alone, because the frame itself may be what failed. */
export function ErrorPage({ status, reason, reference, detail, held }: ErrorPageProps) {
  const messages = useMessages();
  const href = useHref();
  const { title, text } = statusText(messages, status);
  return (
    <>
      <SkipLink />
      <main id="noi-dung" className="error-page">
        <div className="frame">
          <img src="/emblem.svg" width="72" height="72" alt="" />
          <h1>{reason === "wrong_phase" || reason === "being_prepared" ? messages.errors.notNow : title}</h1>
          <p className="lead">{held ? messages.saving.held.text : reason ? reasonText(messages, reason) : text}</p>
          {held && <HeldForm held={held} />}
          {detail && <p>{detail}</p>}
          {reference && (
            <div className="notice tone-info">
              <div>
                <p className="strong">{messages.errors.reference(reference)}</p>
                <p>{messages.errors.referenceHelp}</p>
              </div>
            </div>
          )}
          <div className="actions">
            {status === 401 && !held && (
              <LinkButton kind="primary" href={href(paths.signIn())}>
                {messages.errors.trySignIn}
              </LinkButton>
            )}
            <LinkButton href={href(paths.home())}>{messages.errors.goHome}</LinkButton>
          </div>
        </div>
        <div className="teeth" />
      </main>
    </>
  );
}
