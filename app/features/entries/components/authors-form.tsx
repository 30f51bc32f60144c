import type { Draft } from "~/domain/entry/draft";
import { sumOfShares } from "~/domain/entry/shares";
import { FieldNote, FieldSet, SubmitButton, TextField } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import { shownPhone } from "../content-lines";
import { AuthorCard } from "./author-card";
import { type FieldErrors, formName, FormStart, UnitNames } from "./form-start";
import { SaveActions } from "./save-actions";

export interface AuthorsFormProps {
  draft: Draft;
  token: string;
  /** ready-made key of the author that "Thêm tác giả" adds */
  newKey: string;
  errors: FieldErrors;
  unitNames: readonly string[];
  kind: "TECHNICAL" | "YOUTH";
  rules: { birthDateFrom: string | null; birthDateTo: string | null; maxAuthors: number | null; day: string; selfFrom: number };
  /** the account that fills it in, null for a school's */
  userId: string | null;
  /** how many items the whole entry lacks */
  missing: number;
  disabled: boolean;
}

/** Step 2: the authors one below the other, then who guided them. Adding, moving and removing are buttons that save. */
export function AuthorsForm(props: AuthorsFormProps) {
  const { draft, token, newKey, errors, rules, missing, disabled } = props;
  const { entries } = useMessages();
  const formats = useFormats();
  const { field: label, help, author: texts } = entries;
  const at = (name: string) => ({ name, id: name, errors: errors[name] ?? [] });
  const isFull = rules.maxAuthors !== null && draft.authors.length >= rules.maxAuthors;
  return (
    <form name={formName(token)} method="post" noValidate className="space-y-5">
      <FormStart token={token} />
      <input type="hidden" name="authors" value="1" />
      <input type="hidden" name="newKey" value={newKey} />
      {rules.birthDateFrom && rules.birthDateTo && <p className="help">{help.birthWindow(formats.date(rules.birthDateFrom), formats.date(rules.birthDateTo))}</p>}
      <p className="help">{help.contactUse}</p>
      <div id="authors" className="space-y-5">
        {errors["authors"]?.map((text) => (
          <Notice key={text} tone="danger">
            <p>{text}</p>
          </Notice>
        ))}
        {errors["chief"]?.map((text) => (
          <Notice key={text} tone="danger">
            <p>
              {label.chief}: {text}
            </p>
          </Notice>
        ))}
        <FieldNote name="chief" />
        {draft.authors.map((author, index) => (
          <AuthorCard key={author.key} {...props} author={author} index={index} count={draft.authors.length} />
        ))}
      </div>
      {!disabled && (
        <div className="actions">
          {isFull ? (
            <p className="help">{texts.limit(rules.maxAuthors ?? 0)}</p>
          ) : (
            <SubmitButton intent="add" kind="secondary" icon="plus">
              {texts.add}
            </SubmitButton>
          )}
          {draft.authors.length > 1 && (
            <SubmitButton intent="split" kind="secondary">
              {texts.splitEqually}
            </SubmitButton>
          )}
        </div>
      )}
      <p className="help">
        <span className="strong">{texts.sum(formats.share(sumOfShares(draft.authors.map((author) => author.shareHundredths))))}</span> · {help.shares}{" "}
        {draft.authors.length > 1 && texts.splitHelp}
      </p>
      <FieldSet legend={texts.supervisor} help={help.supervisor}>
        <TextField {...at("supervisorName")} label={label.supervisorName} value={draft.supervisorName} autoCapitalize="words" />
        <TextField {...at("supervisorPhone")} label={label.supervisorPhone} value={draft.unreadable["supervisorPhone"] ?? shownPhone(draft.supervisorPhone)} type="tel" inputMode="tel" />
        <TextField {...at("supervisorUnitName")} label={label.supervisorUnitName} value={draft.supervisorUnitName} list="don-vi" autoCapitalize="words" />
      </FieldSet>
      <UnitNames names={props.unitNames} />
      {!disabled && <SaveActions missing={missing} />}
    </form>
  );
}
