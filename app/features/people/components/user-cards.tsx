import type { UserView } from "~/features/people/users.server";
import { paths } from "~/paths";
import { SubmitButton } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, ConfirmDisclosure, Notice, QrPanel } from "~/ui/primitives";
import { DeviceName } from "./own-account";

/** Roles held now, each with the way to end it, and those of the past. */
export function RolesCard({ user }: { user: UserView }) {
  const { people, common } = useMessages();
  const { date } = useFormats();
  const href = useHref();
  const texts = people.user;
  return (
    <Card title={texts.roles}>
      {user.roles.length === 0 && <p>{texts.noRoles}</p>}
      <ul className="grid gap-3">
        {user.roles.map((held) => (
          <li key={held.membershipId} className="flex flex-wrap items-start justify-between gap-2 border-b border-line pb-3">
            <span>
              <span className="strong">{common.role[held.role]}</span>{" "}
              <Badge tone={held.endedAt ? "neutral" : "success"}>{held.endedAt ? texts.past : texts.held}</Badge>
              <span className="block">
                {held.edition ? <a href={href(paths.members(held.edition.slug))}>{held.edition.title}</a> : texts.wholeSystem}
                {held.unitName && ` · ${held.unitName}`}
              </span>
              <span className="muted block">{texts.since(date(held.since), held.endedAt && date(held.endedAt))}</span>
            </span>
            {!held.endedAt && (
              <ConfirmDisclosure
                label={people.members.end}
                confirmLabel={people.members.endConfirm}
                intent="end-role"
                consequences={people.members.endConsequences(user.name, common.role[held.role])}
                fields={{ membershipId: held.membershipId }}
                danger
                small
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** A link to a new password, shown the once it is made. */
export function ResetCard({ made }: { made: { link: string; qr: string } | null }) {
  const { people } = useMessages();
  const texts = people.user;
  return (
    <Card title={texts.resetTitle}>
      <p>{texts.resetText}</p>
      {made ? (
        <>
          <Notice tone="warning" live>
            <p>{texts.resetMade}</p>
          </Notice>
          <QrPanel text={made.link} svg={made.qr} />
        </>
      ) : (
        <form method="post">
          <SubmitButton intent="reset" kind="secondary">
            {texts.makeReset}
          </SubmitButton>
        </form>
      )}
    </Card>
  );
}

export function UserSessionsCard({ user }: { user: UserView }) {
  const { people, auth } = useMessages();
  const { dateTime } = useFormats();
  const texts = people.user;
  return (
    <Card title={texts.sessions}>
      {user.sessions.length === 0 && <p>{texts.noSessions}</p>}
      <ul className="mb-3 grid gap-2">
        {user.sessions.map((session) => (
          <li key={session.id}>
            <DeviceName device={session.device} />
            <span className="muted block">
              {auth.account.startedAt(dateTime(session.startedAt))}, {auth.account.usedAt(dateTime(session.usedAt))}
            </span>
          </li>
        ))}
      </ul>
      {user.sessions.length > 0 && (
        <ConfirmDisclosure
          label={texts.endSessions}
          confirmLabel={texts.endSessions}
          intent="end-sessions"
          consequences={texts.endSessionsConsequences(user.name)}
          danger
          small
        />
      )}
    </Card>
  );
}
