import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Button, Card, ConfirmDisclosure, EmptyState, LinkButton, Mono, Notice, Table } from "~/ui/primitives";
import type { ShownReceived, ShownSender, ShownStaged } from "../received.server";

/** Why an uploaded package was refused, with the file it is about. */
export interface Refusal {
  text: string;
}

/** The form that takes a package. */
export function UploadPackage({ refusal, mostBytes }: { refusal: Refusal | null; mostBytes: number }) {
  const { upward } = useMessages();
  const { fileSize } = useFormats();
  const { incoming } = upward;
  return (
    <Card>
      {refusal && (
        <Notice tone="danger" title={incoming.fault} live>
          <p>{refusal.text}</p>
        </Notice>
      )}
      <form method="post" encType="multipart/form-data" className="grid gap-3">
        <div className="field">
          <label htmlFor="goi">{incoming.upload}</label>
          <div id="goi-help" className="help">
            {incoming.uploadHelp(fileSize(mostBytes))}
          </div>
          <input id="goi" type="file" name="package" accept=".zip,application/zip" required className="input" aria-describedby="goi-help" />
        </div>
        <p className="muted">{incoming.checkHelp}</p>
        <div className="actions">
          <Button kind="primary">{incoming.check}</Button>
        </div>
      </form>
    </Card>
  );
}

/** Keys whose packages are taken, and those that are not any more. */
export function Senders({ senders, mayTrust, actionPath }: { senders: readonly ShownSender[]; mayTrust: boolean; actionPath: string }) {
  const { incoming } = useMessages().upward;
  const { date } = useFormats();
  return (
    <Table
      caption={incoming.sendersTitle}
      rows={senders}
      rowKey={({ id }) => id}
      empty={<EmptyState title={incoming.noSenders} />}
      columns={[
        { key: "name", header: incoming.senderName, primary: true, cell: ({ name }) => name },
        { key: "fingerprint", header: incoming.fingerprint, cell: ({ fingerprint }) => <Mono long>{fingerprint}</Mono> },
        {
          key: "since",
          header: "",
          cell: ({ trustedAt, trustedBy, revokedAt }) => (revokedAt ? <Badge tone="danger">{incoming.revokedOn(date(revokedAt))}</Badge> : incoming.trustedOn(date(trustedAt), trustedBy)),
        },
        {
          key: "acts",
          header: "",
          cell: ({ id, name, revokedAt }) =>
            mayTrust && revokedAt === null ? (
              <ConfirmDisclosure small danger label={incoming.revoke} consequences={incoming.revokeWill(name)} confirmLabel={incoming.doRevoke} intent="revoke" fields={{ id }} action={actionPath} />
            ) : null,
        },
      ]}
    />
  );
}

/** Packages somebody uploaded that were not imported yet: one who may trust their sender finds them here. */
export function WaitingList({ slug, waiting }: { slug: string; waiting: readonly ShownStaged[] }) {
  const { incoming } = useMessages().upward;
  const { dateTime } = useFormats();
  const href = useHref();
  if (waiting.length === 0) return null;
  return (
    <Card title={incoming.waitingTitle}>
      <ul>
        {waiting.map(({ id, uploadedAt, uploadedBy }) => (
          <li key={id}>
            <a href={href(paths.stagedPackage(slug, id))}>{incoming.waitingLine(dateTime(uploadedAt), uploadedBy)}</a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What came in, and what just did. */
export function ReceivedList({ slug, received, done }: { slug: string; received: readonly ShownReceived[]; done: ShownReceived | null }) {
  const { incoming } = useMessages().upward;
  const { integer, dateTime } = useFormats();
  const href = useHref();
  return (
    <Card title={incoming.receivedTitle}>
      {done && (
        <Notice tone="success" live>
          <p>{incoming.imported(integer(done.entries))}</p>
          <LinkButton href={href(paths.screening(slug))}>{incoming.toScreening}</LinkButton>
        </Notice>
      )}
      {received.length === 0 ? (
        <p>{incoming.noReceived}</p>
      ) : (
        <ul>
          {received.map(({ id, receivedAt, sender, fromTitle, entries }) => (
            <li key={id}>{incoming.receivedLine(dateTime(receivedAt), sender, fromTitle, integer(entries))}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}
