import type { Tx } from "~/data/client.server";
import type { EditionRow } from "~/data/editions.server";
import { labelsOfParts } from "~/data/screening.server";
import { enqueueMessage } from "~/data/outbox.server";
import { contactOfUser } from "~/data/users.server";
import type { ScreeningAct } from "~/domain/screening/acts";
import type { Remark } from "~/domain/screening/remarks";
import type { Services } from "~/features/services";
import { formatsFor } from "~/i18n/formats";
import { withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { remarkLabel } from "./remark-labels";
import { paths } from "~/paths";

/** Name of these letters in the outbox. */
export const ENTRY_SCREENED = "entryScreened";

interface ScreeningLetter {
  config: Services["config"];
  edition: Pick<EditionRow, "id" | "title">;
  entry: { id: string; ownerId: string; code: string | null; title: string };
  act: ScreeningAct;
  reason: string;
  remarks: readonly Remark[];
  dueAt: Date | null;
  now: Date;
}

/** Tells whoever filed the entry what the secretary decided, in their language. */
export async function enqueueScreeningLetter(tx: Tx, { config, edition, entry, act, reason, remarks, dueAt, now }: ScreeningLetter): Promise<void> {
  const contact = await contactOfUser(tx, entry.ownerId);
  if (!contact) return;
  const { locale, name, email, phone } = contact;
  const { mail, screening } = messagesFor(locale);
  const letter = screening.letters[act];
  const code = entry.code ?? "";
  const link = config.publicUrl + withLocale(paths.entry(entry.id), locale);
  const labels = remarks.length === 0 ? new Map<string, string>() : await labelsOfParts(tx, edition.id);
  const asked = remarks.map(({ place, text }) => `${remarkLabel(messagesFor(locale), labels, place)}: ${text}`);
  const facts = { code, title: entry.title, edition: edition.title, reason: [reason, ...asked].filter((text) => text !== "").join("\n"), due: dueAt ? formatsFor(locale).dateTime(dueAt) : "" };
  await enqueueMessage(tx, {
    editionId: edition.id,
    userId: entry.ownerId,
    email,
    phone,
    recipientName: name,
    template: ENTRY_SCREENED,
    subject: letter.subject(code),
    body: mail.letter({ name, paragraphs: letter.paragraphs(facts), link }),
    link,
    now,
  });
}
