import { reasonText, statusText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { useHref, useMessages } from "../locale";
import { LinkButton } from "../primitives/button";
import { SkipLink } from "./frame";

interface ErrorPageProps {
  status: number;
  /** A reason code; its text replaces that of the status. */
  reason?: string;
  /** Number of an unknown error, as it stands in the log. */
  reference?: string;
  /** Already written in the reader's language, such as the planned date of results. */
  detail?: string;
}

/** What went wrong in words, and where to go; stands alone, because the frame itself may be what failed. */
export function ErrorPage({ status, reason, reference, detail }: ErrorPageProps) {
  const messages = useMessages();
  const href = useHref();
  const { title, text } = statusText(messages, status);
  return (
    <>
      <SkipLink />
      <main id="noi-dung" className="error-page">
        <div className="frame">
          <img src="/emblem.svg" width="72" height="72" alt="" />
          <h1>{title}</h1>
          <p className="lead">{reason ? reasonText(messages, reason) : text}</p>
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
            {status === 401 && (
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
