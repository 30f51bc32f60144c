import type { Gap } from "~/domain/contest/completeness";
import type { Messages } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import type { SettingsFault } from "./settings/change-settings.server";

type Table = Readonly<Record<string, string | ((about: string) => string)>>;

const lookUp = (table: Table, code: string, about: string | undefined): string | null => {
  if (!Object.hasOwn(table, code)) return null;
  const text = table[code];
  return typeof text === "function" ? text(about ?? "") : (text ?? null);
};

/** The text of what stands against a change, in the reader's language; common field errors and reasons included. */
export function faultText(messages: Messages, fault: Pick<SettingsFault, "reason" | "about">): string {
  const common = messages.validation as unknown as Table;
  const own: Table = messages.editions.settings.reasons;
  return lookUp(own, fault.reason, fault.about) ?? lookUp(messages.rounds.reasons, fault.reason, fault.about) ?? lookUp(common, fault.reason, fault.about) ?? reasonText(messages, fault.reason);
}

/** The text of what is missing before an announcement. */
export function gapText(messages: Messages, gap: Gap): string {
  return lookUp(messages.editions.settings.gaps, gap.reason, gap.about) ?? messages.validation.invalid;
}
