import { operator as en } from "~/i18n/en/operator";
import { operator as vi, type OperatorTexts } from "~/i18n/vi/operator";

/** Texts for the terminal: Vietnamese, or English where the shell's locale says English. */
export function operatorTexts(env: Readonly<Record<string, string | undefined>> = process.env): OperatorTexts {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  return locale.toLowerCase().startsWith("en") ? en : vi;
}
