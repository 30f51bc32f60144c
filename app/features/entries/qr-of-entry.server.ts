import type { Locale } from "~/i18n/locale";
import { withLocale } from "~/i18n/locale";
import { paths } from "~/paths";
import { qrSvg } from "~/platform/qr/qr-svg.server";
import type { Services } from "~/features/services";

/** The address of an entry's page as text and as QR code, for the receipt. */
export async function qrOfEntry({ config }: Pick<Services, "config">, entryId: string, locale: Locale): Promise<{ text: string; svg: string }> {
  const text = config.publicUrl + withLocale(paths.entry(entryId), locale);
  return { text, svg: await qrSvg(text) };
}
