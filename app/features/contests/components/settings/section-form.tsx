import type { SubmissionResult } from "@conform-to/react";
import type { ReactNode } from "react";
import { ErrorSummary, FormActions, type PlainForm, plainForm, SubmitButton } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Card, Notice } from "~/ui/primitives";
import type { FormValues } from "../../settings/section-values";

export interface SectionFormProps {
  id: string;
  values: FormValues;
  version: number;
  /** what the action answered for this form */
  answer: { result: SubmissionResult<string[]> | null; reason: string | null } | undefined;
  canConfigure: boolean;
  labelOf: (name: string) => string | undefined;
  constraint?: Readonly<Record<string, { required?: boolean }>>;
  /** the lines of a list are cards of their own; other forms stand in one */
  isList?: boolean;
  children: (form: PlainForm) => ReactNode;
}

/** The frame of every settings form: version, errors, what somebody else stored meanwhile, the button. */
export function SectionForm({ id, values, version, answer, canConfigure, labelOf, constraint, isList, children }: SectionFormProps) {
  const { common } = useMessages();
  const form = plainForm({ id, result: answer?.result ?? null, values, ...(constraint ? { constraint } : {}) });
  return (
    <form id={id} method="post" noValidate className="space-y-4">
      {answer?.reason === "version_conflict" ? <ConflictNotice form={form} values={values} labelOf={labelOf} /> : <ErrorSummary form={form} labels={labelOf} />}
      <input type="hidden" name="version" value={version} />
      <fieldset disabled={!canConfigure}>
        {isList ? children(form) : <Card>{children(form)}</Card>}
        {canConfigure && (
          <FormActions sticky>
            <SubmitButton>{common.action.save}</SubmitButton>
          </FormActions>
        )}
      </fieldset>
    </form>
  );
}

/** Every single value of a form by the name of its field. */
function leaves(value: unknown, name = ""): [string, string][] {
  if (typeof value === "string") return [[name, value]];
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, `${name}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, name === "" ? key : `${name}.${key}`));
}

const HIDDEN = /(^|\.)(id|code|key|kind|position|hostUnitId)$/;
const TICKED = /(^|\.)(required|blind|perField|acceptsLink|forJudges|publishable)$/;
const MONEY = /\.money$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T.*Z$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A stored value as its field shows it. */
function useShown() {
  const { editions, common } = useMessages();
  const formats = useFormats();
  return (name: string, value: string): string => {
    if (TICKED.test(name)) return value === "on" ? common.yes : common.no;
    if (value === "") return editions.settings.conflictEmpty;
    if (name === "hostLevel") return editions.level[value as keyof typeof editions.level] ?? value;
    if (MONEY.test(name)) return formats.integer(Number(value));
    if (MOMENT.test(value)) return formats.dateTime(value);
    if (DAY.test(value)) return formats.date(value);
    return /^\d+\.\d+$/.test(value) ? formats.decimal(value) : value;
  };
}

/** What is stored now where it differs from what was typed; both stay visible, nothing is overwritten unseen. */
function ConflictNotice({ form, values, labelOf }: { form: PlainForm; values: FormValues; labelOf: SectionFormProps["labelOf"] }) {
  const { settings } = useMessages().editions;
  const shown = useShown();
  const differing = leaves(values).filter(([name, stored]) => {
    const typed = form.field(name).initialValue ?? "";
    return !HIDDEN.test(name) && typed !== stored && (stored === "" || typed !== shown(name, stored));
  });
  return (
    <Notice tone="warning" title={settings.conflictTitle} live>
      <p>{differing.length > 0 ? settings.conflictText : settings.conflictSame}</p>
      <ul>
        {differing.map(([name, stored]) => (
          <li key={name}>
            {labelOf(name) ?? name}: <q>{shown(name, stored)}</q>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
