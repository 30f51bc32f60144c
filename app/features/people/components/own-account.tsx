import type { SubmissionResult } from "@conform-to/react";
import type { RoleInFull } from "~/features/people/account-page.server";
import type { Device } from "~/domain/people/device";
import { peopleConstraints } from "~/features/people/schemas";
import { ErrorSummary, FormActions, plainForm, SelectField, SubmitButton, TextField } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Badge, Card, DescriptionList } from "~/ui/primitives";

type Reply = SubmissionResult<string[]> | null | undefined;

interface ProfileProps {
  profile: { name: string; locale: "vi" | "en"; signInName: string; roles: readonly RoleInFull[] };
  result: Reply;
}

export function ProfileCard({ profile, result }: ProfileProps) {
  const { auth, common } = useMessages();
  const form = plainForm({ id: "thong-tin", result, values: profile, constraint: peopleConstraints.profile });
  const roles = profile.roles.map(({ role, edition, unitName }) => [common.role[role], unitName, edition?.title].filter(Boolean).join(" · "));
  return (
    <Card title={auth.account.profile}>
      <DescriptionList
        items={[
          { term: auth.account.signInName, description: profile.signInName },
          {
            term: auth.account.roles,
            description: roles.length === 0 ? auth.account.noRoles : roles.map((text) => <span key={text} className="block">{text}</span>),
          },
        ]}
      />
      <form id={form.id} method="post" noValidate>
        <ErrorSummary form={form} labels={{ name: auth.field.name, locale: auth.field.locale }} />
        <TextField field={form.field("name")} label={auth.field.name} autoComplete="name" autoCapitalize="words" />
        <SelectField
          field={form.field("locale")}
          label={auth.field.locale}
          placeholder={null}
          options={[
            { value: "vi", label: auth.field.locales.vi },
            { value: "en", label: auth.field.locales.en },
          ]}
        />
        <FormActions>
          <SubmitButton intent="profile">{auth.account.saveProfile}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}

export function PasswordCard({ signInName, result }: { signInName: string; result: Reply }) {
  const { auth } = useMessages();
  const form = plainForm({ id: "mat-khau", result, constraint: peopleConstraints.changePassword });
  return (
    <Card title={auth.account.password}>
      <form id={form.id} method="post" noValidate>
        <ErrorSummary form={form} labels={{ currentPassword: auth.field.currentPassword, password: auth.field.newPassword }} />
        <input type="hidden" name="username" autoComplete="username" value={signInName} />
        <TextField field={form.field("currentPassword")} label={auth.field.currentPassword} type="password" autoComplete="current-password" />
        <TextField field={form.field("password")} label={auth.field.newPassword} help={auth.field.newPasswordHelp} type="password" autoComplete="new-password" />
        <FormActions>
          <SubmitButton intent="password" kind="secondary">
            {auth.account.changePassword}
          </SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}

export interface SessionRow {
  id: string;
  device: Device;
  startedAt: Date | string;
  usedAt: Date | string;
  isThis: boolean;
}

export function DeviceName({ device }: { device: Device }) {
  const { auth } = useMessages();
  const { browser, system } = device;
  if (browser && system) return <>{auth.device.both(browser, system)}</>;
  return <>{browser ?? system ?? auth.device.unknown}</>;
}

export function SessionsCard({ sessions }: { sessions: readonly SessionRow[] }) {
  const { auth } = useMessages();
  const { dateTime } = useFormats();
  const { account } = auth;
  return (
    <Card title={account.sessions}>
      <p className="help">{account.sessionsHelp}</p>
      <ul className="my-3 grid gap-3">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center justify-between gap-2 border-b border-line pb-3">
            <span>
              <span className="strong">
                <DeviceName device={session.device} />
              </span>{" "}
              {session.isThis && <Badge tone="success">{account.thisDevice}</Badge>}
              <span className="muted block">
                {account.startedAt(dateTime(session.startedAt))}, {account.usedAt(dateTime(session.usedAt))}
              </span>
            </span>
            {!session.isThis && (
              <form method="post">
                <input type="hidden" name="session" value={session.id} />
                <SubmitButton intent="end" kind="secondary">
                  {account.endSession}
                </SubmitButton>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form method="post">
          <SubmitButton intent="end-others" kind="danger">
            {account.endOthers}
          </SubmitButton>
        </form>
      )}
    </Card>
  );
}
