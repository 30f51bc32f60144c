import type { SubmissionResult } from "@conform-to/react";
import { INVITABLE_ROLES } from "~/domain/people/invitation";
import { peopleConstraints } from "~/features/people/schemas";
import { ErrorSummary, FormActions, plainForm, SelectField, SubmitButton, TextField } from "~/ui/forms";
import { useMessages } from "~/ui/locale";
import { Card } from "~/ui/primitives";

interface InviteFormProps {
  result: SubmissionResult<string[]> | null | undefined;
  units: readonly { id: string; name: string; parentName: string | null }[];
  panels: readonly { id: string; name: string; roundName: string }[];
  /** the panel to invite into, chosen beforehand */
  panelId?: string | null;
}

export function InviteForm({ result, units, panels, panelId }: InviteFormProps) {
  const { people, common } = useMessages();
  const { invite } = people;
  const isKnown = panels.some(({ id }) => id === panelId);
  const values = isKnown ? { role: "JUDGE", panelId } : {};
  const form = plainForm({ id: "moi", result, values, constraint: peopleConstraints.invite });
  const labels = { role: invite.role, name: invite.name, signInName: invite.signInName, unitId: invite.unit, panelId: invite.panel };
  return (
    <Card title={invite.title}>
      <p className="help">{invite.lead}</p>
      <form id={form.id} method="post" noValidate>
        <ErrorSummary form={form} labels={labels} />
        <SelectField field={form.field("role")} label={invite.role} options={INVITABLE_ROLES.map((role) => ({ value: role, label: common.role[role] }))} />
        <TextField field={form.field("name")} label={invite.name} autoComplete="off" autoCapitalize="words" />
        <TextField field={form.field("signInName")} label={invite.signInName} autoComplete="off" autoCapitalize="none" spellCheck={false} />
        <SelectField
          field={form.field("unitId")}
          label={invite.unit}
          help={invite.unitHelp}
          placeholder={invite.noUnit}
          options={units.map(({ id, name, parentName }) => ({ value: id, label: parentName ? `${name} (${parentName})` : name }))}
        />
        {panels.length > 0 && (
          <SelectField
            field={form.field("panelId")}
            label={invite.panel}
            help={invite.panelHelp}
            placeholder={invite.noPanel}
            options={panels.map(({ id, name, roundName }) => ({ value: id, label: `${roundName}: ${name}` }))}
          />
        )}
        <FormActions>
          <SubmitButton intent="invite">{invite.submit}</SubmitButton>
        </FormActions>
      </form>
    </Card>
  );
}
