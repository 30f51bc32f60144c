import { INVITABLE_ROLES } from "~/domain/people/invitation";
import type { MemberView, WaitingView } from "~/features/people/members.server";
import { useFormats, useMessages } from "~/ui/locale";
import { Badge, Card, ConfirmDisclosure, Disclosure, EmptyState, QrPanel, Table } from "~/ui/primitives";

/** Everybody by role; ending a role asks first. */
export function MemberTables({ members, contactsHref }: { members: readonly MemberView[]; contactsHref: (userId: string) => string }) {
  const { people } = useMessages();
  if (members.length === 0) return <EmptyState title={people.members.empty}>{people.members.emptyHelp}</EmptyState>;
  return INVITABLE_ROLES.map((role) => <RoleTable key={role} role={role} rows={members.filter((member) => member.role === role)} contactsHref={contactsHref} />);
}

function RoleTable({ role, rows, contactsHref }: { role: (typeof INVITABLE_ROLES)[number]; rows: readonly MemberView[]; contactsHref: (userId: string) => string }) {
  const { people, common, conflictRules } = useMessages();
  const { date, integer } = useFormats();
  const { members } = people;
  const { column } = members;
  const isJudge = role === "JUDGE";
  const signIn = { key: "signIn", header: column.signInName, cell: (row: MemberView) => <span className="break-words">{row.signInName}</span> };
  const panels = { key: "panels", header: column.panels, cell: (row: MemberView) => row.panels.join(", ") || "–" };
  return (
    <Card title={common.role[role]} aside={<span className="muted">{integer(rows.length)}</span>}>
      <Table
        caption={common.role[role]}
        rows={rows}
        rowKey={(row) => row.membershipId}
        columns={[
          { key: "name", header: column.name, primary: true, cell: (row) => (isJudge ? <JudgeName row={row} /> : row.name) },
          isJudge ? panels : signIn,
          ...(isJudge || role === "SCHOOL" ? [{ key: "unit", header: column.unit, cell: (row: MemberView) => row.unitName ?? "–" }] : []),
          { key: "since", header: column.since, wide: true, cell: (row) => date(row.since) },
          ...(role === "SCHOOL" ? [] : [{ key: "contacts", header: conflictRules.contacts.link, cell: (row: MemberView) => <a href={contactsHref(row.userId)}>{conflictRules.contacts.link}</a> }]),
          {
            key: "act",
            header: column.act,
            cell: (row) => (
              <div className="has-[details[open]]:min-w-64">
                <ConfirmDisclosure
                  label={members.end}
                  confirmLabel={members.endConfirm}
                  intent="end-role"
                  consequences={members.endConsequences(row.name, common.role[role])}
                  fields={{ membershipId: row.membershipId }}
                  danger
                  small
                />
              </div>
            ),
          },
        ]}
        empty={<p className="muted">{members.none}</p>}
      />
    </Card>
  );
}

/** Code, name and sign-in name of a judge in one cell: the table has much to say of judges and little room. */
function JudgeName({ row: { judgeCode, name, signInName } }: { row: MemberView }) {
  return (
    <>
      {[judgeCode, name].filter(Boolean).join(" ")}
      <span className="muted block break-words text-sm">{signInName}</span>
    </>
  );
}

/** Invitations nobody has taken yet, each with its QR code to hand over. */
export function WaitingInvitations({ waiting, openId }: { waiting: readonly WaitingView[]; openId: string | null }) {
  const { people } = useMessages();
  return (
    <Card title={people.waiting.title}>
      {waiting.length === 0 && <p className="muted">{people.waiting.none}</p>}
      <ul className="grid gap-4">
        {waiting.map((invitation) => (
          <WaitingInvitation key={invitation.id} invitation={invitation} open={invitation.id === openId} />
        ))}
      </ul>
    </Card>
  );
}

function WaitingInvitation({ invitation, open }: { invitation: WaitingView; open: boolean }) {
  const { people, common } = useMessages();
  const { date } = useFormats();
  const texts = people.waiting;
  const { id, role, name, signInName, unitName, panelName, isExpired, handOver } = invitation;
  return (
    <li className="border-b border-line pb-4">
      <p>
        <span className="strong">{name || signInName}</span> <Badge tone={isExpired ? "warning" : "info"}>{isExpired ? texts.expired : texts.open}</Badge>
      </p>
      <p>{[common.role[role], unitName, panelName].filter(Boolean).join(" · ")}</p>
      <p className="muted break-words">
        {signInName} · {texts.until(date(invitation.expiresAt))}
      </p>
      {handOver ? (
        <Disclosure summary={texts.show} open={open}>
          <QrPanel text={handOver.link} svg={handOver.qr} />
        </Disclosure>
      ) : (
        !isExpired && <p>{texts.linkLost}</p>
      )}
      <div className="actions">
        <ConfirmDisclosure label={texts.resend} confirmLabel={texts.resend} intent="resend" consequences={texts.resendConsequences} fields={{ invitationId: id }} small />
        <ConfirmDisclosure
          label={texts.revoke}
          confirmLabel={texts.revoke}
          intent="revoke"
          consequences={texts.revokeConsequences(name || signInName)}
          fields={{ invitationId: id }}
          danger
          small
        />
      </div>
    </li>
  );
}
