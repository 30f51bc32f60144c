import { DEMO_PASSWORD, DEMO_SIGN_INS } from "~/domain/people/demo-sign-ins";
import { common } from "~/i18n/vi/common";
import { operatorTexts } from "~/i18n/operator-language";

/** What the terminal says once the first page can be fetched: the address and, with the demo, who can sign in. */
export function greeting(running: { address: string; demo: boolean; administratorLink: string | null }): string {
  const { greeting: texts } = operatorTexts();
  const lines = [`${texts.address} ${running.address}`];
  if (running.administratorLink) lines.push(texts.firstAdministrator, `  ${running.administratorLink}`);
  if (running.demo) {
    const width = Math.max(...DEMO_SIGN_INS.map(({ email }) => email.length));
    lines.push(texts.demo(DEMO_PASSWORD), ...DEMO_SIGN_INS.map(({ email, role }) => `  ${email.padEnd(width)}  ${common.role[role]}`));
  }
  return lines.join("\n");
}
