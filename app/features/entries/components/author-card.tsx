import { authorField } from "~/domain/entry/completeness";
import { needsGuardian } from "~/domain/entry/consent";
import type { DraftAuthor } from "~/domain/entry/draft";
import { DateField, FieldNote, FieldSet, SelectField, SubmitButton, TextField } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Card, Disclosure } from "~/ui/primitives";
import { shownPhone } from "../content-lines";
import type { AuthorsFormProps } from "./authors-form";

interface AuthorCardProps extends AuthorsFormProps {
  author: DraftAuthor;
  index: number;
  count: number;
}

/** Everything about one author. Without a birth date a youth contest asks for the guardian, because most authors are minors. */
export function AuthorCard(props: AuthorCardProps) {
  const { author, index, count, errors, draft, kind, rules, userId, disabled } = props;
  const { entries } = useMessages();
  const formats = useFormats();
  const { field: label, help, author: texts } = entries;
  const at = (name: string) => {
    const field = authorField(author.key, name);
    return { name: field, id: field, errors: errors[field] ?? [] };
  };
  const typed = (name: string, stored: string) => draft.unreadable[authorField(author.key, name)] ?? stored;
  const asksGuardian = author.birthDate === null ? kind === "YOUTH" : needsGuardian(author.birthDate, rules.day, rules.selfFrom);
  const share = author.shareHundredths === 0 ? "" : formats.share(author.shareHundredths).replace(/\s*%$/, "");
  return (
    <Card title={texts.heading(index + 1, author.fullName)} level={2}>
      <input type="hidden" name="author" value={author.key} />
      <span id={`author-${author.key}`}>
        <FieldNote name={`author-${author.key}`} />
      </span>
      <TextField {...at("fullName")} label={label.fullName} value={author.fullName} required autoCapitalize="words" />
      <DateField {...at("birthDate")} label={label.birthDate} help={help.birthDate} value={typed("birthDate", author.birthDate ?? "")} required />
      <div className="choices">
        <label className="choice">
          <input type="radio" name="chief" id={index === 0 ? "chief" : undefined} value={author.key} defaultChecked={author.isChief} />
          <span>{texts.isChief}</span>
        </label>
      </div>
      <TextField {...at("share")} label={label.share} help={help.share} value={typed("share", share)} required size={8} inputMode="decimal" suffix="%" />
      <FieldSet legend={texts.work}>
        <TextField {...at("unitName")} label={label.authorUnit} help={help.authorUnit} value={author.unitName} required list="don-vi" autoCapitalize="words" />
        {(kind === "YOUTH" || author.className !== "") && <TextField {...at("className")} label={label.className} value={author.className} size={12} />}
        {(kind === "TECHNICAL" || author.occupation !== "") && <TextField {...at("occupation")} label={label.occupation} value={author.occupation} />}
        <SelectField
          {...at("sex")}
          label={label.sex}
          value={author.sex}
          placeholder={entries.sex.none}
          options={[
            { value: "F", label: entries.sex.F },
            { value: "M", label: entries.sex.M },
          ]}
        />
      </FieldSet>
      <FieldSet legend={texts.contact}>
        <TextField {...at("phone")} label={label.phone} value={typed("phone", shownPhone(author.phone))} type="tel" inputMode="tel" autoComplete="off" />
        <TextField {...at("email")} label={label.email} value={typed("email", author.email)} type="email" inputMode="email" autoCapitalize="none" autoComplete="off" />
        <TextField {...at("address")} label={label.address} help={help.address} value={author.address} autoCapitalize="words" autoComplete="off" />
      </FieldSet>
      {asksGuardian && (
        <FieldSet legend={texts.guardian} help={help.guardian}>
          <TextField {...at("guardianName")} label={label.guardianName} value={author.guardianName} required autoCapitalize="words" />
          <TextField {...at("guardianPhone")} label={label.guardianPhone} value={typed("guardianPhone", shownPhone(author.guardianPhone))} required type="tel" inputMode="tel" autoComplete="off" />
        </FieldSet>
      )}
      {userId !== null && <WhoseAccount author={author} name={authorField(author.key, "me")} userId={userId} />}
      {!disabled && <AuthorActs author={author} index={index} count={count} />}
    </Card>
  );
}

function WhoseAccount({ author, name, userId }: { author: DraftAuthor; name: string; userId: string }) {
  const { entries } = useMessages();
  const value = author.userId === userId ? "author" : author.guardianUserId === userId ? "guardian" : "none";
  return (
    <SelectField
      name={name}
      id={name}
      label={entries.field.me}
      value={value}
      placeholder={null}
      options={(["none", "author", "guardian"] as const).map((one) => ({ value: one, label: entries.me[one] }))}
    />
  );
}

function AuthorActs({ author, index, count }: { author: DraftAuthor; index: number; count: number }) {
  const { author: texts } = useMessages().entries;
  return (
    <div className="actions">
      {index > 0 && (
        <SubmitButton intent={`up:${author.key}`} kind="quiet" small>
          {texts.up}
        </SubmitButton>
      )}
      {index < count - 1 && (
        <SubmitButton intent={`down:${author.key}`} kind="quiet" small>
          {texts.down}
        </SubmitButton>
      )}
      {count > 1 && (
        <Disclosure summary={texts.remove}>
          <p>{texts.removeWill(author.fullName || texts.unnamed(index + 1))}</p>
          <SubmitButton intent={`remove:${author.key}`} kind="danger" small>
            {texts.removeDo}
          </SubmitButton>
        </Disclosure>
      )}
    </div>
  );
}
